"""Texts that hold no longer: an old list beside the new one, items that are cancelled, opinions
between the items.
"""

import re

from .columns import Column
from .headwords import field_of

YEAR = re.compile(r"(20\d{2})")
OLD = re.compile(
    r"原(?!则|因)|旧|(?:修[改订]|调整|变更|优化|审[核定]|征求意见|采纳)前|现行|上[一]?版|上年|去年"
    r"|(?:征求意见|送审|初)稿"
)
NEW = re.compile(
    r"新|(?:修[改订]|调整|变更|优化|审[核定]|征求意见|采纳)后|审定|拟|改为|调整为|本[次年版]|最终|定稿|现"
)
SIDE = re.compile(
    r"^(?:原|新|现|(?:修[改订]|调整|变更|优化|审[核定])[前后]的?|20\d{2}年?版?)"
    r"(?:履职)?(?:事项|文本?|清单|内容|表述)?(?:名称|表述|内容)?(?:[（(].*[）)])?$"
)
A_SIDE = re.compile(r"^(?:修[改订]|调整|变更|优化|审[核定])[前后](?:[（(].*[）)])?$")
PLANNED = re.compile(r"^拟|征求意见|送审|初稿")
FINAL = re.compile(r"审[核定]|最终|定稿")
OF_A_LIST = re.compile(r"事项|清单|名称|20\d{2}|^(?:修[改订]|调整|变更|优化|审[核定])[前后]$")
# what stands before, after or around the words of a column of an old or a new list
MARK = re.compile(
    r"(?:修[改订]|调整|变更|优化|审[核定]|征求意见|采纳)[前后]的?|(?:征求意见|送审|审定|最终)稿?的?|[初定]稿"
    r"|^(?:原(?!则|因)|旧|拟)"
)
SAME = re.compile(
    r"^(?:同(?:左|前|原文?|上版|征求意见稿|送审稿|初稿|(?:调整|修[改订]|审[核定])前|20\d{2}年?版)栏?"
    r"|(?:保持|维持)?(?:不变|原[状文样]|原表述)|[无未](?:变[化动更]|修[改订]|调整)|保留"
    r"|(?:沿用|保留)(?:原|调整前|修改前).{0,4}|[与和同].{1,10}(?:一致|相同))$"
)
CANCELLED = re.compile(
    r"^(?:本项|该项|此项|整项|整条|全项|全部|[本该此]事项)?(?:已|予以|现|均)?(?:取消|删除|删去|废止|作废|剔除|移出|撤销|不再(?:列入|单列|保留|作为|纳入)|不(?:予)?[列纳]入)"
    r"(?:$|[，。；,;、（(：:\s]|本项|该项|此项|事项|清单|列入)"
)
CHANGED = re.compile(r"改为|修改为|调整为|表述为|增加|补充|合并")
DECISION_HEAD = re.compile(r"处理|采纳|审[核定]|结果|办理")
STATE_HEAD = re.compile(r"状态|情形|方式|变动|调整|是否")
GONE = re.compile(
    r"^(?:已)?(?:被)?(?:退回|驳回|撤回|草稿|注销|失效|停用|废止|作废|取消|删除|无效|禁用|撤销|移出)$"
)
WORDING = re.compile(r"^(?:文字|具体)?(?:表述|内容|文本|文字|条文)$")
ALL_ELSE = {Column.NAME, Column.DEPARTMENTS, Column.TOWNSHIP_DUTY}
TAKEN = re.compile(r"^(?:已|予以)?采纳[，,。；;：:]\s*")
OPINION_HEAD = re.compile(r"意见|建议")
OPINION = re.compile(
    r"^[（(【]?(?:(?:修改|反馈|乡镇|街道|部门)?(?:意见|建议|理由)|[\u4e00-\u9fff]{2,8}(?:镇|乡|街道|局|办)(?:意见|建议|反馈))"
    r"[\d一二三四五]*[】）)]?\s*[：:]"
)
NOT_ADOPTED = re.compile(r"未采纳|不予采纳|不采纳|留存备查|仅供参考|不作为清单|不列入清单")
ADOPTED = re.compile(r"^(?:已|予以|建议)?采纳|^同意")
REMOVED = re.compile(r"(?:删除|取消|移出|不再列入|剔除)(?:本|该|此)?(?:项|事项|条)?")
ENDS_CANCELLED = re.compile(r"(?:取消|删除|删去|剔除|移出)$")
# 与第14项重复，已并入，本行不计
COUNTED_ELSEWHERE = re.compile(
    r"[本该此][项条行](?:已|予以)?(?:作废|取消|删除)[。]?$|[本该此][行项条]不(?:再|另行)?(?:计数|计入|统计|计)$|重复.{0,8}(?:已|予以)(?:并入|合并|删除)"
)
# 重复提交，作废，以后一条为准; 测试数据
SENT_IN_VAIN = re.compile(
    r"(?:^|[，,。；;\s])(?:本条|该条|此条|请)*作废(?:$|[，,。；;\s])"
    r"|以[前后上下]一?[条次项行]为准|^测试(?:数据|记录|行|用)?$"
)
CANCELLED_BEHIND = re.compile(r"[（(【](?P<said>[^（）()【】]{2,24})[）)】]$")
IN_LAST_BRACKETS = re.compile(r"(?<=.)[（(][^（()）]*[）)]$")
RENAMED = re.compile(
    r"(?:事项)?(?:名称|表述)?(?:修?改|调整|表述|规范|统一)为[：:]?\s*[“\"「](?P<name>[^”\"」]{3,80})[”\"」]"
)


def former_columns(head_columns):
    """What `former_names` says, else `former_groups`."""
    found = former_names(head_columns)
    if found == ({}, []):
        found = former_groups(head_columns)
    if found == ({}, []):
        found = former_fields(head_columns)
    return found


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
    采纳后表述 can be nothing but that.
    """
    fields = set()
    for head_column in head_columns:
        if not WORDING.match(word_and_base(head_column)[1]):
            fields.add(head_column.field)
    if fields >= ALL_ELSE and Column.DEPARTMENT_DUTY not in fields:
        return Column.DEPARTMENT_DUTY
    return ""


def former_groups(head_columns):
    """({new column: the old one of the same field}, the columns of an old list beside a new one);
    None where two lists stand beside each other and nothing tells which one holds.
    """
    groups = {}
    for head_column in head_columns:
        if len(head_column.path) > 1 and head_column.field:
            groups.setdefault(head_column.path[0], {})[head_column.field] = head_column
    sides = [(word, fields) for word, fields in groups.items() if Column.NAME in fields]
    if len(sides) != 2:
        return {}, []
    (first, before), (second, after) = sides
    order = older(first, second)
    if order is None:
        return None
    if order == second:
        before, after = after, before
    former = {}
    for field, head_column in before.items():
        if field in after:
            former[after[field].left] = head_column.left
    return former, list(before.values())


def former_names(head_columns):
    """The same of two columns without any further word: 调整前 | 调整后 hold the names."""
    sides = []
    for head_column in head_columns:
        word = head_column.path[-1]
        is_side = len(head_column.path) == 1 and SIDE.match("".join(word.split()))
        is_side = is_side and OF_A_LIST.search(word)
        if is_side and head_column.field in ("", Column.NAME):
            sides.append(head_column)
        elif head_column.field == Column.NAME:
            return {}, []
    if len(sides) != 2:
        return {}, []
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
    told = [(bool(OLD.search(word)), bool(NEW.search(word))) for word in (first, second)]
    for word, other in ((first, second), (second, first)):
        if PLANNED.search(word) and FINAL.search(other):
            return word
    for word, other, mine, others in (
        (first, second, told[0], told[1]),
        (second, first, told[1], told[0]),
    ):
        if mine[0] and not mine[1] and not (others[0] and not others[1]):
            return word
        if mine[1] and not mine[0] and not (others[1] and not others[0]):
            return other
    return None


def is_gone(text):
    """Whether a new text only says that there is none any more: （删除）, 取消, 采纳，不列入."""
    return bool(CANCELLED.match(TAKEN.sub("", text.strip("（）()【】"))))


def is_side(text):
    """Whether a word only tells an old list from a new one: 调整前, 修订后."""
    return bool(A_SIDE.match("".join(text.split())))


def is_left_free(name):
    """Whether a row only keeps a number that no item has any more: （空号）, ……（此项取消）."""
    behind = CANCELLED_BEHIND.search(name)
    if behind and CANCELLED.match(behind["said"]):
        return True
    return name.strip("（）()【】[] ") in ("空号", "空项", "缺号", "空缺", "此号空缺", "本号空缺")


def is_same_as_left(text):
    return bool(SAME.match("".join(text.split()).strip("（）()【】")))


def says_same(texts):
    """Whether one of {head: text} beside an item says that it stays as it was: 保留, and 保留（……）
    with a remark of its own.
    """
    for head, text in texts.items():
        if not OPINION_HEAD.search(head) and is_same_as_left(IN_LAST_BRACKETS.sub("", text)):
            return True
    return False


def says_cancelled(texts):
    """Whether one of {head: text} beside an item says that it holds no longer; None where it is an
    opinion that says so.
    """
    is_opinion = False
    for head, text in texts.items():
        if DECISION_HEAD.search(head) and ADOPTED.match(text) and REMOVED.search(text):
            return True
        if STATE_HEAD.search(head) and GONE.search(text):
            return True
        if any(pattern.search(text) for pattern in (CANCELLED, COUNTED_ELSEWHERE, SENT_IN_VAIN)):
            if not OPINION_HEAD.search(head) or "处理" in head or "审" in head:
                return True
            is_opinion = True
    return None if is_opinion else False


def says_why_nameless(texts):
    """Whether a remark beside a row that lost its name says that the item is cancelled."""
    return any(CANCELLED.match(text) or ENDS_CANCELLED.search(text) for text in texts.values())


def is_opinion(text):
    """Whether a row between the items is somebody's opinion on the one above."""
    return bool(OPINION.match(text))


def changes_otherwise(texts):
    """Whether a decision beside an item changes it in a way that nobody but a person can follow."""
    for head, text in texts.items():
        if DECISION_HEAD.search(head) and ADOPTED.match(text) and CHANGED.search(text):
            return "职责" in text or not RENAMED.search(text)
    return False


def new_name(texts):
    """The name that a decision beside an item gives it; "" for none."""
    for head, text in texts.items():
        named = RENAMED.search(text)
        if named and DECISION_HEAD.search(head) and ADOPTED.match(text) and "职责" not in text:
            return named["name"]
    return ""


def decision_on(texts):
    """(whether the item above an opinion is left out by it, its new name or "")."""
    for text in texts:
        if ADOPTED.match(text):
            if renamed := RENAMED.search(text):
                return False, renamed["name"]
            if REMOVED.search(text):
                return True, ""
    return False, ""
