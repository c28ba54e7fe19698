"""A department's own list as tables: what it leads, supports and took back, each with its own
columns.
"""

from datetime import datetime

from .cells import scope_text
from .plain import BOM, write_csv
from .rows import CODE, HEADS, PrintedColumn, PrintedLine, PrintedTable
from .xlsx import write_workbook

OWN_HEADS = {
    "place": "序号",
    "code": CODE,
    "role": "承担方式",
    "listed_as": "清单中的位置",
    "duty": "本部门职责",
    "others": "其他部门",
    "part": "部门清单类别",
}
COLUMNS = {
    "lead": {
        "place": 6,
        "name": 26,
        "duty": 40,
        "others": 20,
        "township_duty": 36,
        "scope": 16,
        "listed_as": 20,
    },
    "support": {
        "place": 6,
        "name": 26,
        "role": 9,
        "duty": 38,
        "others": 22,
        "township_duty": 34,
        "listed_as": 20,
    },
    "receiver": {
        "place": 6,
        "name": 36,
        "internal_office": 16,
        "method": 46,
        "transition_on": 14,
        "others": 20,
        "listed_as": 20,
    },
}
# One row for each entry and part, for programs and for sorting.
FLAT = (
    "part",
    "role",
    "kind",
    "category",
    "number",
    "code",
    "name",
    "duty",
    "internal_office",
    "method",
    "transition_on",
    "others",
    "township_duty",
    "scope",
)
FROM_WORDS = {**HEADS, "internal_office": "head_internal_office"}


def department_tables(listing, part_names):
    """A table for each part of the list that has any row."""
    tables = []
    for part, rows in listing.listed.parts.items():
        if rows:
            tables.append(department_table(listing, part, part_names[part], rows))
    return tables


def department_table(listing, part, name, rows):
    widths = COLUMNS[part]
    lines = []
    for place, row in enumerate(rows, 1):
        cells = cells_of(listing, row) | {"place": place}
        lines.append(PrintedLine(tuple(cells[column] for column in widths)))
    title = f"{listing.title}（{name}，{len(rows)}项）"
    return PrintedTable(part, name, title, columns_of(listing.words, widths), lines)


def columns_of(words, widths):
    total, columns = sum(widths.values()), []
    for name, width in widths.items():
        share = round(100 * width / total, 2)
        columns.append(PrintedColumn(name, head_of(words, name), width, share))
    return columns


def head_of(words, name):
    if name in OWN_HEADS:
        return OWN_HEADS[name]
    return words[FROM_WORDS[name]]


def cells_of(listing, row):
    """{column: text} of one row of a department's list."""
    entry, kind = row.entry, listing.words[f"kind_{row.entry['kind']}"]
    return {
        "role": row.role_words,
        "kind": kind,
        "category": entry["category"],
        "number": entry["number"],
        "listed_as": f"{kind}第{entry['number']}项",
        "code": entry["code"],
        "name": entry["name"],
        "duty": row.duty,
        "internal_office": row.internal_office,
        "method": row.method,
        "transition_on": row.transition_on,
        "others": "、".join(row.others),
        "township_duty": entry.get("township_duty", ""),
        "scope": scope_text(entry, listing.places),
    }


def write_department_workbook(out, listing, part_names):
    """Writes the workbook to an open file; refused where the list has no row. The same list gives
    the same bytes: it is dated by the day from which it holds.
    """
    created = datetime.fromisoformat(listing.effective_on)
    write_workbook(out, listing, department_tables(listing, part_names), created)


def write_department_csv(out, listing, part_names):
    head = [head_of(listing.words, column) for column in FLAT]
    write_csv(out, BOM, [head], flat_rows(listing, part_names))


def flat_rows(listing, part_names):
    for part, rows in listing.listed.parts.items():
        for row in rows:
            cells = cells_of(listing, row) | {"part": part_names[part]}
            yield [cells[column] for column in FLAT]
