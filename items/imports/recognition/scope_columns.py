"""Which column says where the items apply: by its head and, in a known county, its texts."""

import re

from items.printed.row_words import DITTO

from .columns import Column
from .departments import NOBODY
from .headwords import FIELD_OF, head_key, is_township_word
from .numbering import LEADING

# 责任单位 and its like say the scope where nothing but townships stands in them
MAY_NAME_TOWNSHIPS = frozenset(
    [
        Column.DEPARTMENTS,
        Column.SUPPORT_DEPARTMENTS,
        Column.JOINT_DEPARTMENTS,
        Column.RECEIVERS,
        Column.INTERNAL_OFFICE,
        Column.TOWNSHIP_DUTY,
        Column.CATEGORY,
    ]
)
A_PLACE_WORD = re.compile(
    r"单位|主体|对象|范围|地[区点方]|区域|辖区|涉及|适用|全[县市区旗]|哪[几些]"
)
# who sent or asked for a row, which need not be where it applies
ABOUT_THE_ROW = re.compile(r"填|报|提出|联系|编制|审核|来源|意见|试点|发文|原|调整|备注|说明")
A_SENTENCE = re.compile(r"[。；;]")
# a head over the townships where an item does not apply
NOT_THERE = re.compile(r"(?<![用及担入含])不(?:适用|涉及|承担|列入|含|包括)|除外|例外")


def settle_scopes(columns, texts_below):
    """Leaves the scope to the first column that names townships, to none of duties."""
    headed = [column for column in columns if is_headed_as_scope(column, texts_below)]
    for column in headed:
        column.field = ""
    kept = [column for column in headed if not holds_duties(column, texts_below)]
    chosen = column_of_townships(kept, texts_below)
    if not chosen and kept:
        chosen = kept[0]
    chosen = chosen or column_of_townships(of_other_heads(columns), texts_below)
    if chosen:
        chosen.field = Column.SCOPE


def is_headed_as_scope(column, texts_below):
    """Whether a column is headed as the scope; 乡镇 alone is, where the county is known."""
    is_bare = len(column.path) == 1 and is_township_word(column.path[0])
    is_of_known = texts_below.places and not column.field and is_bare
    return column.field == Column.SCOPE or bool(is_of_known)


def holds_duties(column, texts_below):
    """Whether sentences stand under a word for townships, other than 适用范围."""
    word = column.path[-1]
    if not is_township_word(word) or FIELD_OF.get(head_key(word)) == Column.SCOPE:
        return False
    texts = list(texts_below.texts_of_items(column))
    return sum(is_duty(text, texts_below.places) for text in texts) * 2 > len(texts)


def is_duty(text, places):
    if places and places.is_known(text):
        return False
    return bool(A_SENTENCE.search(text) or LEADING.match(text) or (places and "，" in text))


def of_other_heads(columns):
    """The columns of departments and of unknown words that may name townships."""
    for column in columns:
        word = column.path[-1]
        if ABOUT_THE_ROW.search(word):
            continue
        if column.field in MAY_NAME_TOWNSHIPS or (not column.field and A_PLACE_WORD.search(word)):
            yield column


def column_of_townships(columns, texts_below):
    """The first of these columns in which nothing stands but names of the county's townships."""
    if not texts_below.places:
        return None
    for column in columns:
        texts = texts_below.texts_of_items(column)
        if NOT_THERE.search(column.path[-1]):
            texts = (text for text in texts if text not in NOBODY)
        if are_townships(texts, texts_below.places):
            return column
    return None


def are_townships(texts, places):
    """Whether all texts are known to `places` and some name townships."""
    some = False
    for text in texts:
        if text in DITTO:
            continue
        if not places.is_known(text):
            return False
        some = some or places.names_some(text)
    return some


def are_townships_mostly(texts, places):
    """Whether two of three texts, two at least, are known, and some name townships."""
    known = [text for text in texts if places.is_known(text)]
    is_most = len(known) > 1 and len(known) * 3 >= len(texts) * 2
    return is_most and any(map(places.names_some, known))
