"""Texts that hold no longer: an old list beside the new one, items that are cancelled, opinions
between the items.
"""

import re

from .columns import Column

YEAR = re.compile(r"(20\d{2})")
OLD = re.compile(
    r"原(?!则|因)|旧|(?:修[改订]|调整|变更|优化|审[核定]|征求意见)前|现行|上[一]?版|上年|去年"
)
NEW = re.compile(
    r"新|(?:修[改订]|调整|变更|优化|审[核定]|征求意见)后|审定|拟|改为|调整为|本[次年版]|最终|定稿|现"
)
SIDE = re.compile(
    r"^(?:原|新|现|(?:修[改订]|调整|变更|优化|审[核定])[前后]的?|20\d{2}年?版?)"
    r"(?:履职)?(?:事项|文本?|清单|内容|表述)?(?:名称|表述|内容)?(?:[（(].*[）)])?$"
)
SAME = frozenset(
    ["同左", "同左栏", "同原文", "同前", "不变", "无变化", "未修改", "无修改", "未调整"]
)
CANCELLED = re.compile(
    r"^(?:已|予以|现|均)?(?:取消|删除|删去|废止|作废|剔除|移出|撤销|不再(?:列入|单列|保留|作为|纳入))"
    r"(?:$|[，。；,;、（(：:\s]|本项|该项|此项|事项|清单|列入)"
)
CHANGED = re.compile(r"改为|修改为|调整为|表述为|增加|补充|合并")
DECISION_HEAD = re.compile(r"处理|采纳|审[核定]|结果|办理")
STATE_HEAD = re.compile(r"状态|情形|方式|变动|调整|是否")
GONE = re.compile(r"^(?:已)?(?:注销|失效|停用|废止|作废|取消|删除|无效|禁用|撤销|移出)$")
OPINION_HEAD = re.compile(r"意见|建议")
OPINION = re.compile(
    r"^[（(【]?(?:(?:修改|反馈|乡镇|街道|部门)?(?:意见|建议|理由)|[\u4e00-\u9fff]{2,8}(?:镇|乡|街道|局|办)(?:意见|建议|反馈))"
    r"[\d一二三四五]*[】）)]?\s*[：:]"
)
NOT_ADOPTED = re.compile(r"未采纳|不予采纳|不采纳|留存备查|仅供参考|不作为清单|不列入清单")
ADOPTED = re.compile(r"^(?:已|予以|建议)?采纳|^同意")
REMOVED = re.compile(r"(?:删除|取消|移出|不再列入|剔除)(?:本|该|此)?(?:项|事项|条)?")
RENAMED = re.compile(
    r"(?:事项)?(?:名称|表述)?(?:修?改|调整|表述|规范|统一)为[：:]?\s*[“\"「](?P<name>[^”\"」]{3,80})[”\"」]"
)


def former_columns(head_columns):
    """What `former_names` says, else `former_groups`."""
    found = former_names(head_columns)
    if found == ({}, []):
        found = former_groups(head_columns)
    return found


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
    """Whether a new text only says that there is none any more: （删除）, 取消."""
    return bool(CANCELLED.match(text.strip("（）()【】")))


def is_same_as_left(text):
    return "".join(text.split()) in SAME


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
        if CANCELLED.match(text):
            if not OPINION_HEAD.search(head) or "处理" in head or "审" in head:
                return True
            is_opinion = True
    return None if is_opinion else False


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
