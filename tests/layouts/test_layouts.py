"""Every layout is read without a wrong item, and nothing in it is lost in silence."""

from types import SimpleNamespace

import pytest
from django.db import transaction

from tests.factories import make_county, make_department, make_tag, make_township, make_user

from .all_layouts import LAYOUTS, seed_of
from .material import SUBJECTS, TOWNSHIPS
from .model import Maker
from .score import score

SHOWN_FAULTS = 12
SHOWN_LENGTH = 400


def make_ground():
    """A county with its townships and departments, and its clerk."""
    county = make_county()
    for name in sorted({name for names, _subjects in SUBJECTS.values() for name in names.split()}):
        make_department(name)
    townships = [make_township(code, name) for name, code in TOWNSHIPS.items()]
    make_tag("蓄滞洪区", *townships[1:3])
    return SimpleNamespace(county=county, clerk=make_user("clerk", county=county))


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker):
    """One county for all layouts, undone at the end: they are only previewed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_ground()
        transaction.set_rollback(True)


@pytest.mark.django_db
# what a file says; what is looked up by it is looked up in tests/imports on both
@pytest.mark.one_database
@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_every_item_of_the_layout_is_read(layout, ground, tmp_path):
    path = tmp_path / f"{layout.name}.{layout.suffix}"
    truth = layout.build(path, Maker(seed_of(layout)))
    assert len(truth.items) >= 38
    result = score(path, truth, ground.county, ground.clerk)
    if result.faults:
        shown = "\n".join(fault[:SHOWN_LENGTH] for fault in result.faults[:SHOWN_FAULTS])
        pytest.fail(
            f"{result.right} of {len(truth.items)} right, {len(result.faults)} faults:\n{shown}",
            pytrace=False,
        )


def test_there_are_more_layouts_than_promised():
    assert len(LAYOUTS) >= 30
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS)
