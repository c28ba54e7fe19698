"""Reads a row of a form or a card: labels beside their values."""

import re

from .columns import NAMING, WORK_OF_DEPARTMENTS, Column
from .departments import (
    COLUMN_OF_ROLE,
    MARK,
    NOBODY,
    ROLES,
    are_offices,
    is_office,
    split_departments,
)
from .headwords import NOT_READ, chosen_of, field_of, is_township_word
from .kind_codes import kind_coded, meant
from .labels import LONGEST_LABEL, NUMBERED_ITEM, field_with, labelled_field, parts_of
from .numbering import number_key
from .responsibilities import role_in
from .row_types import is_known_category, kind_named

LONGEST_ROLE, LONGEST_OFFICE = 4, 40
RECEIVING = ("承接", "收回")
OF_INNER = (Column.DEPARTMENTS, Column.ROLE)  # the words of its table that need no 部门 before
A_CODE = re.compile(r"^[A-Za-z\d][A-Za-z\d_.－-]{0,11}$")
OF_AN_OFFICE = re.compile(r"^(?P<office>.{3,12}?)的?(?:主要|工作|具体)*(?:职责|责任|任务|分工)$")
OF_AN_ITEM = frozenset({Column.NAME, Column.TOWNSHIP_DUTY, *WORK_OF_DEPARTMENTS})


class CardRows:
    """The rows of a layout as labels and values; `cards` are those read so far."""

    def __init__(self, layout, cards):
        self.layout, self.cards = layout, cards

    def field(self, label):
        """The field of a label; "" of one that is known to nobody."""
        told = self.layout.told_field(label)
        if told is not None:
            return "" if told in NOT_READ else told
        return labelled_field(label) or self.layout.learnt_field(label)

    def says_name(self, label):
        """Whether a label plainly is the name's: 事项名称, 收回3."""
        if self.layout.told_field(label) is not None:
            return self.field(label) == Column.NAME
        if field_of(label) == Column.NAME or NUMBERED_ITEM.match(label):
            return True
        return self.layout.learnt_field(label) == Column.NAME

    def pairs_of(self, row):
        """[(field, label, value, cells)] of a row whose cells are labels and values in turn; none
        of any other row.
        """
        if self.layout.is_paragraph(row):
            return []
        if pairs := self.inner_pairs(row):
            return pairs
        cells = self.cells_of(row)
        if len(cells) == 1 and self.kind_said(cells[0][1]):
            return []  # a line over the cards
        if pairs := office_and_duty(row, cells) or role_and_duty(row, cells):
            return pairs
        pairs = with_roles(self.in_turn(row, cells))
        if self.cards or len(pairs) == 1:
            pairs = self.with_kinds(pairs)
        fields = [field for field, *_rest in pairs]
        if not pairs or (not fields[0] and len(set(fields)) < 2 and not self.is_inside(row, pairs)):
            return []
        if any(len(label) > LONGEST_LABEL or number_key(label) for _field, label, *_rest in pairs):
            return []
        return pairs if self.has_values(pairs) else []

    def in_turn(self, row, cells):
        """[(field, label, value, cells)] of cells read as labels and values in turn; a label whose
        value is blank is followed by the next label.
        """
        pairs, place, are_even = [], 0, len(cells) % 2 == 0
        while place < len(cells):
            column, text = cells[place]
            label, value, taken = text.rstrip("：: "), "", [(row, column)]
            if place + 1 < len(cells):
                following = cells[place + 1][1]
                if are_even or not self.field(following):
                    value = following
                    taken.append((row, cells[place + 1][0]))
                    place += 1
            field = field_with(self.field(label), value)
            if field in OF_AN_ITEM and not self.says_name(label) and A_CODE.match(value):
                field = Column.NUMBER  # 河口乡事项卡 | P-3
            pairs.append((field, label, value, taken))
            place += 1
        return pairs

    def inner_pairs(self, row):
        """The pairs of a row of the table of departments inside a card, or of its head; [] of any
        other row.
        """
        texts = self.layout.texts[row]
        top, left, bottom, _right = self.layout.area(row, 1)
        fields = self.inner_head(top, left) if bottom > top else {}
        if not fields:
            return self.bare_inner_head(row)
        if row == top:
            return [("", self.layout.text(row, 1), "", [(row, left)])]
        said = {fields.get(column, ""): (column, text) for column, text in texts.items()}
        _column, role = said.pop(Column.ROLE, (0, ""))
        pairs = []
        for field, (column, text) in said.items():
            if field == Column.DEPARTMENTS:
                field = COLUMN_OF_ROLE.get(role_in(role), field)
            pairs.append((field, self.layout.text(top, column), text, [(row, column)]))
        return pairs

    def bare_inner_head(self, row):
        """The same of the head of a table that no label stands beside: 分工 | 部门 | 职责."""
        fields = self.inner_head(row, 0) if self.cards else {}
        if len(fields) < 3 or not all(fields.values()):
            return []
        first = min(fields)
        return [("", self.layout.text(row, first), "", [(row, first)])]

    def inner_head(self, row, left):
        """{column: field} of the head of a table inside a card, beside the label that is merged
        over its rows: 部门分工 | 部门 | 职责 | 角色.
        """
        fields = {}
        for column, text in self.layout.texts.get(row, {}).items():
            if column != left:
                own = field_of(text)
                asked = "" if text in NOBODY else f"部门{text}"
                fields[column] = own if own in OF_INNER else field_of(asked)
        is_head = {Column.DEPARTMENTS, Column.DEPARTMENT_DUTY} <= {*fields.values()}
        return fields if is_head else {}

    def has_values(self, pairs):
        """Whether enough of the labels have a value behind them that is no further label."""
        values = are_labels = 0
        for field, _label, value, _cells in pairs:
            values += bool(value)
            is_kind = field == Column.KIND and meant(value)
            is_township = field in NAMING and is_township_word(value)  # 谁来办 | 街道
            is_value = is_kind or are_offices(value) or is_township
            are_labels += not is_value and bool(self.field(value))
        if not values and not self.cards:
            return False
        is_blank = values * 2 < len(pairs) and len(pairs) > 1
        return not is_blank and not is_mostly(are_labels, values)

    def with_kinds(self, pairs):
        """The pairs of a row, a label nobody knows as the kind's where a kind is behind it: 性质 |
        配合履职, 归入 | ☐基本履职 ☑配合履职; a kind's code before an item's number: 【配】第3件.
        归口 is the category's before what is no office; a kind before a category, or before a
        number, is the item's: 配合 | 类别：城乡建设, 绿卡 | 编号：3.
        """
        told = []
        for field, label, value, cells in pairs:
            if (behind := behind_kind(value)) and self.kind_said(label):
                told.append((Column.KIND, "", label, cells[:1]))
                told.append((*behind, cells[1:]))
                continue
            if not field and self.kind_said(chosen_of(value).strip()):
                field = Column.KIND
            elif (field in NAMING or "哪" in label) and meant(value) and not are_offices(value):
                field = Column.KIND  # 谁来办 | 街道自己办, 哪类 | 帮忙的
            elif label == "归口" and not are_offices(value):
                field = Column.CATEGORY
            elif not field and (office := duty_of(label)):
                field, value = Column.DEPARTMENT_DUTY, f"{office}：{value}"
            told.append((field, label, value, cells))
            numbered = NUMBERED_ITEM.match(label) if field == Column.NAME else None
            if numbered and numbered["code"]:
                told.append((Column.KIND, "", numbered["code"], cells[:1]))
        return told

    def kind_said(self, text):
        """The kind that a text names, or as the sheet explains it (绿卡＝基本履职); "" for none."""
        if len(text) < 2 or self.field(text) == Column.TOWNSHIP_DUTY:
            return ""
        return kind_named(text) or kind_coded(self.layout, text)

    def is_inside(self, row, pairs):
        """Whether a row with a label that nobody knows (责任站所 | 党政办公室) stands right under a
        card's row, label under label; or a person said that it is not read in.
        """
        if pairs[0][2] and self.layout.told_field(pairs[0][1]) is not None:
            return True
        if not self.cards or len(pairs) > 1 or not pairs[0][2]:
            return False
        last_row, above = self.cards[-1].rows[-1]
        return row == last_row + 1 and pairs[0][3][0][1] == above[0][3][0][1]

    def cells_of(self, row):
        """[(column, text)] of a row, each merged or repeated cell once."""
        texts, cells = self.layout.texts[row], []
        if len(texts) > 1:
            cells += self.label_over(row, min(texts))
        for column, text in texts.items():
            left = self.layout.area(row, column)[1]
            if left == column and not (cells and cells[-1][1] == text):
                cells.append((column, text))
        return cells

    def label_over(self, row, first):
        """[(column, text)] of the label that is merged over a row of several texts, before its
        first.
        """
        for column in range(1, first):
            top, left, _bottom, right = self.layout.area(row, column)
            text = self.layout.text(top, left)
            if top < row and right < first and self.field(text):
                return [(left, text)]
        return []


def is_mostly(labels, values):
    """Whether so many of the values are labels that their row is the head of a table."""
    return labels * 2 > values or (labels > 1 and labels * 2 == values)


def with_roles(pairs):
    """The pairs of a row 县级部门 | 县气象局 | 配合 | 负责……: what follows the role is that
    department's own; so is what follows its name: 牵头部门 | 县教育局 | 排查隐患.
    """
    if len(pairs) != 2 or pairs[0][0] not in NAMING:
        return pairs
    (_field, label, name, cells), (_other, role, text, more) = pairs
    if not text and name and len(role) > LONGEST_ROLE and not labelled_field(role):
        own = Column.METHOD if _field == Column.RECEIVERS else Column.DEPARTMENT_DUTY
        return [pairs[0], (own, label, role, more)]
    field = Column.RECEIVERS if role in RECEIVING else COLUMN_OF_ROLE.get(ROLES.get(role))
    if not field:
        return pairs
    if field != Column.RECEIVERS:
        return [(field, label, name, cells), (Column.DEPARTMENT_DUTY, role, text, more)]
    of_its_own, said = parts_of(text)[-1] if text else ("", "")
    return [(field, label, name, cells), (of_its_own or Column.METHOD, role, said, more)]


def office_and_duty(row, cells):
    """The pairs of a row whose label is a department itself, 县公安局（协助） | 负责……, or names it
    behind what it is, 牵头局：县公安局 | 负责……; none of any other row.
    """
    if len(cells) != 2:
        return []
    (column, office), (other, duty) = cells
    label, _colon, named = office.partition("：")
    field = labelled_field(label) if named and is_office(named) else ""
    if is_office_in_a_role(office):
        label, named = "", office
        field = COLUMN_OF_ROLE.get(split_departments(office)[0].role, Column.DEPARTMENTS)
    elif field not in NAMING:
        return []
    own = Column.METHOD if field == Column.RECEIVERS else Column.DEPARTMENT_DUTY
    return [(field, label, named, [(row, column)]), (own, "", duty, [(row, other)])]


def role_and_duty(row, cells):
    """The pairs of a row 牵头 | 县财政局 | 设立补偿金; none of any other row."""
    if len(cells) != 3 or not is_office(cells[1][1]):
        return []
    (first, role), (second, office), (third, duty) = cells
    field = COLUMN_OF_ROLE.get(ROLES.get(role))
    if not field:
        return []
    named = (field, role, office, [(row, first), (row, second)])
    return [named, (Column.DEPARTMENT_DUTY, "", duty, [(row, third)])]


def is_office_in_a_role(text):
    """Whether a text names one department and says its role behind it: 县公安局（协助）."""
    named = split_departments(text) if len(text) <= LONGEST_OFFICE and MARK.search(text) else ()
    return len(named) == 1 and bool(named[0].role) and is_office(named[0].name)


def duty_of(label):
    """The office whose duty a label is over: 县卫生健康局的职责; "" for none."""
    match = OF_AN_OFFICE.match(label)
    return match["office"] if match and is_office(match["office"]) else ""


def behind_kind(value):
    """(field, label, text) of a category or number beside a kind: 类别：城乡建设, H-1; else ()."""
    for field, text in parts_of(value):
        if field == Column.CATEGORY or (not field and is_known_category(text)):
            return Column.CATEGORY, "", text
    label, _colon, number = value.rpartition("：")
    return (Column.NUMBER, label, number) if A_CODE.match(number) else ()
