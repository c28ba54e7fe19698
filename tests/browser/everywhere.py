"""Goes from page to page by the links that stand on them, to one page of each address of the site, and
collects what axe and the widths find there.
"""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error

from .walking import AXE, OVERFLOW, RUN_AXE, WIDTHS

LINKS = """() => [...document.querySelectorAll('a[href]:not([download])')]
  .map(link => link.href.split('#')[0])"""
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
        """Goes to a page, unless one of its address was gone to: -> the links on it."""
        name = name_of(path)
        if not name or name in self.names or name in LEFT_ALONE:
            return []
        self.resize(min(WIDTHS))
        if not self.is_page(path):
            return []
        self.names.add(name)
        links = [self.local(link) for link in self.page.evaluate(LINKS)]
        if name not in self.seen:
            self.seen.add(name)
            self.look(f"{name} {path}")
        return [link for link in links if link]

    def is_page(self, path):
        try:
            answer = self.page.goto(self.origin + path)
        except Error:
            return False  # a file, which the browser keeps instead
        return answer.status == 200 and "text/html" in answer.headers.get("content-type", "")

    def look(self, where):
        self.page.evaluate(AXE)
        for found in self.page.evaluate(RUN_AXE):
            html = found["nodes"][0]["html"][:160]
            self.faults.append(f"{where}: axe {found['id']}: {html}")
        for width in WIDTHS:
            self.resize(width)
            if (over := self.page.evaluate(OVERFLOW)) > 0:
                self.faults.append(f"{where} at {width}: {over} pixels wider than the window")

    def resize(self, width):
        self.page.set_viewport_size({"width": width, "height": WIDTHS[width]})

    def local(self, link):
        """The path of a link within the site, "" of any other."""
        parts = urlsplit(link)
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
