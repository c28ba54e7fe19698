"""The ground of the tests: emptied between transactional tests, what must exist laid again, away
from `var/`.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from dutylist.history.writeonce import missing
from dutylist.organizations.models import Region, User
from tests.factories import make_county, make_township, seeding
from tests.grounds import ground

from .tree import ROOT


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_transactional_test_finds_the_ground_as_new(turn):
    assert not Region.objects.exists()
    assert not Region.history.exists()
    assert User.objects.system().pk
    assert missing() == []
    make_county()
    assert Region.history.exists()


@pytest.mark.django_db
def test_nothing_of_the_instance_is_touched():
    kept = [settings.DATABASES["default"]["NAME"], settings.STATIC_ROOT, settings.MEDIA_ROOT]
    assert not [path for path in kept if Path(path).is_relative_to(ROOT)]
    assert os.environ["DUTYLIST_TEST_GROUND"] in str(settings.STATIC_ROOT)


@pytest.mark.django_db
def test_sqlite_is_a_file():
    if connection.vendor == "sqlite":
        assert Path(connection.settings_dict["NAME"]).is_file()
    assert connection.settings_dict["NAME"] != ":memory:"


@ground
def county(db):
    return make_county()


@ground
def town(county):
    return make_township(county=county)


@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_does_to_its_ground_is_undone(county, turn):
    assert (county.name, Region.objects.get(pk=county.pk).name, Region.objects.count()) == (
        "示例县",
        "示例县",
        3,
    )
    county.name = "改名县"
    with seeding():
        county.save()
    make_township(county=county)


def test_of_two_grounds_one_object_stays_one(county, town):
    assert town.parent is county


def test_nobody_else_meets_a_ground(db):
    assert not Region.objects.exists()
