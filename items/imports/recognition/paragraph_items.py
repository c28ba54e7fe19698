"""One item of a list in paragraphs while it is read: the texts of its fields, and which of them
the next paragraph may go on with.
"""

import re

from items.models import Kind

from .columns import COORDINATING, LONG_TEXTS, SHARING, WORK_OF_DEPARTMENTS, Column
from .departments import COLUMN_OF_ROLE, NOBODY, ROLES, are_offices, look_like_offices
from .departments_in_duties import begins_with_heading
from .item_rows import department_row
from .joining import joined_texts
from .labels import parts_of
from .paragraphs import (
    OF_TOWNSHIP,
    ROLE_FIRST,
    is_labelled,
    is_numbered,
    numeral_of,
    received_in,
    says_of_item,
    shares_in,
    without_duty_word,
)
from .responsibilities import have_duties
from .row_types import is_known_category

SHORTEST_BROKEN = 14
UNENDED = ("；", ";", "，", "、")
CLAUSE_ENDS = re.compile(r"(?<=[：:；;。])")
ENDED = re.compile(r"[。；;：:！？）)]$")
LAST_OF_NAME = re.compile(r"[；;。]+$")
LAST_SIGN = re.compile(r"[；;。，,：:（(—–-]+$")
WITH_OFFICE = (
    re.compile(r"^(?P<name>.{4,}?)\s*(?:——|--|—|–)\s*(?P<offices>[\u4e00-\u9fff、（()）]{3,50})$"),
    re.compile(
        r"^(?P<name>.{4,}?)\s*(?:\t|…{2,}|[.·]{3,}|[ \u3000\xa0]{2,})"
        r"\s*(?P<offices>[\u4e00-\u9fff、（()）]{2,50})$"
    ),
    re.compile(
        r"^(?P<name>.{4,}?)[。；;，,]\s*由(?P<offices>.{3,50}?)(?:承接|接收|负责|办理|承担)$"
    ),
)
# ……（河口乡、柳林镇；类别：乡村振兴）, of which a label has taken the end
WITH_PLACES = re.compile(
    r"^(?P<name>.{4,}?)[（(](?P<where>[^（()）]{0,60}(?:镇|乡|街道))[；;，,]?$"
)
# 【民生】 before a name; behind it （民生服务类）, or 【民生服务】 before boxes of offices
A_REMARK = r"不?含|限|仅|原|暂|试|除|包括|新增|[一二两三四五六七八九十]+[处个项户次件座条]"
WITH_CATEGORY = re.compile(
    rf"(?:(?P<box>^【)|(?<=.{{4}})[（(【])(?!{A_REMARK})(?P<category>[\u4e00-\u9fff]{{2,12}}?)"
    r"(?:类|方面)?[）)】](?(box)\s*(?=.{4})|(?=(?:\s*【[^】]+】)*$))"
)
WITH_TELEPHONE = re.compile(r"\s*[（(][^（()）]*[\u4e00-\u9fff：:\s](?:\d{3,4}-)?\d{7,11}[）)]$")
# 此项东风街道不涉及。
LIMITED = re.compile(
    r"^[此本该]项(?:事项|工作)?[，,：:]?\s*(?P<where>[^。；;]{0,20}[镇乡道][^。；;]{0,60})。?$"
)
HOLDS_DUTIES = (*WORK_OF_DEPARTMENTS, Column.RECEIVERS_AND_METHOD)
OF_NAME = frozenset({Column.NAME, Column.NUMBER})
ENDS_AS_WRITTEN = (*LONG_TEXTS, Column.BASIS)


class ParagraphItem:
    """An item that is open: `raw` is its row, `field` the one its last text went to, "" after its
    name alone.
    """

    def __init__(self, raw, text):
        self.raw, self.field = raw, ""
        self.named = None  # (field, department) that no duty has followed yet
        self.whose = ""  # the township's duty, as a paragraph names it
        said_at_once = received_in(text, raw.kind) or shares_in(text, raw.kind)
        for field, value in said_at_once or parts_of(text):
            self.put(field or Column.NAME, value)
        self.take_others_off_name()
        if said_at_once or self.field == Column.NAME:
            self.field = ""

    @property
    def texts(self):
        return self.raw.texts

    def put(self, field, value):
        """Adds a text to a field of the item; a name and an office lose the sign that ends them."""
        texts = self.texts
        if field not in ENDS_AS_WRITTEN and not (field in COORDINATING and have_duties(value)):
            value = LAST_SIGN.sub("", value).strip()
        elif field in (Column.METHOD, Column.RECEIVERS_AND_METHOD):
            value = value.rstrip("；;")
        if value in NOBODY:
            value = ""
        if field == Column.DEPARTMENTS and Column.DEPARTMENT_DUTY in texts and have_duties(value):
            field = Column.JOINT_DEPARTMENTS  # 相关部门：县财政局负责…… below 我局职责
        self.put_by_department(field, value)
        texts[field] = joined_texts(texts.get(field, ""), value, cut=False)
        self.field = field

    def put_by_department(self, field, value):
        """Keeps a duty with the department that is named just before it, and what follows."""
        rows = self.raw.department_rows
        if field in SHARING:
            self.named = (field, value)
        elif field in WORK_OF_DEPARTMENTS and self.named and value:
            rows.append(department_row(*self.named, value))
            self.named = None
        elif field in WORK_OF_DEPARTMENTS and field == self.field and rows and value:
            own = Column.METHOD if Column.METHOD in rows[-1] else Column.DEPARTMENT_DUTY
            rows[-1][own] += f"\n{value}"

    def take_others_off_name(self):
        """What stands behind a name is not its own: 对……的处罚——县城管局, ……（民生服务类）."""
        texts = self.texts
        name = WITH_TELEPHONE.sub("", texts.get(Column.NAME, ""))
        limited = WITH_PLACES.match(name)
        if limited and Column.CATEGORY in texts:
            name, texts[Column.SCOPE] = limited["name"], limited["where"]
        for match in WITH_CATEGORY.finditer(name):
            if is_known_category(match["category"]):
                name, self.raw.category = name.replace(match[0], "").strip(), match["category"]
        for pattern in WITH_OFFICE:
            match = pattern.match(name)
            if match and are_offices(match["offices"]) and Column.DEPARTMENTS not in texts:
                is_reclaimed = self.raw.kind == Kind.RECLAIMED or Column.METHOD in texts
                name = match["name"].strip()
                texts[Column.RECEIVERS if is_reclaimed else Column.DEPARTMENTS] = match["offices"]
        texts[Column.NAME] = name

    def join(self, row, text):
        """Adds the rest of a line that was broken to what was said before it."""
        self.raw.cells.add((row, 1))
        field = self.field or Column.NAME
        if field == Column.NAME:
            text = LAST_OF_NAME.sub("", text)
        self.texts[field] = self.texts.get(field, "") + text

    def work_begun(self, text):
        """The field of what departments do, where a paragraph without a label begins it, or ""."""
        begins_duty = not self.field or (self.field not in HOLDS_DUTIES and says_of_item(text))
        if not (begins_duty or self.is_behind_offices(text)):
            return ""
        return Column.METHOD if self.field == Column.RECEIVERS else Column.DEPARTMENT_DUTY

    def is_behind_offices(self, text):
        """Whether a paragraph follows whole names of offices and is none itself; behind several
        lines of names nobody can tell whose it is.
        """
        if self.field not in SHARING:
            return False
        texts = self.texts
        lines = [texts[field].split("\n") for field in COORDINATING if texts.get(field)]
        is_of_one = sum(map(len, lines)) <= len(self.raw.department_rows) + 1
        follows_names = is_of_one and look_like_offices(texts[self.field])
        return follows_names and not (look_like_offices(text) or text.startswith(("（", "(")))

    def goes_on_in_duty(self, number, following):
        """Whether the open duty counts up to just before this number in the same way, and an item's
        labels do not follow.
        """
        line = self.texts.get(self.field, "").split("\n")[-1]
        if is_labelled(following):
            labels = [field for field in self.texts if field not in OF_NAME]
            says_more = says_of_item(following) or parts_of(following)[0][0] not in labels[:1]
            if not (line.endswith(UNENDED) and says_more):
                return False
        numbers = [numeral_of(clause) for clause in CLAUSE_ENDS.split(line)]
        numbers = [last for last in numbers if last and last[0] == number[0]]
        return bool(numbers) and numbers[-1][1] + 1 == number[1]

    def is_of_another_township(self, text):
        """Whether a paragraph is the duty of a township and one above that of another."""
        named = OF_TOWNSHIP.match(text)
        whose = named["whose"] if named and not parts_of(text)[0][0] else ""
        before, self.whose = self.whose, self.whose or whose
        return bool(whose and before) and whose != before

    def further_parts(self, text):
        """[(field, text)] of a further paragraph of the item."""
        if (other := ROLE_FIRST.match(text)) and are_offices(other["office"]):
            column = COLUMN_OF_ROLE.get(ROLES.get(other["role"].removesuffix("责任")))
            if column in COORDINATING[1:]:
                return [(column, f"{other['office']}：{text[other.end() :]}")]
        text = without_duty_word(text)
        above = self.texts.get(self.field, "")
        goes_on = self.field in COORDINATING[1:] and (not above or "：" in above)
        if goes_on and begins_with_heading(text):
            return [(self.field, text)]  # 共同负责单位： above 县林业局：……
        if limited := LIMITED.match(text):
            return [(Column.SCOPE, limited["where"])]
        parts = parts_of(text)
        if not parts[0][0] and OF_TOWNSHIP.match(text):
            return [(Column.TOWNSHIP_DUTY, OF_TOWNSHIP.sub("", text, count=1).strip())]
        if not parts[0][0] and (begun := self.work_begun(text)):
            parts[0] = (begun, parts[0][1])
        return [(field or self.field, value) for field, value in parts]

    def goes_on(self, above, text):
        """Whether a paragraph is the rest of the one `above`, a line that was broken where the page
        ends.
        """
        if self.is_behind_offices(text):
            return False
        if len(above) < SHORTEST_BROKEN or ENDED.search(above) or is_numbered(text):
            return False
        return not is_labelled(text) and not (self.field == "" and self.texts.keys() - OF_NAME)
