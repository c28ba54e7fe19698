"""Joins the sheets of a workbook kept like a database, by the item's key in each row."""

import re
import unicodedata
from dataclasses import dataclass, field

from .columns import WHO, Column
from .departments import NOBODY, ROLES
from .evidence import PLACES
from .head_table import BARE_DUTIES, SUBJECTS
from .headwords import field_of, head_key, is_township_word
from .item_rows import OF_A_DEPARTMENT_ROW, join_text
from .layout import Layout
from .leftovers import Leftovers, SkipReason

ROWS_OF_A_HEAD = 6
KEY_HEAD = re.compile(r"(?:id|编号|编码|代码|code|主键)$")
SURE_KEY = re.compile(r"(?:id|主键)$")
ALL_ELSE = "*"  # a key that stands for every item not named
SAYS_ALL = re.compile(r"^[^不]*(?:全部|所有|全[县市区旗])[^不]*$")  # 没写的是全部
BEFORE_TITLE = re.compile(r"^[A-Za-z0-9\W_]+")  # D3-3 镇街动作
MAY_BE_JOINED = frozenset({*OF_A_DEPARTMENT_ROW, Column.TOWNSHIP_DUTY, Column.SCOPE, Column.BASIS})


@dataclass(eq=False)
class KeyedSheet:
    """A sheet with a column of keys: {row: key} below its head, and {column: field}."""

    layout: Layout
    head_row: int
    column: int
    word: str
    keys: dict[int, str] = field(default_factory=dict)
    fields: dict[int, str] = field(default_factory=dict)

    @property
    def name(self):
        return self.layout.sheet.name

    @property
    def is_of_items(self):
        """Whether each item has a row and a key of its own here."""
        return bool(self.names) and len({*self.keys.values()}) == len(self.keys) > 1

    @property
    def names(self):
        """{(key, name)} of its rows; nothing where no column names items."""
        columns = [column for column, name in self.fields.items() if name == Column.NAME]
        seen = self.layout.seen
        return {(key, seen(row, column)) for row, key in self.keys.items() for column in columns}

    def is_about(self, keys, names):
        """Whether every row here says something of an item of these keys, also called so there."""
        has_fields = bool(MAY_BE_JOINED & {*self.fields.values()})
        own = {*self.keys.values()} - {ALL_ELSE}
        is_called_so = self.names <= names and not self.is_of_items
        is_each_keyed = len(self.keys) == len(self.layout.rows_below(self.head_row))
        if not own <= keys or not has_fields or not is_called_so or not is_each_keyed:
            return False
        return any(map(self.is_sure_of, own))

    def is_sure_of(self, key):
        """Whether a text is a key and no running number."""
        return bool(SURE_KEY.search(self.word)) or not key.isdecimal()


def related_sheets(sheets):
    """([sheets of items], [those joined to them]); none where it is not sure."""
    keyed = [found for sheet in sheets if (found := keyed_sheet(sheet))]
    mains = [one for one in keyed if one.is_of_items]
    keys = [key for main in mains for key in main.keys.values()]
    if not mains or len({*keys}) < len(keys) or len({main.word for main in mains}) > 1:
        return [], []
    word, keys = mains[0].word, {*keys}
    names = set().union(*(main.names for main in mains))
    details = [one for one in keyed if one.word == word and one.is_about(keys, names)]
    return (mains, details) if details else ([], [])


def say_unjoined(recognition):
    """Marks the sheets that say more of items of other sheets, by their key, and are read nowhere:
    with a blank key, or one that no item has, none of their rows is joined.
    """
    sheets = recognition.sheets if recognition.unrecognised else ()
    keyed = [found for sheet in sheets if (found := keyed_sheet(sheet))]
    keys = {(one.word, key) for one in keyed if one.is_of_items for key in one.keys.values()}
    unjoined = set()
    for one in keyed:
        own = {(one.word, key) for key in one.keys.values() if one.is_sure_of(key)}
        if own & keys and MAY_BE_JOINED & {*one.fields.values()}:
            unjoined.add(one.name)
    for sheet in recognition.unrecognised:
        sheet.is_keyed = sheet.sheet in unjoined and sheet.reason == SkipReason.NO_HEAD


def keyed_sheet(sheet):
    """The `KeyedSheet` that a sheet is; None where no head has a column of keys."""
    if not any(cell.row <= ROWS_OF_A_HEAD and is_key_word(cell.value) for cell in sheet.cells):
        return None
    layout = Layout(sheet)
    for row in layout.rows[:ROWS_OF_A_HEAD]:
        texts = layout.texts[row]
        columns = [column for column, text in texts.items() if is_key_word(text)]
        if len(texts) < 2 or not columns:
            continue
        column = columns[0]
        found = KeyedSheet(layout, row, column, key_word(texts[column]))
        for below in layout.rows_below(row):
            if key := layout.text(below, column):
                found.keys[below] = key
        found.fields = fields_of(found)
        return found
    return None


def key_word(text):
    """A key's head as it is compared; ID is 事项ID in the sheets beside that of the items."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split()).removeprefix("事项")


def is_key_word(text):
    return len(text) <= 12 and bool(KEY_HEAD.search(key_word(text)))


def fields_of(keyed):
    """{column: field} of the heads beside the keys; a single one's may be the sheet's name."""
    heads = {**keyed.layout.texts[keyed.head_row]}
    del heads[keyed.column]
    fields = {}
    for column, text in heads.items():
        texts = {keyed.layout.text(row, column) for row in keyed.keys} - {""}
        if is_township_word(text) and names_townships(keyed, column):
            fields[column] = Column.SCOPE
        elif texts and texts <= ROLES.keys():
            fields[column] = Column.ROLE  # 分工 | 牵头
        elif found := field_of(text) or duty_beside(heads, text):
            fields[column] = found
    subjects = [column for column, text in heads.items() if head_key(text) in SUBJECTS]
    if subjects and not {*WHO} & {*fields.values()}:
        fields[subjects[0]] = Column.DEPARTMENTS
    by_name = field_of(BEFORE_TITLE.sub("", keyed.name))
    if len(heads) == 1 and not fields and by_name:
        fields[next(iter(heads))] = by_name
    return fields


def duty_beside(heads, text):
    """The field of 职责, or of 职责/工作方式, beside 部门: theirs."""
    is_duty = head_key(re.split("[/／]", text)[0]) in BARE_DUTIES
    words = heads.values()
    if is_duty and any(field_of(word) in WHO or head_key(word) in SUBJECTS for word in words):
        return Column.DEPARTMENT_DUTY
    return ""


def names_townships(keyed, column):
    """Whether nothing but names of townships stands in a column."""
    texts = [keyed.layout.text(row, column) for row, key in keyed.keys.items() if key != ALL_ELSE]
    return all(text and PLACES.match(text) for text in texts)


def join_related(recognition, mains, details):
    """Gives the items of `mains` what `details` say of them; what is not read in is named."""
    items = items_by_key(recognition, mains)
    for detail in details:
        leftovers = Leftovers(detail.name, recognition)
        leftovers.skip_cells(None, frozenset(detail.layout.cells), reason_of(detail))
        for column, raw in items.values():
            begin(raw, detail, column)
        for row, key in detail.keys.items():
            if key in items:
                add(items[key][1], detail, row)
            elif key != ALL_ELSE or not SAYS_ALL.match("".join(detail.layout.texts[row].values())):
                leftovers.stray_cell(row, detail.layout.texts[row])


def items_by_key(recognition, mains):
    """{key: (its column, the item)}"""
    by_name, items = {main.name: main for main in mains}, {}
    for table in recognition.tables:
        main = by_name.get(table.sheet)
        for raw in table.rows if main else ():
            items[main.keys.get(raw.row, "")] = (main.column, raw)
    return items


def reason_of(detail):
    """What is said of a sheet that is joined, with the columns that are not read in."""
    unread = []
    for column, text in detail.layout.texts[detail.head_row].items():
        if column != detail.column and detail.fields.get(column) not in MAY_BE_JOINED:
            unread.append(text)
    key = detail.layout.text(detail.head_row, detail.column)
    reason = f"各行已按“{key}”并入对应的事项"
    if unread:
        reason += f"，没有读入的列：{'、'.join(unread)}"
    return reason


def begin(raw, detail, column):
    """Gives an item the fields of a sheet, blank as long as no row there is about it."""
    for name in MAY_BE_JOINED & {*detail.fields.values()}:
        raw.texts.setdefault(name, "")
        raw.columns.setdefault(name, column)


def add(raw, detail, row):
    """Adds one row to its item: a department of its own, or what else it says."""
    texts = {}
    for column, name in detail.fields.items():
        if name in MAY_BE_JOINED and (text := detail.layout.seen(row, column)):
            texts[name] = "" if text in NOBODY else text
    for name, text in texts.items():
        join_text(raw, name, text)
    if not any(texts.get(name) for name in WHO):
        return
    own = {name: text for name, text in texts.items() if name in OF_A_DEPARTMENT_ROW}
    blank = dict.fromkeys({*detail.fields.values()} & {*OF_A_DEPARTMENT_ROW}, "")
    of_others = [row for row in raw.department_rows if any(row.get(name) for name in WHO)]
    raw.department_rows = [*of_others, blank | own]
