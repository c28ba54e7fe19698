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
    repeated = repeated_columns(row, cells_of(content, {"": "", **places}))
    printed = {}
    for fields, columns in COLUMNS_OF.items():
        here = row.texts.keys() & set(columns)
        if here and here <= repeated:
            for field in fields:
                printed[field] = content[field]
    return printed


def repeated_columns(row, cells):
    """The columns of a row that say what is printed in them."""
    repeated = set()
    for name, text in row.texts.items():
        if clean(str(cells.get(name) or "")) == text:
            repeated.add(name)
    return repeated


def in_wording(content, township):
    """A content as one township's list words it; itself where that has no wording of its own."""
    content = dict(content)
    for variant in content["variants"]:
        if township in variant["townships"]:
            for name in ("name", "township_duty"):
                if variant.get(name):
                    content[name] = variant[name]
            break
    return content
