"""What a lookup foresees is known as the register will say it."""

import pytest

from items.entry.cleaning import Cleaner, clean_content
from items.entry.lookup import Lookup
from items.models import Kind
from tests.factories import make_category, make_content, make_county, make_department

pytestmark = pytest.mark.django_db

BUREAU, PLATE = "县林草局", "县林草局（绿化委员会办公室）"


def test_what_was_checked_before_its_names_were_created_is_not_checked_again(monkeypatch):
    county = make_county()
    planned = Lookup(county)
    planned.foresee({BUREAU: PLATE}, [(Kind.BASIC, "生态环保")])
    payload = make_content(kind="basic", name="森林防火巡查", category="生态环保")
    content = clean_content(payload, planned)

    make_department(BUREAU, county=county, aliases=[PLATE])
    make_category("basic", "生态环保", county=county)
    created = Lookup(county)
    assert created.known == planned.known
    monkeypatch.setattr(Cleaner, "run", None)
    assert clean_content(content, created) is content


def test_another_name_is_another_knowledge():
    county = make_county()
    before = Lookup(county).known
    make_category("basic", "生态环保", county=county)
    assert Lookup(county).known != before
