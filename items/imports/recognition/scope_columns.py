"""Which column says where the items apply: by its head and, where the county is known, by what is
in it.
"""

import re

from .headwords import FIELD_OF, head_key, is_township_word
from .numbering import LEADING

# 责任单位 and its like say the scope where nothing but townships stands in them
MAY_NAME_TOWNSHIPS = frozenset(
    [
        "departments",
        "support_departments",
        "joint_departments",
        "receivers",
        "internal_office",
        "township_duty",
        "category",
    ]
)
A_PLACE_WORD = re.compile(r"单位|主体|对象|范围|地区|区域|地点|辖区")
# who sent or asked for a row, which need not be where it applies
ABOUT_THE_ROW = re.compile(r"填|报|提出|联系|编制|审核|来源|意见|试点|发文|原|调整|备注|说明")
A_SENTENCE = re.compile(r"[。；;]")


def settle_scopes(leaves, beneath):
    """Leaves the scope to one column: to the first that names townships, to none that holds duties."""
    headed = [leaf for leaf in leaves if is_headed(leaf, beneath)]
    for leaf in headed:
        leaf.field = ""
    kept = [leaf for leaf in headed if not holds_duties(leaf, beneath)]
    chosen = telling(kept, beneath) or next(iter(kept), None)
    chosen = chosen or telling(of_other_heads(leaves), beneath)
    if chosen:
        chosen.field = "scope"


def is_headed(leaf, beneath):
    """Whether a column is headed as the scope; 乡镇 alone is, where the county is known."""
    return leaf.field == "scope" or bool(beneath.places and not leaf.field and is_bare(leaf))


def is_bare(leaf):
    return len(leaf.path) == 1 and is_township_word(leaf.path[0])


def holds_duties(leaf, beneath):
    """Whether sentences stand under a word for townships (乡镇 for 乡镇职责); 适用范围 is the scope anyhow."""
    if not is_township_word(leaf.path[-1]) or FIELD_OF.get(head_key(leaf.path[-1])) == "scope":
        return False
    texts = list(beneath.texts_of_items(leaf))
    return sum(is_a_duty(text, beneath.places) for text in texts) * 2 > len(texts)


def is_a_duty(text, places):
    if places and places.is_known(text):
        return False
    return bool(A_SENTENCE.search(text) or LEADING.match(text))


def of_other_heads(leaves):
    """The columns of departments and the like, and of words nobody knows, that may name townships."""
    for leaf in leaves:
        word = leaf.path[-1]
        if ABOUT_THE_ROW.search(word):
            continue
        if leaf.field in MAY_NAME_TOWNSHIPS or (not leaf.field and A_PLACE_WORD.search(word)):
            yield leaf


def telling(leaves, beneath):
    """The first of these columns in which nothing stands but names of the county's townships."""
    if not beneath.places:
        return None
    return next(
        (leaf for leaf in leaves if tells(beneath.texts_of_items(leaf), beneath.places)), None
    )


def tells(texts, places):
    """Whether all of these texts are known to `places` and some name townships: up to the first
    unknown.
    """
    some = False
    for text in texts:
        if not places.is_known(text):
            return False
        some = some or places.names_some(text)
    return some
