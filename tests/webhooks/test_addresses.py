"""Where events are sent: public addresses over https, and what the site allows; a name is resolved
once.
"""

import ipaddress
import socket

import pytest

from dutylist.history.refusals import Invalid
from dutylist.webhooks.delivering import deliver_due
from dutylist.webhooks.models import Delivery
from dutylist.webhooks.sending import addresses, posting
from dutylist.webhooks.sending.addresses import NOT_PUBLIC, Unreachable, resolved, url_fault

from .places import allow, happened, place, receiving, registered

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place", "receiving"]
NAME = "subscriber.example.gov.cn"
# Of this machine, private, link-local, shared, metadata, multicast, in every way they are written.
INSIDE = (
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "017700000001",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.100.100.200",
    "192.0.0.9",
    "192.0.0.192",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[fe80::1]",
    "[fd00:ec2::254]",
    "[fec0::1]",
    "[ff02::1]",
    "[::ffff:10.0.0.1]",
    "[::127.0.0.1]",
    "[64:ff9b::a9fe:a9fe]",
    "[2002:7f00:1::]",
    "localhost",
    "LOCALHOST.",
    "a.localhost",
)
ODD = (
    "http://subscriber.example.gov.cn/",
    "ftp://subscriber.example.gov.cn/",
    "//subscriber.example.gov.cn/",
    "https:///duty",
    "https://subscriber.example.gov.cn:99999/",
    "https://subscriber.example.gov.cn:0/",
    "https://user:secret@subscriber.example.gov.cn/",
    "https://subscriber.example.gov.cn/#part",
    "https://subscriber.example.gov.cn/a b",
    "https://subscriber.example.gov.cn/\r\nHost: x",
    "https://例子.example.gov.cn/",
    "https://[::1/",
    "https://subscriber.example.gov.cn/" + "a" * 500,
)


class Names:
    """A name server: what it answers for a name, in turn, the last answer for ever; every question
    is kept. Addresses are their own.
    """

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []
        self.resolve = socket.getaddrinfo

    def __call__(self, host, port, **how):
        if host != NAME:
            return self.resolve(host, port, **how)
        self.asked.append(host)
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [line for address in found for line in self.resolve(address, port, **how)]


def named(monkeypatch, *answers):
    names = Names(*answers)
    monkeypatch.setattr(socket, "getaddrinfo", names)
    return names


@pytest.mark.parametrize("host", INSIDE)
def test_an_address_inside_is_refused_however_it_is_written(host):
    assert url_fault(f"https://{host}/duty") == NOT_PUBLIC


def test_public_addresses_and_names_are_taken():
    for host in ("114.114.114.114", "[2400:3200::1]", NAME):
        assert url_fault(f"https://{host}:8443/duty?of=county") == ""


@pytest.mark.parametrize("url", ODD)
def test_what_is_no_address_of_a_subscriber_is_refused(url, place):
    with pytest.raises(Invalid) as refused:
        registered(place, url)
    assert set(refused.value.errors) == {"url"}


def test_the_site_allows_networks_of_its_own_and_nothing_beside_them(settings):
    allow(settings, "10.8.0.0/16")
    assert url_fault("http://10.8.3.4/duty") == ""
    for host in ("10.9.0.1", "127.0.0.1", "169.254.169.254"):
        assert url_fault(f"http://{host}/duty") == NOT_PUBLIC


def test_a_name_that_leads_inside_is_not_sent_to(place, receiving, settings, monkeypatch):
    settings.WEBHOOK_PRIVATE = []
    names = named(monkeypatch, ["127.0.0.1"])
    registered(place, f"http://{NAME}:{receiving.port}/duty")
    happened(place)
    deliver_due()
    assert receiving.arrived == []
    assert names.asked == [NAME]
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.answer) == ("waiting", NOT_PUBLIC)


def test_a_name_with_one_address_inside_is_not_sent_to(monkeypatch):
    named(monkeypatch, ["114.114.114.114", "10.0.0.1"])
    with pytest.raises(Unreachable):
        resolved(NAME, 443)


def test_the_connection_goes_to_the_address_that_was_judged(place, receiving, monkeypatch):
    """A name server that answers otherwise a moment later is not asked again."""
    names = named(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])
    registered(place, f"http://{NAME}:{receiving.port}/duty")
    happened(place)
    assert deliver_due().delivered == 1
    assert names.asked == [NAME]
    assert receiving.arrived[0].headers["Host"] == f"{NAME}:{receiving.port}"


def test_of_many_addresses_few_are_tried(place, receiving, settings, monkeypatch):
    allow(settings, "127.0.0.0/8")
    silent = [f"127.0.0.{number}" for number in range(2, 9)]
    named(monkeypatch, [*silent, "127.0.0.1"], [*silent[:2], "127.0.0.1"])
    url = f"http://{NAME}:{receiving.port}/duty"
    assert posting.post(url, b"{}", {}).status is None
    assert posting.post(url, b"{}", {}).is_taken


def test_a_peer_that_never_answers_the_handshake_is_left_in_time(settings, monkeypatch):
    allow(settings, "127.0.0.1/32")
    monkeypatch.setattr(posting, "WHOLE_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        reply = posting.post(f"https://127.0.0.1:{mute.getsockname()[1]}/", b"{}", {})
    assert "规定时间" in reply.text


def test_what_was_allowed_when_it_was_registered_is_judged_again(place, receiving, settings):
    registered(place, receiving.url)
    happened(place)
    settings.WEBHOOK_HTTP = False
    deliver_due()
    assert receiving.arrived == []
    assert "https" in Delivery.objects.get().answer


def test_a_name_that_is_nowhere_is_said(place, settings, monkeypatch):
    def nowhere(*asked, **how):
        raise socket.gaierror

    monkeypatch.setattr(addresses.socket, "getaddrinfo", nowhere)
    registered(place, f"https://{NAME}/duty")
    happened(place)
    deliver_due()
    assert "域名解析失败" in Delivery.objects.get().answer


def test_meaning_of_an_address_of_six_words():
    for text, meant in (("64:ff9b::a00:1", "10.0.0.1"), ("::ffff:10.0.0.1", "10.0.0.1")):
        assert str(addresses.meant_by(ipaddress.ip_address(text))) == meant
