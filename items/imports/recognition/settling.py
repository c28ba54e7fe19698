"""Looks at a table once its rows are read: what values say of columns, numbers in names."""

import re

from items.models import Kind

from .columns import NAMING, Column
from .headwords import kind_in
from .labels import parts_of
from .line_items import lines_of
from .numbering import LEADING, number_key, without_number
from .recognised import kind_of_row
from .row_types import category_of, kind_named

MOSTLY = 0.8
FEWEST_NUMBERED = 2
FEWEST_RUNNING = 3
TICK = "√"
MAY_BE_LABELLED = frozenset({Column.METHOD, Column.DEPARTMENT_DUTY, Column.TOWNSHIP_DUTY})
CODE_LENGTH = 11  # the county's code at creation and five digits
# of a column that its file keeps to itself
NOT_FOR_US = re.compile(
    r"[^。；;]*(?:不上报|不报送|不读入|不用看|内部(?:使用|用|对接|掌握|参考)|仅供参考|自用)"
)
OFFICE_BEHIND = re.compile(
    r"\s*[（(](?P<office>[\u4e00-\u9fff]{2,10}(?:股|科|室|处|中心|所|站|大队|中队|支队))[）)][。；]?$"
)
OWN_WORDING = re.compile(
    r".{0,8}(?:说法|叫法|写法|提法|表述|名称)[（(](?:此栏|本栏)?(?:空着?|空白|未填|不填|没填)的?"
    r"(?:[＝=即为]|就?[照同按用沿依]).{1,12}[）)]$"
)
POWER = re.compile(
    r"^(?:行政(?:处罚|许可|检查|强制|确认|给付|奖励|裁决|征收|征用|调解|管理|执法|权力)|其他(?:行政)?(?:权力|职权)?|公共服务)(?:类|事项|权)?$"
)


def settle(table):
    settle_kind_column(table)
    settle_own_wording(table)
    settle_labelled(table)
    leave_foreign_codes(table)
    strip_numbers(table)
    settle_numbered_ticks(table)


def settle_numbered_ticks(table):
    """The number that an item has in a township's own list is a tick under that township: in every
    column they run on from row to row, 1, —, 2, 3.
    """
    numbers = {}
    for raw in table.rows:
        for place, sign in raw.marks.items():
            if sign.isdecimal():
                numbers.setdefault(place, []).append(int(sign))
    run_on = all(below == sorted({*below} - {0}) for below in numbers.values())
    if not run_on or max(map(len, numbers.values()), default=0) < FEWEST_RUNNING:
        return
    for raw in table.rows:
        raw.marks = {place: TICK if sign.isdecimal() else sign for place, sign in raw.marks.items()}


def settle_kind_column(table):
    """A column 类别 of nothing but kinds is the kind's; 类型 of none the category's."""
    has_kind, has_category = Column.KIND in table.columns, Column.CATEGORY in table.columns
    if has_category and not has_kind and is_all(table, Column.CATEGORY, kind_named):
        take_for_kinds(table, Column.CATEGORY)
    elif has_kind and is_all(table, Column.KIND, is_power):
        leave_out(table, Column.KIND, "“{}”一列写的是行政权力的类型")
    elif has_kind and not has_category and is_all(table, Column.KIND, is_no_kind):
        move(table, Column.KIND, Column.CATEGORY)
        for raw in table.rows:
            raw.category = category_of(raw.texts[Column.CATEGORY]) or raw.category


def take_for_kinds(table, field):
    """Takes a column for the kind's; where it was the category's, that is what sections say."""
    move(table, field, Column.KIND)
    for raw in table.rows if field == Column.CATEGORY else ():
        raw.category = raw.section.name if raw.section else ""


def settle_labelled(table):
    """An unknown column whose cells say themselves what they are (工作方式：……) holds that."""
    for column, head in table.unknown.items():
        said = [(raw, *parts_of(raw.unread.get(head, ""))) for raw in table.rows]
        said = [(one[0], *one[1]) for one in said if len(one) == 2 and one[1][0] in MAY_BE_LABELLED]
        fields = {field for _raw, field, _text in said} - table.columns.keys()
        if len(said) < FEWEST_NUMBERED or len(fields) != 1:
            continue
        [field] = fields
        table.columns = {**table.columns, field: column}
        for raw in table.rows:
            raw.texts[field], raw.columns[field] = "", column
        for raw, _field, text in said:
            raw.texts[field] = raw.department_rows[0][field] = text
            del raw.unread[head]


def leave_offices_of_townships(tables):
    """Internal offices beside items of the township's own are its offices, not those of
    departments; so are the others of their table, and those under the same head in another one.
    """
    with_offices = [table for table in tables if Column.INTERNAL_OFFICE in table.columns]
    heads = set()
    for table in with_offices:
        if any(is_of_its_township(table, raw) for raw in table.rows):
            heads.add(office_head(table))
    for table in with_offices:
        if office_head(table) in heads:
            leave_out(table, Column.INTERNAL_OFFICE, "“{}”一列是承担事项的本级科室")


def is_of_its_township(table, raw):
    """Whether an item of the township's own names an internal office, and no department beside."""
    if kind_of_row(table, raw) != Kind.BASIC or not raw.texts.get(Column.INTERNAL_OFFICE):
        return False
    return not any(raw.texts.get(field) for field in NAMING)


def leave_columns_dismissed(table, texts):
    """Leaves out the columns of which one of the texts aside of the items says that they are for
    nobody else: 本局股室一列为我局内部对接用，不上报。
    """
    said = [text for text in texts if NOT_FOR_US.search(text)]
    for name, column in [*table.columns.items()] if said else ():
        head = table.heads.get(column, "")
        of_column = re.compile(rf"{re.escape(head)}[”\"]?\s*这?一?[栏列]{NOT_FOR_US.pattern}")
        if head and name != Column.NAME and any(map(of_column.search, said)):
            leave_out(table, name, "文中说明“{}”一列仅供内部使用")


def office_head(table):
    """The head over the internal offices of a table."""
    return table.heads.get(table.columns[Column.INTERNAL_OFFICE], "")


def settle_own_wording(table):
    """A column that says what a blank in it means (空着的照县表) gives the other names."""
    for column, head in table.unknown.items():
        if column in table.dismissed or not OWN_WORDING.match("".join(head.split())):
            continue
        for raw in table.rows:
            if own := raw.unread.pop(head, ""):
                raw.texts[Column.NAME], raw.columns[Column.NAME] = own, column


def is_no_kind(text):
    return not kind_in(text)


def is_power(text):
    """Whether a text is a type of administrative power, which is no kind and no category."""
    return bool(POWER.match("".join(text.split())))


def leave_foreign_codes(table):
    """A column of codes, none in our form, is another system's: named, not read in."""
    if is_all(table, Column.CODE, is_foreign_code):
        leave_out(table, Column.CODE, "“{}”一列不是本系统的事项编码")


def is_foreign_code(text):
    return len(re.sub(r"\D", "", text)) != CODE_LENGTH


def leave_out(table, name, reason):
    """Takes a known column for one that is not read in, which is said with the reason."""
    table.columns = dict(table.columns)
    table.aside[table.columns.pop(name)] = reason
    for raw in table.rows:
        text = raw.texts.pop(name, "")
        for texts in raw.department_rows:
            texts.pop(name, None)
        if column := raw.columns.pop(name, None):
            head = table.unknown.setdefault(column, table.heads.get(column, ""))
            raw.unread[head] = text


def settle_offices_behind(table):
    """Takes offices out of the ways of working that most end in: 由局委托绘制（造林股）."""
    rows = [raw for raw in table.rows if raw.texts.get(Column.METHOD)]
    behind = [raw for raw in rows if OFFICE_BEHIND.search(raw.texts[Column.METHOD])]
    if Column.INTERNAL_OFFICE in table.columns or len(behind) < max(1, MOSTLY * len(rows)):
        return
    column = table.columns[Column.METHOD]
    table.columns = {**table.columns, Column.INTERNAL_OFFICE: column}
    for raw in rows:
        raw.columns = {**raw.columns, Column.INTERNAL_OFFICE: column}
        for texts in (raw.texts, *raw.department_rows):
            office = OFFICE_BEHIND.search(texts.get(Column.METHOD, ""))
            texts[Column.INTERNAL_OFFICE] = office["office"] if office else ""
            texts[Column.METHOD] = OFFICE_BEHIND.sub("", texts.get(Column.METHOD, ""))


def is_all(table, name, test):
    texts = {raw.texts.get(name, "") for raw in table.rows} - {""}
    return bool(texts) and all(map(test, texts))


def move(table, source, target):
    """What was read as one field is another one's; the columns stay in their order."""
    table.columns = renamed(table.columns, source, target)
    for raw in table.rows:
        raw.columns = renamed(raw.columns, source, target)
        raw.texts = renamed(raw.texts, source, target)
        raw.department_rows = [renamed(row, source, target) for row in raw.department_rows]


def renamed(values, source, target):
    moved = {}
    for name, value in values.items():
        if name == source:
            name = target
        moved[name] = value
    return moved


def strip_numbers(table):
    """Takes numbers off the names, where they are the rows' own or have no column."""
    has_column = Column.NUMBER in table.columns
    rows = [raw for raw in table.rows if raw.texts[Column.NAME]]
    numbered = [raw for raw in rows if is_numbered_again(raw, has_column=has_column)]
    if any(holds_several_items(raw.texts[Column.NAME]) for raw in numbered):
        return  # their numbers are needed to tell them apart
    if len(rows) >= FEWEST_NUMBERED and len(numbered) >= MOSTLY * len(rows):
        for raw in numbered:
            raw.texts[Column.NAME] = without_number(raw.texts[Column.NAME])


def holds_several_items(name):
    return "\n" in name and len(lines_of(name)) > 1


def is_numbered_again(raw, *, has_column):
    """Whether a number stands before a name: where numbers have a column, the row's own."""
    number = LEADING.match(raw.texts[Column.NAME])
    if not number or not has_column:
        return bool(number)
    before_name = number_key(number[0])
    in_column = number_key(raw.texts.get(Column.NUMBER, ""))
    return bool(before_name and in_column) and before_name[1] == in_column[1]
