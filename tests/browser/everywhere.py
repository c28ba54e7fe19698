"""Goes from page to page by the links that stand on them, to one page of each address of the site,
and collects what axe and the widths find there.
"""

from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from lxml import html

from .walking import AXE, OVERFLOW, RUN_AXE, WIDTHS

LEFT_ALONE = {"accounts:logout", "admin:logout"}


class Traveller:
    """One visitor's browser; `seen` holds the names of the addresses that somebody has been to."""

    def __init__(self, context, origin, seen):
        self.page, self.origin, self.seen = context.new_page(), origin, seen
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
        if not name or name in self.names or name in LEFT_ALONE or self.is_known_of_admin(name):
            return []
        answer = self.page.request.get(self.origin + path)
        if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            return []
        self.names.add(name)
        if name not in self.seen:
            self.seen.add(name)
            self.page.goto(self.origin + path)
            self.look(f"{name} {path}")
        links = html.fromstring(answer.body()).xpath("//a[not(@download)]/@href")
        return [local for link in links if (local := self.local(urljoin(answer.url, link)))]

    def is_known_of_admin(self, name):
        """Nothing leads on from a page of the admin that somebody else has been to."""
        return name in self.seen and name.startswith("admin:") and name != "admin:index"

    def look(self, where):
        self.page.evaluate(AXE)
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


def name_of(path):
    """The name of the address that a path leads to, or its route; "" where it leads nowhere."""
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return ""
    return match.view_name or match.route
