"""The walker itself: a page that breaks every rule is caught at each."""

import http.server

import pytest

from tests.at_once import serving

from .walking import Walker

BAD = b"""<!doctype html><html><head><title></title><style>p{color:red}</style>
<link rel="stylesheet" href="http://127.0.0.9:9/a.css"></head>
<body style="margin:0"><img src="/missing.png"><p onclick="go()">text</p>
<pre>%s</pre></body></html>"""


class BadPage(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        found = self.path == "/"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.end_headers()
        self.wfile.write(BAD % (b"x" * 160_000) if found else b"")

    def log_message(self, *args):
        pass


@pytest.fixture
def bad_site():
    with serving(http.server.ThreadingHTTPServer(("127.0.0.1", 0), BadPage)) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.mark.one_database
def test_a_bad_page_is_caught_at_every_rule(chromium, bad_site):
    context = chromium.new_context()
    faults = "\n".join(Walker(context, bad_site).walk("/"))
    context.close()
    for sign in (
        "policy: style-src",
        "leaves the site",
        "axe ",
        "bytes of HTML",
        "wider than",
        "console: ",
        "at 1440",
    ):
        assert sign in faults, faults
