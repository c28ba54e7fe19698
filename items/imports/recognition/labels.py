"""Texts that say themselves what they are: 承接部门：县公安局, in a card or in a paragraph."""

import re
from collections import Counter
from functools import lru_cache

from .columns import Column
from .departments import is_office
from .head_parts import is_place
from .headwords import BY_WHOM, FIELD_WORDS, OURS, THEIRS, field_of, head_key, is_township_word
from .likeness import FIELDS, likenesses
from .numbering import LEADING

LONGEST_LABEL = 16
LIKE_ENOUGH = 0.62
LABEL = re.compile(
    r"(?:^|(?<=[。；;，,、（(\s])|(?=[【〔]))[【\[〔]?(?P<label>[^：:。；;，,、（()）【】\[\]〔〕\s]{2,16}"
    r"(?:[（(][^（()）]{1,10}[）)])?|(?<=【)[^【】](?=】)|^局(?=[：:]))[】\]〕]?\s*(?:[：:]|(?<=[】\]〕]))\s*"
)
OWN_DUTY = re.compile(
    r"^(?:[本我](?:部门|单位|局|委|办)).{0,4}(?:职责|责任|任务)|^(?:主要|具体|工作|履行)*职责(?:内容|是|为|如下)?$"
)
OF_DEPARTMENTS = re.compile(r"上级|部门|单位")
DUTY = re.compile(r"职责|责任|任务|分工")
# 事项12, 收回3, 卡片3, 第3项, 【配】第3件
NUMBERED_ITEM = re.compile(
    r"^[【\[〔（(](?P<code>[\u4e00-\u9fffA-Za-z]{1,2})[】\]〕）)]\s*(?:补[报充])?第?\s*"
    r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[项件个条号]?$|"
    r"^(?:(?:基本|配合|收回|上收)(?:履职)?(?:事项)?|事项|(?:事项)?卡片?)\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})$"
    r"|^第\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[项件个]$"
)
OPENED = re.compile(r"[（(]$")
CLOSING = re.compile(r"\s*[）)][。；;]?$")
OF_TOWNSHIPS = re.compile(r"镇")
BETWEEN_PLACES = re.compile(r"[、，,；;\s]+")
RECORD_FIELDS = frozenset(Column) - {
    Column.ROLE,
    Column.PUBLIC,
    Column.STARTS_ON,
    Column.ENDS_ON,
    Column.EFFECTIVE_ON,
}


@lru_cache(maxsize=4096)
def labelled_field(text):
    """The field a label means: by the table of head words, else by the likest of its words; "" for
    none.
    """
    text = text.rstrip("：: ")
    word = head_key(LEADING.sub("", text))
    if not word or len(text) > LONGEST_LABEL:
        return ""
    if NUMBERED_ITEM.match(text):
        return Column.NAME
    if field := field_of(text):
        return field if field in RECORD_FIELDS else ""
    if BY_WHOM.match(word):
        return Column.DEPARTMENTS
    if is_office(text):
        return ""
    return duty_meant(text, word) or side_meant(word) or likest_field(word)


def field_with(field, value):
    """The field of a label with its value: names of townships are where an item applies and no
    duty of theirs.
    """
    if field == Column.TOWNSHIP_DUTY and all(map(is_place, BETWEEN_PLACES.split(value))):
        return Column.SCOPE
    return field


def side_meant(word):
    """Whose work a label asks for in plain words: 我们干什么, 他们干什么; "" for neither."""
    if OURS.match(word):
        return Column.TOWNSHIP_DUTY
    return Column.DEPARTMENT_DUTY if THEIRS.match(word) else ""


def duty_meant(text, word):
    """Whose duty a label means: 镇村职责, 本局职责; "" for neither."""
    if DUTY.search(word) and OF_TOWNSHIPS.search(word) and not OF_DEPARTMENTS.search(word):
        return Column.TOWNSHIP_DUTY
    if OWN_DUTY.search(word) or (DUTY.search(word) and OF_DEPARTMENTS.search(word)):
        return Column.DEPARTMENT_DUTY
    if is_township_word(text):
        return Column.TOWNSHIP_DUTY
    return ""


def likest_field(word):
    """The field whose words are the likest of a label; "" where none is like it."""
    like = likenesses(word)
    best = max(range(len(like)), key=like.__getitem__)
    if like[best] >= LIKE_ENOUGH and FIELDS[best] in RECORD_FIELDS:
        return Column(FIELDS[best])
    return ""


def parts_of(text):
    """[(field, its text)] of a text in which labels stand; "" is the field of what is before the
    first.
    """
    parts, field, start = [], "", 0
    for match in LABEL.finditer(text):
        found = labelled_field(match["label"])
        if not found:
            continue
        parts.append((field, text[start : match.start()].rstrip("；; ")))
        field, start = found, match.end()
    parts.append((field, text[start:]))
    parts = [(field, without_half_bracket(value.strip())) for field, value in parts]
    return [(field_with(field, value), value) for field, value in parts if field or value]


def in_usual_words(text, told):
    """A text whose labels that a person explained, {label as compared: field}, are the usual ones:
    交办单位：县水利局 as 对应上级部门：县水利局. One for a field that such a text has no label of
    stays as it is written.
    """
    if not told:
        return text
    for match in reversed([*LABEL.finditer(text)]):
        start, end = match.span("label")
        word = FIELD_WORDS.get(told.get(head_key(match["label"]), ""), "")
        if labelled_field(word):
            text = f"{text[:start]}{word}{text[end:]}"
    return text


def without_half_bracket(value):
    """A text without the bracket around a label and what follows it: 名称（承接部门：县民政局）."""
    if OPENED.search(value):
        value = value[:-1].rstrip()
    if opened(value) < 0:
        value = CLOSING.sub("", value)
    return value


def opened(text):
    """How many brackets a text opens more than it closes."""
    signs = Counter(text)
    return signs["（"] + signs["("] - signs["）"] - signs[")"]
