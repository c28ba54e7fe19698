"""What a file says exactly as an export prints it stands as it is, whatever the words could be read
as.
"""

from items.printed.cells import cells_of
from items.printed.row_words import clean

COLUMNS_OF = {
    ("name",): ("name",),
    ("category",): ("category",),
    ("township_duty",): ("township_duty",),
    ("bases",): ("basis",),
    ("scope", "tags", "townships"): ("scope",),
    ("responsibilities",): (
        "departments",
        "department_duty",
        "receivers",
        "internal_office",
        "method",
        "receivers_and_method",
        "transition_on",
    ),
}


def as_printed(row, content, places):
    """The fields of a content that a row's cells repeat as printed: {field: value as it stands}."""
    cells = {
        name: clean(str(value or ""))
        for name, value in cells_of(content, {"": "", **places}).items()
    }
    same = {name: cells.get(name, "") == text for name, text in row.texts.items()}
    found = {}
    for fields, columns in COLUMNS_OF.items():
        here = [same[name] for name in columns if name in same]
        if here and all(here):
            found |= {field: content[field] for field in fields}
    return found


def in_wording(content, township):
    """A content as one township's list words it; itself where that has no wording of its own."""
    variant = next((row for row in content["variants"] if township in row["townships"]), {})
    return {
        **content,
        **{key: variant[key] for key in ("name", "township_duty") if variant.get(key)},
    }
