"""One POST to a subscriber: to an address that was judged, no redirect followed, an end to its time
and to what is read of the answer.

The standard library does it: the clients that are at hand resolve the name a second time when they
connect.
"""

import http.client
import io
import socket
import ssl
from time import monotonic
from typing import NamedTuple
from urllib.parse import urlsplit

from dutylist.history.texts import clean_text, visible

from .addresses import SCHEMES, Unreachable, resolved, url_fault

CONNECT_SECONDS = 5
# Of a whole try, from the connection to the answer; a name server has time-outs of its own.
WHOLE_SECONDS = 15
MOST_ADDRESSES = 4
MOST_READ = 2048
MOST_KEPT = 300


class Reply(NamedTuple):
    """What a subscriber answered; without a status none came, and `text` says why."""

    status: int | None
    text: str

    @property
    def is_taken(self):
        return self.status is not None and 200 <= self.status < 300

    @property
    def told(self):
        """For people: the sentence, or what was answered."""
        if self.status is None:
            return self.text
        return f"接收方应答{self.status}。"


def post(url, body, headers):
    """Sends a body of bytes: -> Reply. What a redirect points to is not asked."""
    try:
        return _post(url, body, headers)
    except Unreachable as error:
        return Reply(None, str(error))
    except TimeoutError:
        return Reply(None, "接收方没有在规定时间内应答。")
    except ssl.SSLError as error:
        return Reply(None, f"接收方的证书或者加密连接有问题（{error.reason or '验证失败'}）。")
    except (OSError, http.client.HTTPException) as error:
        return Reply(None, f"无法连接接收方（{type(error).__name__}）。")


def _post(url, body, headers):
    if fault := url_fault(url):  # what the site allows may have changed since
        raise Unreachable(fault)
    parts = urlsplit(url)
    port = parts.port or SCHEMES[parts.scheme]
    places = resolved(parts.hostname, port)
    until = monotonic() + WHOLE_SECONDS
    with connected(places, until) as plain, encrypted(plain, parts, until) as line:
        return asked(parts, port, Deadlined(line, until), body, headers)


def seconds_left(until):
    seconds = until - monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def connected(places, until):
    """A connection to the first of the judged addresses that takes one; few of them are asked."""
    failure = Unreachable("接收地址的域名解析失败。")
    for family, where in places[:MOST_ADDRESSES]:
        seconds = min(CONNECT_SECONDS, seconds_left(until))
        line = socket.socket(family, socket.SOCK_STREAM)
        line.settimeout(seconds)
        try:
            line.connect(where)
        except OSError as error:
            line.close()
            failure = error
            continue
        return line
    raise failure


def encrypted(line, parts, until):
    """The connection as the scheme asks for it; the certificate is that of the name."""
    if parts.scheme == "http":
        return line
    context = ssl.create_default_context()
    line.settimeout(seconds_left(until))
    return context.wrap_socket(line, server_hostname=parts.hostname)


def asked(parts, port, line, body, headers):
    if parts.scheme == "https":
        connection = http.client.HTTPSConnection(parts.hostname, port)
    else:
        connection = http.client.HTTPConnection(parts.hostname, port)
    connection.sock = line
    path = parts.path or "/"
    if parts.query:
        path = f"{path}?{parts.query}"
    sent = {"Content-Type": "application/json", "User-Agent": "dutylist", "Connection": "close"}
    connection.request("POST", path, body, {**sent, **headers})
    response = connection.getresponse()
    return Reply(response.status, short(response.read(MOST_READ)))


def short(answer):
    """The beginning of an answer, as one line that a column can hold."""
    text = clean_text(visible(answer.decode(errors="replace").replace("\0", "")))
    return " ".join(text.split())[:MOST_KEPT]


class Deadlined(io.RawIOBase):
    """A socket for `http.client` that ends when the time of the whole request is over: the time-out
    of a socket begins anew with every byte.
    """

    def __init__(self, line, until):
        self.line, self.until = line, until

    def sendall(self, content):
        self.line.settimeout(seconds_left(self.until))
        self.line.sendall(content)

    def makefile(self, _mode):
        return io.BufferedReader(self)

    def readable(self):
        return True

    def readinto(self, buffer):
        self.line.settimeout(seconds_left(self.until))
        return self.line.recv_into(buffer)

    def close(self):
        """Nothing: http.client closes its socket before it has read the answer."""
