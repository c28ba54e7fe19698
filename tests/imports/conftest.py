"""The county, its clerk and where uploaded files are kept: what the tests of importing pages stand
on.
"""

import pytest

from dutylist.organizations.roles import Role
from tests.factories import make_county, make_township, make_user


@pytest.fixture
def files_kept(settings, tmp_path):
    """Uploaded files go where the test's own files are."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def county():
    county = make_county()
    make_township()
    return county


@pytest.fixture
def clerk(county, client):
    """The clerk of the county, signed in."""
    clerk = make_user(Role.CLERK, county=county)
    client.force_login(clerk)
    return clerk
