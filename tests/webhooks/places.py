"""A county with a subscriber to events, and whoever keeps it."""

from ipaddress import ip_network
from types import SimpleNamespace

import pytest

from dutylist.notices.services import queue_event
from dutylist.organizations.roles import Role
from dutylist.webhooks.services.subscribers import register
from tests.factories import make_county, make_user
from tests.grounds import ground
from tests.webhooks.receiving import subscriber

TITLE = "标题里的金丝雀"


@ground
def place(db):
    county = make_county()
    return SimpleNamespace(
        county=county,
        keeper=make_user(Role.SYSTEM_ADMIN, region=county),
        clerk=make_user(Role.CLERK, county=county),
    )


@pytest.fixture
def receiving(settings):
    """A subscriber on this machine, which the site allows to be sent to."""
    allow(settings, "127.0.0.1/32")
    with subscriber() as found:
        yield found


def allow(settings, *networks):
    settings.WEBHOOK_HTTP = True
    settings.WEBHOOK_PRIVATE = [ip_network(network) for network in networks]


def registered(place, url, *, name="数据交换平台", **told):
    """(the subscriber, its secret)."""
    return register(place.county, name=name, url=url, by=place.keeper, reason="共享方案", **told)


def happened(place, kind="edition.publish", subject=7):
    payload = {"subject": subject, "title": TITLE, "status": "published", "decision": 41}
    return queue_event(kind, payload, place.county)
