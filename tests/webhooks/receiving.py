"""A subscriber to events on this machine: answers as it is told and keeps what arrived."""

import contextlib
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from tests.at_once import serving


class Arrived(NamedTuple):
    path: str
    headers: dict
    body: bytes


class Subscriber:
    """What arrived, and what the next ones are answered: (status, headers, body)."""

    def __init__(self, port):
        self.port, self.arrived, self.answers = port, [], []
        self.url = f"http://127.0.0.1:{port}/duty"

    def dripping(self, seconds):
        """An answer of one byte at a time, which takes so many seconds or until nobody reads it."""
        for _byte in range(round(seconds * 10)):
            time.sleep(0.1)
            yield b"."

    def next_answer(self):
        return self.answers.pop(0) if self.answers else (204, {}, b"")


@contextlib.contextmanager
def subscriber():
    """A subscriber that answers while the block goes on; its thread ends with the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with serving(server) as port:
        server.subscriber = Subscriber(port)
        yield server.subscriber


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        subscriber = self.server.subscriber
        body = self.rfile.read(int(self.headers["Content-Length"]))
        subscriber.arrived.append(Arrived(self.path, dict(self.headers), body))
        status, headers, answer = subscriber.next_answer()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        parts = [answer] if isinstance(answer, bytes) else answer
        with contextlib.suppress(OSError):
            for part in parts:
                self.wfile.write(part)

    do_GET = do_POST

    def log_message(self, *args):
        """Nothing: a test says what arrived."""
