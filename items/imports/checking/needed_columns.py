"""The columns a table of each kind cannot do without: one that was not recognised stops the import
and is named.
"""

from items.imports.reading.formulas import in_words
from items.imports.reading.issues import Issue
from items.imports.recognition.columns import NAMING
from items.imports.recognition.headwords import FIELD_WORDS
from items.models import Kind
from items.printed.own_marks import MARK_HEAD

# for each kind: (the field, the columns any of which says it)
NEEDED = {
    "basic": (),
    "coordination": (
        ("departments", NAMING),
        ("department_duty", ("department_duty", "support_duty", "method")),
        ("township_duty", ("township_duty",)),
    ),
    "reclaimed": (
        ("receivers", NAMING),
        ("method", ("method", "receivers_and_method", "department_duty")),
    ),
}
HEADLESS = "这张工作表里有“事项名称”等清单的栏目，没有认出表头，没有读入。"
POINT_AT_HEAD = "请在第2步指定哪一行是表头和各列；不是清单的，请删去这张工作表后重新上传。"
UNJOINED = "这张工作表按事项编号说明其他工作表中的事项，有的行没有编号或编号对不上，全表没有读入。"
GIVE_KEYS = "请补上或改正每一行的事项编号后重新上传；与清单无关的，请删去这张工作表后重新上传。"
ASSIGN = "请在第2步指定哪一{unit}是“{word}”{heads}；文件里没有这一{unit}的，请补上后重新上传。"


def missing_of(table, rows):
    """[(kind, field)] of what the items of a table need and no column of it says; `rows` are the
    file's.
    """
    items = [row for row in rows if row.table is table]
    missing = []
    for kind in NEEDED:
        of_kind = [row for row in items if row.kind == kind]
        if of_kind:
            missing += [(kind, field) for field in missing_of_kind(table, kind, of_kind)]
    return missing


def missing_of_kind(table, kind, rows):
    """The fields no column says; one that the items say all the same (duties headed by offices) is
    not missing.
    """
    for field, columns in NEEDED[kind]:
        has_column = table.columns.keys() & set(columns)
        if not has_column and not any(says(row, field) for row in rows):
            yield field


def says(row, field):
    """Whether an item says a field though its table has no column of it."""
    if field in ("departments", "receivers"):
        return bool(row.content.get("responsibilities"))
    if field == "township_duty":
        return bool(row.content.get("township_duty"))
    own = "duty" if field == "department_duty" else "method"
    return any(part.get(own) for part in row.content.get("responsibilities") or ())


def missing_names(recognition):
    """An error for each sheet that is a list in all but the name's column, which nobody
    recognised, or has the words of one and no head.
    """
    for sheet in recognition.unrecognised:
        if sheet.nameless:
            heads = heads_in_question(sheet.nameless_heads)
            message = f"没有认出“{FIELD_WORDS['name']}”一列，这张工作表没有读入。"
            hint = ASSIGN.format(unit="列", word=FIELD_WORDS["name"], heads=heads)
            yield Issue(sheet.sheet, sheet.nameless, "", "", "missing_column", message, hint)
        elif sheet.is_list:
            row, _texts = sheet.rows[0]
            yield Issue(sheet.sheet, row, "", "", "missing_column", HEADLESS, POINT_AT_HEAD)


def missing_keys(recognition):
    """An error for each sheet that says more of the items of others and could not be joined."""
    for sheet in recognition.unrecognised:
        if sheet.is_keyed:
            row, _texts = sheet.rows[0]
            yield Issue(sheet.sheet, row, "", "", "missing_key", UNJOINED, GIVE_KEYS)


def heads_in_question(heads, unit="列"):
    """The heads nobody knows, as a hint says them."""
    if heads:
        return in_words(f"（没有认出的{unit}：{'、'.join(heads)}）")
    return ""


def missing_columns(table, rows):
    """An error for each column that is missing, with the columns it could be."""
    for kind, field in missing_of(table, rows):
        word = FIELD_WORDS[field]
        others = [head for head in table.unknown.values() if head and head != MARK_HEAD]
        others += [label for label, known in table.labels.items() if not known.field]
        unit = table.unit
        heads = heads_in_question(others, unit)
        message = f"没有认出“{word}”一{unit}，{Kind(kind).label}事项必须有这一{unit}。"
        hint = ASSIGN.format(unit=unit, word=word, heads=heads)
        yield Issue(table.sheet, table.head_row, "", "", "missing_column", message, hint)
