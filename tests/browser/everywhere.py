"""Goes from page to page by the links that stand on them, to one page of each address of the site,
and collects what axe and the widths find there.
"""

from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from lxml import html
from playwright.sync_api import Error

from .walking import AXE, OVERFLOW, RUN_AXE, WIDTHS

LEFT_ALONE = {"accounts:logout", "admin:logout"}


class Traveller:
    """One visitor's browser; `seen` holds the names of the addresses that somebody has been to,
    `closed` those from which no link leads on for anybody after: files, and the pages that are
    read by everybody without an account, which do not know who reads them.
    """

    def __init__(self, context, origin, seen, closed):
        self.page, self.origin, self.seen, self.closed = context.new_page(), origin, seen, closed
        self.page.add_init_script(AXE)
        self.faults, self.names = [], set()

    def travel(self, start):
        """Every fault of the pages that can be reached from here and that nobody has seen."""
        ahead, known = [start], {start}
        while ahead:
            for link in self.visit(ahead.pop(0)):
                if link not in known:
                    known.add(link)
                    ahead.append(link)
        return self.faults

    def visit(self, path):
        """Reads a page, unless one of its address was read, and looks at it, unless somebody did:
        -> the links on it.
        """
        name = name_of(path)
        if not name or name in self.names or self.leads_nowhere(name):
            return []
        answer = self.answer_to(path, name)
        if answer is not None and answer.status != 200:
            return []
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            self.closed.add(name)
            return []
        self.names.add(name)
        if is_for_everybody(path):
            self.closed.add(name)
        if name not in self.seen:
            self.seen.add(name)
            self.look(f"{name} {path}")
        links = html.fromstring(answer.body()).xpath("//a[not(@download)]/@href")
        return [local for link in links if (local := self.local(urljoin(answer.url, link)))]

    def answer_to(self, path, name):
        """What the address is answered with, shown by the browser where nobody has been to one of
        its name; None is a file.
        """
        if name in self.seen:
            return self.page.request.get(self.origin + path)
        try:
            return self.page.goto(self.origin + path)
        except Error as error:
            if "Download is starting" not in error.message:
                raise
            return None

    def leads_nowhere(self, name):
        """Nothing leads on from a page of the admin that somebody else has been to."""
        if name in LEFT_ALONE or name in self.closed:
            return True
        return name in self.seen and name.startswith("admin:") and name != "admin:index"

    def look(self, where):
        for found in self.page.evaluate(RUN_AXE):
            self.faults.append(f"{where}: axe {found['id']}: {found['nodes'][0]['html'][:160]}")
        for width in WIDTHS:
            self.resize(width)
            if (over := self.page.evaluate(OVERFLOW)) > 0:
                self.faults.append(f"{where} at {width}: {over} pixels wider than the window")

    def resize(self, width):
        self.page.set_viewport_size({"width": width, "height": WIDTHS[width]})

    def local(self, link):
        """The path of a link within the site, "" of any other."""
        parts = urlsplit(link.partition("#")[0])
        if f"{parts.scheme}://{parts.netloc}" != self.origin:
            return ""
        return f"{parts.path}?{parts.query}" if parts.query else parts.path


def is_for_everybody(path):
    """Whether a view is called before the session is looked at (`PublicFront`)."""
    return getattr(resolve(urlsplit(path).path).func, "public_read", False)


def name_of(path):
    """The name of the address that a path leads to, or its route; "" where it leads nowhere."""
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return ""
    return match.view_name or match.route
