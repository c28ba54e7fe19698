"""Follows every link a person is shown, as that person, and tells what each answered."""

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

LIMIT = 150
QUERIES_PER_PATH = 2
LEFT_OUT = ("/static/", "/logout/", "/admin/logout/")


class Links(HTMLParser):
    """The addresses in `a href` and in forms that only read."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "a" and values.get("href"):
            self.found.append(values["href"])


def links_of(path, content):
    parser = Links()
    parser.feed(content)
    for href in parser.found:
        target = urldefrag(urljoin(f"http://testserver{path}", href)).url
        parts = urlsplit(target)
        if parts.netloc == "testserver" and not parts.path.startswith(LEFT_OUT):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def headers_of(answer):
    return "".join(f"{name}: {value}\n" for name, value in answer.headers.items())


def crawl(client, starts, *, limit=LIMIT, follows=None):
    """{address: (status, text)} of everything reachable by links, some queries of each path; of
    links, only those that `follows(path)` says yes to.

    The text begins with the headers: what a page may not say, they may not say either.
    """
    waiting, seen, per_path = list(starts), {}, Counter()
    while waiting and len(seen) < limit:
        address = waiting.pop(0)
        path = urlsplit(address).path
        if address in seen or per_path[path] >= QUERIES_PER_PATH:
            continue
        per_path[path] += 1
        answer = client.get(address)
        if answer.status_code in (301, 302):
            seen[address] = (answer.status_code, headers_of(answer))
            waiting.append(urljoin(address, answer["Location"]))
            continue
        text = b"".join(answer).decode("utf-8", "replace") if not answer.streaming else ""
        seen[address] = (answer.status_code, headers_of(answer) + text)
        if answer["Content-Type"].startswith("text/html"):
            waiting += [link for link in links_of(path, text) if not follows or follows(link)]
    return seen
