"""An error of an import stands at the cell it speaks of, or names the field that has no cell."""

import pytest

from items.entry.cleaning import Cleaner
from items.entry.fields import EMPTY, FIELD, LABELS
from items.imports.matching.ordering import STEP, following, positions_for
from items.imports.matching.rows import invalid_at
from items.imports.reading.issues import issue_at
from items.imports.recognition.headwords import FIELD_WORDS
from items.imports.recognition.rows import COLUMN_OF, COLUMN_OF_ITS_DEPARTMENTS, ItemRow
from items.models.duty_items import LAST_POSITION

pytestmark = pytest.mark.one_database
NESTED = ("responsibilities", "bases", "variants", "support", "power", "secrecy_review")


class Nothing:
    """A county without any name that could be looked up."""

    categories = tags = townships = ()
    departments = property(lambda self: self)

    def find(self, _name):
        return None

    nearest = find


def faulty_paths():
    """Every path that the check of a content can name: all is given what it cannot be."""
    paths = set(EMPTY)
    for field in NESTED:
        cleaner = Cleaner({}, Nothing(), EMPTY)
        odd = {part: [] for part in PARTS[field]}
        value = odd if field in ("power", "secrecy_review") else [odd]
        FIELD[field].type.clean(cleaner, value, field)
        paths |= set(cleaner.errors)
    return sorted(paths)


PARTS = {
    "responsibilities": (
        *("department", "collective", "role", "internal_office"),
        *("duty", "method", "transition_on"),
    ),
    "bases": ("act", "document_number", "article"),
    "variants": ("townships", "name", "township_duty"),
    "support": ("kind", "promise", "amount", "due_on"),
    "power": ("type", "origin", "document_number", "until", "original_body"),
    "secrecy_review": ("reviewer", "on", "result"),
}


def row_with(*fields):
    columns = {field: number for number, field in enumerate(fields, 1)}
    texts = {field: f"{field}的内容" for field in fields}
    return ItemRow("表", 3, "basic", {"name": "河道巡查"}, texts, columns, {})


def test_the_paths_are_those_of_all_parts():
    paths = faulty_paths()
    assert len(paths) > len(EMPTY) + 10
    assert {"variants.0.name", "support.0.kind", "responsibilities.0.duty"} <= set(paths)


@pytest.mark.parametrize("path", faulty_paths())
def test_a_fault_stands_in_a_column_of_its_own_field(path):
    field, *inner = [part for part in path.split(".") if not part.isdigit()]
    own = set(COLUMN_OF.get(field, ()))
    if field == "responsibilities" and inner:
        own |= set(COLUMN_OF_ITS_DEPARTMENTS.get(inner[0], ()))
    column = row_with(*FIELD_WORDS).column_for(path)
    assert (column in own) if own else (column == "")
    assert column != "name" or path == "name"


@pytest.mark.parametrize("path", sorted(set(faulty_paths()) - {"name"}))
def test_a_fault_of_a_field_without_a_column_names_the_field_and_no_cell(path):
    issue = invalid_at(row_with("number", "name"), path, "不合格。")
    assert (issue.row, issue.column, issue.value) == (3, "", "")
    assert issue.message == f"{LABELS[path.split('.')[0]]}：不合格。"


def test_a_fault_in_its_own_cell_repeats_the_cell():
    issue = invalid_at(row_with("number", "name", "variants"), "variants.0.name", "过长。")
    assert (issue.column, issue.value, issue.message) == ("C", "variants的内容", "过长。")
    assert issue == issue_at(
        row_with("number", "name", "variants"), "variants", "invalid", "过长。"
    )


ROOM = [(0, 20_000), (0, 9_999), (0, 10_000), (99_980, 7), (LAST_POSITION, 3)]


@pytest.mark.parametrize(("last", "count"), ROOM)
def test_positions_never_leave_what_an_item_may_have(last, count):
    positions = following(last, count)
    assert (len(positions), positions) == (count, sorted(positions))
    assert last <= positions[0]
    assert positions[-1] <= LAST_POSITION
    kept = [(last, 1)] if last else []
    assert positions_for([*kept, *[None] * count])[len(kept) :] == positions


def test_positions_leave_room_between_while_there_is_any():
    assert following(30, 3) == [30 + STEP, 30 + 2 * STEP, 30 + 3 * STEP]
    assert len(set(following(0, 20_000))) == 20_000
