"""A draft edition of a county with its clerk, a recorder, and people of another county."""

from types import SimpleNamespace

import pytest
from django.test import Client

from dutylist.organizations.roles import Role
from items.editions.services.editions import start_edition
from tests.factories import make_county, make_item, make_user
from tests.grounds import ground


@ground
def office(db):
    county = make_county()
    make_item(county=county)
    clerk = make_user(Role.CLERK, name="李经办")
    elsewhere = make_county("990122000000", "邻县")
    return SimpleNamespace(
        county=county,
        clerk=clerk,
        recorder=make_user(Role.RECORDER, name="王登记"),
        inspector=make_user(Role.INSPECTOR, name="孙督查"),
        stranger=make_user(Role.CLERK, county=elsewhere),
        edition=start_edition(county, by=clerk),
    )


@pytest.fixture(autouse=True)
def kept_files(settings, tmp_path):
    """Attached files of a test lie in a directory of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT / "attachments"


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client
