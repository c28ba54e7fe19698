"""The published tables as every format writes them: titles, heads in the words of the place,
sections, items.
"""

from dataclasses import dataclass, field

from items.entry.entries import KINDS
from items.entry.fields import FIELD, IN_A_COLUMN
from items.entry.words import numeral

from .cells import cells_of, more_cells_of
from .row_words import section_of

# The place's words for the heads of columns that are no field of their own ...
HEADS = {
    "number": "head_number",
    "kind": "head_kind",
    "category": "head_category",
    "name": "head_name",
    "departments": "head_department",
    "department_duty": "head_department_duty",
    "township_duty": "head_township_duty",
    "receivers": "head_receiver",
    "method": "head_method",
    "receivers_and_method": "head_receiver_method",
    "transition_on": "head_transition",
    "basis": "head_basis",
    "scope": "head_scope",
    "effective_on": "head_effective_on",
}
CODE = "编码"  # 编号 is another word for 序号 where lists are read back
COLUMNS = {
    "basic": {"number": 8, "name": 112},
    "coordination": {
        "number": 6,
        "name": 22,
        "departments": 18,
        "department_duty": 40,
        "township_duty": 40,
    },
    "reclaimed": {"number": 6, "name": 44, "receivers": 26, "method": 46},
}
MERGED_RECEIVERS = {"number": 6, "name": 50, "receivers_and_method": 66}
CATEGORY_WIDTH = 14
FLAT = {
    "kind": 16,
    "category": 14,
    "number": 6,
    "code": 14,
    "name": 36,
    "departments": 22,
    "department_duty": 44,
    "township_duty": 44,
    "receivers": 24,
    "method": 40,
    "transition_on": 14,
    "scope": 20,
    "basis": 36,
    # ... and those that are one
    **{field.name: field.width for field in IN_A_COLUMN if not field.staff},
    "effective_on": 12,
}
STAFF_COLUMNS = {field.name: field.width for field in IN_A_COLUMN if field.staff}


@dataclass(frozen=True)
class Column:
    field: str
    head: str
    width: int
    share: float  # of the table's whole width, in per cent


@dataclass(frozen=True)
class Line:
    """One row under the head: an item's cells, or a category with the number of its items."""

    cells: tuple = ()
    section: str = ""


@dataclass(frozen=True)
class Table:
    kind: str
    name: str
    title: str
    columns: list[Column]
    lines: list[Line] = field(default_factory=list)


def official_tables(listing, *, merged_receivers=False):
    """The three tables as printed; a kind without items has no table."""
    return [
        official_table(listing, kind, entries, merged_receivers=merged_receivers)
        for kind in KINDS
        if (entries := [entry for entry in listing.entries if entry["kind"] == kind])
    ]


def official_table(listing, kind, entries, *, merged_receivers):
    widths = MERGED_RECEIVERS if merged_receivers and kind == "reclaimed" else COLUMNS[kind]
    groups = by_category(entries)
    sections = section_texts(groups)
    if not sections_read_back(groups, sections):
        widths, sections = {**widths, "category": CATEGORY_WIDTH}, dict.fromkeys(groups, "")
    lines = []
    for category, members in groups.items():
        lines += [Line(section=sections[category])] if sections[category] else []
        lines += [Line(item_cells(listing, entry, widths)) for entry in members]
    title = (
        listing.words.get(f"list_title_{kind}")
        or f"{listing.title}（{listing.words[f'kind_{kind}']}）"
    )
    return Table(kind, listing.words[f"kind_{kind}"], title, columns_of(listing, widths), lines)


def flat_table(listing):
    """One row an item with every field, all kinds together; its lines are made as they are asked
    for.
    """
    widths = {**FLAT, **STAFF_COLUMNS} if listing.full else FLAT
    lines = (
        Line(item_cells(listing, entry, widths)) for entry in uncategorised_first(listing.entries)
    )
    return Table("", listing.place, listing.title, columns_of(listing, widths), lines)


def uncategorised_first(entries):
    """Each kind's entries without a category before the others: a blank cell below a category would
    repeat it.
    """
    return sorted(entries, key=lambda entry: (KINDS.index(entry["kind"]), bool(entry["category"])))


def columns_of(listing, widths):
    total = sum(widths.values())
    return [
        Column(name, head_of(listing.words, name), width, round(100 * width / total, 2))
        for name, width in widths.items()
    ]


def head_of(words, name):
    if name == "code":
        return CODE
    return words[HEADS[name]] if name in HEADS else FIELD[name].word(words)


def item_cells(listing, entry, widths):
    cells = {**cells_of(entry, listing.places), "kind": listing.words[f"kind_{entry['kind']}"]}
    if widths.keys() - cells.keys():
        cells |= more_cells_of(entry, listing.places)
    return tuple(cells[name] for name in widths)


def by_category(entries):
    """{category: its entries} in printed order; what has no category stands before the first
    section.
    """
    groups = {"": [entry for entry in entries if not entry["category"]]}
    for entry in entries:
        if entry["category"]:
            groups.setdefault(entry["category"], []).append(entry)
    return {category: members for category, members in groups.items() if members}


def section_texts(groups):
    """{category: 一、党的建设（18项）}; nothing for what has no category."""
    named = [category for category in groups if category]
    texts = {
        name: f"{numeral(n)}、{name}（{len(groups[name])}项）" for n, name in enumerate(named, 1)
    }
    return {"": "", **texts}


def sections_read_back(groups, sections):
    """Whether an import takes each section's row for what it is; a long or punctuated category
    needs a column.
    """
    return all(
        section_of(sections[name]) == (name, len(members))
        for name, members in groups.items()
        if name
    )
