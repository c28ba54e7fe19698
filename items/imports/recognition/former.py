"""An old list beside the new one: whose columns are whose, and texts that stay as they were."""

import re

from .columns import Column
from .departments import NOBODY
from .headwords import CHANGE, field_of
from .no_longer import OPINION_HEAD

NO_OLD_LIST = ({}, [])
YEAR = re.compile(r"(20\d{2})")
OLD = re.compile(rf"原(?!则|因)|旧|{CHANGE}前|现行|上[一]?版|上年|去年|(?:征求意见|送审|初)稿")
NEW = re.compile(rf"新|{CHANGE}后|审定|拟|改为|调整为|[今本][次年版]|最终|定稿|现")
SIDE = re.compile(
    rf"^(?:原|新|现|{CHANGE}[前后]的?|20\d{{2}}年?版?"
    r"|[去上今本][年次版]的?(?:拟[用定改]?的?)?(?=.))"
    r"(?:履职)?(?:事项|条目|文本?|清单|内容|表述)?(?:名称|表述|内容)?(?:[（(].*[）)])?$"
)
A_SIDE = re.compile(rf"^(?:{CHANGE}[前后]|20\d{{2}}年?版)(?:[（(].*[）)])?$")
A_YEAR = re.compile(r"20\d{2}年?")
PLANNED = re.compile(r"^拟|征求意见|送审|初稿")
FINAL = re.compile(r"审[核定]|最终|定稿")
OF_A_LIST = re.compile(rf"事项|条目|清单|名称|年|^{CHANGE}[前后]$")
# what stands before, after or around the words of a column of an old or a new list
MARK = re.compile(
    rf"{CHANGE}[前后]的?|(?:征求意见|送审|审定|最终)稿?的?|[初定]稿|^(?:原(?!则|因)|[旧新拟])"
    r"|20\d{2}年?版?的?"
)
SAME = re.compile(
    r"^(?:(?:事项|名称|文字|表述|内容|本[项条])*(?:[仍均都暂]|继续|暂时)?(?:"
    rf"[同如](?:左|前|旧|原[文来]?|上版|征求意见稿|送审稿|初稿|{CHANGE}前|20\d{{2}}年?版)[栏面]?"
    r"|(?:保持|维持)?(?:不变|[原现][状文样]|原表述)|照旧|依旧|一样|原封不动"
    r"|[无未不没]有?(?:作|做|予|用|需)?(?:任何)?(?:变[化动更]?|修[改订]|改[动变]?|调整?|动)"
    rf"|(?:沿用|保留|保持|维持|[按照用])(?:原|旧|{CHANGE}前).{{0,4}}|沿用|维持)"
    r"|(?:暂时?)?保留(?:[，,]待.{1,20})?|[与和同].{1,10}(?:一致|相同|一样))[了的]?$"
)
# 审定后名称空着的就是没改
BLANK_IS_SAME = re.compile(
    r"(?:空[着白格]?|[不未没]填写?)(?:的|处|者|即|则|就|均|都|为|是|表示|代表|指)*"
    r"(?:(?:[没未无不]有?(?:作|做)?(?:改|修改|修订|调整|变[化动更]?))|(?:同|沿用)(?:原|左|前)"
    r"|[，,]?仍?[按照依用].{0,8}(?:稿|原|旧|左栏).{0,6}(?:执行|为准))"
)
LONGEST_SAME = 40  # no text that says no more than this is as long
LONGEST_REMARK = 6  # few names are as short
WORDING = re.compile(r"^(?:文字|具体)?(?:表述|内容|文本|文字|条文)$")
ALL_ELSE = {Column.NAME, Column.DEPARTMENTS, Column.TOWNSHIP_DUTY}
IN_LAST_BRACKETS = re.compile(r"(?<=.)[（(][^（()）]*[）)]$")


def former_columns(head_columns):
    """({new column: the old one of the same field}, the columns of an old list beside a new one);
    None where two lists stand beside each other and nothing tells which one holds.
    """
    for sides in (former_names, former_groups, former_fields):
        found = sides(head_columns)
        if found != NO_OLD_LIST:
            return found
    return NO_OLD_LIST


def former_fields(head_columns):
    """The same of single columns: 部门职责（调整前） | 部门职责（调整后）."""
    sides = {}
    for head_column in head_columns:
        word, base = word_and_base(head_column)
        if base == word:
            continue
        name = head_column.field or field_of(base.strip("（）()/"))
        if not name and WORDING.match(base):
            name = field_left_open(head_columns)
        if name:
            sides.setdefault(name, []).append(head_column)
    former, old_columns = {}, []
    for name, pair in sides.items():
        if len(pair) == 2 and (word := older(pair[0].words, pair[1].words)):
            old, new = pair if word == pair[0].words else reversed(pair)
            former[new.left], new.field = old.left, name
            old_columns.append(old)
    return former, old_columns


def word_and_base(head_column):
    """(a head, the same without what tells an old list from a new one)"""
    word = "".join(head_column.words.split())
    return word, MARK.sub("", word)


def field_left_open(head_columns):
    """The departments' duty, where a list has all else of an item: then 征求意见稿表述 |
    采纳后表述 can be nothing but that; the names, where it has numbers and categories alone.
    """
    fields = set()
    for head_column in head_columns:
        if not WORDING.match(word_and_base(head_column)[1]):
            fields.add(head_column.field)
    if fields >= ALL_ELSE and Column.DEPARTMENT_DUTY not in fields:
        return Column.DEPARTMENT_DUTY
    if fields >= {Column.NUMBER, Column.CATEGORY} and not fields & ALL_ELSE:
        return Column.NAME
    return ""


def former_groups(head_columns):
    """The same of two groups of columns, each with the names of a list."""
    groups = {}
    for head_column in head_columns:
        if len(head_column.path) > 1 and head_column.field:
            groups.setdefault(head_column.path[0], {})[head_column.field] = head_column
    sides = [(word, fields) for word, fields in groups.items() if Column.NAME in fields]
    if len(sides) != 2:
        return NO_OLD_LIST
    (first, before), (second, after) = sides
    order = older(first, second)
    if order is None:
        return None
    if order == second:
        before, after = after, before
    return columns_of_sides(before, after)


def columns_of_sides(before, after):
    """The same of {field: column} of the old and of the new list. A category that the old one alone
    has is said for both.
    """
    former, old_columns = {}, []
    for field, head_column in before.items():
        if field == Column.CATEGORY and field not in after:
            former[head_column.left] = head_column.left
            continue
        old_columns.append(head_column)
        if field in after:
            former[after[field].left] = head_column.left
    return former, old_columns


def former_names(head_columns):
    """The same of two columns without any further word: 调整前 | 调整后 hold the names."""
    sides = []
    for head_column in head_columns:
        word = head_column.path[-1]
        is_side = len(head_column.path) == 1 and SIDE.match("".join(word.split()))
        if is_side and head_column.field in ("", Column.NAME):
            sides.append(head_column)
        elif head_column.field == Column.NAME:
            return NO_OLD_LIST
    if len(sides) != 2 or not any(is_old_list(side.path[-1]) for side in sides):
        return NO_OLD_LIST
    order = older(sides[0].path[-1], sides[1].path[-1])
    if order is None:
        return None
    old, new = sides if order == sides[0].path[-1] else reversed(sides)
    return {new.left: old.left}, [old]


def older(first, second):
    """Which of two words is over the older list; None where they do not tell."""
    years = [YEAR.search(word) for word in (first, second)]
    if all(years) and years[0][1] != years[1][1]:
        return first if years[0][1] < years[1][1] else second
    for word, other in ((first, second), (second, first)):
        if PLANNED.search(word) and FINAL.search(other):
            return word
    if age(first) == age(second):
        return None
    return max(first, second, key=age)


def age(word):
    """1 of a word over an old list, -1 of one over a new list, 0 of a word that says neither or
    both.
    """
    return bool(OLD.search(word)) - bool(NEW.search(word))


def is_old_list(text):
    """Whether a word stands over the items of an old or a new list: 原清单表述."""
    return bool(SIDE.match("".join(text.split())) and OF_A_LIST.search(text))


def is_side(text):
    """Whether a word only tells an old list from a new one: 调整前, 修订后, 2026版."""
    return bool(A_SIDE.match("".join(text.split())))


def is_same_as_left(text):
    """Whether a text says no more than that it is the same as another: 同左, （不变）."""
    if len(text) > LONGEST_SAME:
        return False
    return bool(SAME.match("".join(text.split()).strip("（）()【】")))


def is_remark_on(old, name):
    """Whether a name beside an old one is as short as a remark and has no sign of it: 再议."""
    is_short = len(name) <= LONGEST_REMARK and not is_same_as_left(name)
    is_none = old in NOBODY or name in NOBODY
    return is_short and not (is_none or set(name) & set(old))


def says_same(texts):
    """Whether one of {head: text} beside an item says that it stays as it was: 保留, and 保留（……）
    with a remark of its own.
    """
    for head, text in texts.items():
        if not OPINION_HEAD.search(head) and is_same_as_left(IN_LAST_BRACKETS.sub("", text)):
            return True
    return False
