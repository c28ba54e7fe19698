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
}
STAFF_COLUMNS = {}
# ... and those that are one
for column in IN_A_COLUMN:
    if column.staff:
        STAFF_COLUMNS[column.name] = column.width
    else:
        FLAT[column.name] = column.width
FLAT["effective_on"] = 12


@dataclass(frozen=True)
class PrintedColumn:
    field: str
    head: str
    width: int
    share: float  # of the table's whole width, in per cent


@dataclass(frozen=True)
class PrintedLine:
    """One row under the head: an item's cells, or a category with the number of its items."""

    cells: tuple = ()
    section: str = ""


@dataclass(frozen=True)
class PrintedTable:
    kind: str
    name: str
    title: str
    columns: list[PrintedColumn]
    lines: list[PrintedLine] = field(default_factory=list)


def official_tables(listing, *, merged_receivers=False):
    """The three tables as printed; a kind without items has no table."""
    of_kind = {kind: [] for kind in KINDS}
    for entry in listing.entries:
        of_kind[entry["kind"]].append(entry)
    tables = []
    for kind, entries in of_kind.items():
        if entries:
            tables.append(official_table(listing, kind, entries, merged_receivers=merged_receivers))
    return tables


def official_table(listing, kind, entries, *, merged_receivers):
    widths = MERGED_RECEIVERS if merged_receivers and kind == "reclaimed" else COLUMNS[kind]
    groups = by_category(entries)
    sections = section_texts(groups)
    if not sections_read_back(groups, sections):
        widths, sections = {**widths, "category": CATEGORY_WIDTH}, dict.fromkeys(groups, "")
    lines = []
    for category, members in groups.items():
        if sections[category]:
            lines.append(PrintedLine(section=sections[category]))
        for entry in members:
            lines.append(PrintedLine(item_cells(listing, entry, widths)))
    kind_word = listing.words[f"kind_{kind}"]
    title = listing.words.get(f"list_title_{kind}") or f"{listing.title}（{kind_word}）"
    return PrintedTable(kind, kind_word, title, columns_of(listing, widths), lines)


def flat_table(listing):
    """One row an item with every field, all kinds together; its lines are made as they are asked
    for.
    """
    widths = FLAT
    if listing.full:
        widths = {**FLAT, **STAFF_COLUMNS}
    entries = uncategorised_first(listing.entries)
    lines = (PrintedLine(item_cells(listing, entry, widths)) for entry in entries)
    return PrintedTable("", listing.place, listing.title, columns_of(listing, widths), lines)


def uncategorised_first(entries):
    """Each kind's entries without a category before the others: a blank cell below a category would
    repeat it.
    """
    return sorted(entries, key=lambda entry: (KINDS.index(entry["kind"]), bool(entry["category"])))


def columns_of(listing, widths):
    total, columns = sum(widths.values()), []
    for name, width in widths.items():
        share = round(100 * width / total, 2)
        columns.append(PrintedColumn(name, head_of(listing.words, name), width, share))
    return columns


def head_of(words, name):
    if name == "code":
        return CODE
    if name in HEADS:
        return words[HEADS[name]]
    return FIELD[name].word(words)


def item_cells(listing, entry, widths):
    cells = {**cells_of(entry, listing.places), "kind": listing.words[f"kind_{entry['kind']}"]}
    if widths.keys() - cells.keys():
        cells |= more_cells_of(entry, listing.places)
    return tuple(cells[name] for name in widths)


def by_category(entries):
    """{category: its entries} in printed order; what has no category stands before the first
    section.
    """
    without = [entry for entry in entries if not entry["category"]]
    groups = {"": without} if without else {}
    for entry in entries:
        if entry["category"]:
            groups.setdefault(entry["category"], []).append(entry)
    return groups


def section_texts(groups):
    """{category: 一、党的建设（18项）}; nothing for what has no category."""
    texts, number = {"": ""}, 0
    for name, members in groups.items():
        if name:
            number += 1
            texts[name] = f"{numeral(number)}、{name}（{len(members)}项）"
    return texts


def sections_read_back(groups, sections):
    """Whether an import takes each section's row for what it is; a long or punctuated category
    needs a column.
    """
    for name, members in groups.items():
        if name and section_of(sections[name]) != (name, len(members)):
            return False
    return True
