"""Decides by what stands under them which of several columns with like words is which field."""

import re
from bisect import bisect_right

from .head_parts import BARE_DUTY, Leaf, drop_lone_township, is_place, settle_bare_duty
from .headwords import group_of, head_key, kind_in
from .numbering import number_key
from .row_kinds import is_known_category, kind_named
from .scope_columns import settle_scopes
from .scopes import is_chosen

LOOKED_AT = 60
TAKEN_BACK = re.compile(r"^是否.{0,6}(?:收回|上收)")
DEPARTMENTS = ("departments", "support_departments", "joint_departments")
DUTIES = ("department_duty", "support_duty")
SHORT_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,4}(?<![局委部办院会队处科股室站所类权型否别项式])$")
MANY_PLACES = 5
ABOVE = 5
A_LIST = re.compile(r"履职|履行职责|(?:职责|权责|责任|任务)事?项?清单")
GREATER = re.compile(r"一级|大类|门类")
LESSER = re.compile(r"二级|三级|小类|中类|子类|细类")
SUBJECTS = frozenset(
    [
        "责任主体",
        "实施主体",
        "法定实施主体",
        "现实施主体",
        "实施部门",
        "实施单位",
        "实施机关",
        "履职主体",
        "承担主体",
    ]
)


class Beneath:
    """The texts under the columns of a head.

    `field` says what a head's word means; `places` are the county's townships, where it is known.
    """

    def __init__(self, layout, row, field, places=None):
        self.layout, self.row, self.field, self.places = layout, row, field, places

    def is_titled(self):
        """Whether the sheet's name or a row just above the head speaks of a list of duties."""
        last = bisect_right(self.layout.rows, self.row)
        above = (
            text
            for row in self.layout.rows[max(0, last - ABOVE) : last]
            for text in self.layout.texts[row].values()
        )
        return any(A_LIST.search(text) for text in (self.layout.sheet.name, *above))

    def texts(self, leaf):
        first = bisect_right(self.layout.rows, self.row)
        rows = self.layout.rows[first : first + LOOKED_AT]
        found = (
            self.layout.texts[row].get(column)
            for row in rows
            for column in range(leaf.left, leaf.right + 1)
        )
        return [text for text in found if text]

    def texts_of_items(self, leaf):
        """The texts of a column in the items' rows: not of a section, a note or the next table."""
        for texts in self.item_rows():
            for column in range(leaf.left, leaf.right + 1):
                if text := texts.get(column):
                    yield text

    def item_rows(self):
        """{column: text} of each row down to the next head that has more than one text."""
        first = bisect_right(self.layout.rows, self.row)
        for row in self.layout.rows[first : first + LOOKED_AT]:
            texts = self.layout.texts[row]
            if self.is_head(texts.values()):
                return
            if len(texts) > 1:
                yield texts

    def is_head(self, texts):
        """Whether a row's texts are mostly a head's words."""
        known = sum(bool(self.field(text)) for text in texts)
        return known > 1 and known * 2 > len(texts)


def settle_leaves(leaves, beneath):
    """Decides which column is the name's, the scope's and the category's, before each has its
    field.
    """
    settle_names(leaves, beneath)
    settle_scopes(leaves, beneath)
    settle_categories(leaves, beneath)


def settle_columns(head, leaves, beneath):
    """Decides what the columns left over are, and those whose words fit two fields."""
    settle_places(head, leaves, beneath)
    drop_lone_township(head)
    settle_methods(head)
    settle_support(head)
    settle_subjects(head)
    settle_bare_duty(head)


def settle_names(leaves, beneath):
    """Where no column is the name's: 配合事项 beside the township's duty, or the one 主要职责 of a list of
    them.
    """
    fields = [leaf.field for leaf in leaves]
    if "name" in fields:
        return
    if fields.count("township_duty") > 1:
        found = [
            leaf
            for leaf in leaves
            if leaf.field == "township_duty" and leaf.path[-1].endswith("事项")
        ]
    elif (
        "number" in fields
        and not {"departments", "department_duty", "township_duty"} & {*fields}
        and beneath.is_titled()
    ):
        found = [leaf for leaf in leaves if not leaf.field and head_key(leaf.path[-1]) in BARE_DUTY]
    else:
        return
    if len(found) == 1:
        found[0].field = "name"


def settle_categories(leaves, beneath):
    """Of several columns of categories one may hold kinds; of two levels the county's categories
    are the greater.
    """
    several = [leaf for leaf in leaves if leaf.field == "category"]
    if len(several) < 2:
        return
    if not any(leaf.field == "kind" for leaf in leaves):
        kinds = next((leaf for leaf in several if are_kinds(beneath.texts(leaf))), None)
        if kinds:
            kinds.field = "kind"
            several.remove(kinds)
    chosen = max(several, key=lambda leaf: (knowing(beneath.texts(leaf)), level(leaf), -leaf.left))
    for leaf in several:
        leaf.field = "category" if leaf is chosen else ""


def are_kinds(texts):
    return bool(texts) and all(kind_named(text) for text in texts)


def knowing(texts):
    """Whether most of the texts are categories that counties have."""
    return sum(is_known_category(text) for text in texts) * 2 > len(texts)


def level(leaf):
    return 2 if GREATER.search(leaf.path[-1]) else 0 if LESSER.search(leaf.path[-1]) else 1


def mark_ticks(leaves, beneath):
    """Marks the columns in which a tick says the kind: 基本 | 配合 | 收回, or 是否收回 alone: -> the leaves."""
    found = [(leaf, kind) for leaf in leaves if (kind := kind_ticked(leaf))]
    alone = any(TAKEN_BACK.match(leaf.path[-1]) for leaf, _kind in found)
    if len({kind for _leaf, kind in found}) < 2 and not alone:
        return leaves
    for leaf, kind in found:
        if are_ticks(beneath.texts(leaf)):
            leaf.field, leaf.ticked = "", kind
    return leaves


def kind_ticked(leaf):
    return kind_in(leaf.path[-1]) if leaf.field in ("", "name", "kind", "number") else ""


def are_ticks(texts):
    signs = [is_chosen(text) for text in texts]
    return None not in signs and any(signs)


def settle_places(head, leaves, beneath):
    """Columns of ticks under short words that are no offices are townships without their last word:
    城关, 河口.
    """
    places = [
        leaf for leaf in leaves if leaf.left in head.unknown and SHORT_PLACE.match(leaf.path[-1])
    ]
    ticked = [leaf for leaf in places if not (texts := beneath.texts(leaf)) or are_ticks(texts)]
    under_scope = [
        leaf for leaf in ticked if len(leaf.path) > 1 and group_of(leaf.path[0]) == "scope"
    ]
    if len(ticked) >= MANY_PLACES or len(under_scope) > 1:
        for leaf in ticked if len(ticked) >= MANY_PLACES else under_scope:
            head.townships[leaf.left] = leaf.path[-1]
            head.unknown.pop(leaf.left, None)  # twice where merged heads overlap


def settle_blank(head, beneath, free):
    """Columns without a head before the name's: one of numbers is the number's, one of categories
    the category's.
    """
    for column in free:
        texts = beneath.texts(Leaf(column, column, ()))
        field = (
            "number"
            if texts and are_numbers(texts)
            else "category"
            if texts and knowing(texts)
            else ""
        )
        if field and field not in head.columns:
            head.columns[field], head.spans[field] = column, (column, column)


def are_numbers(texts):
    return (
        len(texts) > 2 and sum(number_key(text) is not None for text in texts) * 5 >= len(texts) * 4
    )


def settle_subjects(head):
    """责任主体 and 法定实施主体 are the departments where no other column names any."""
    if head.columns.keys() & {"departments", "receivers", "receivers_and_method"}:
        return
    for column, words in sorted(head.unknown.items()):
        if head_key(words.split(" / ")[-1]) in SUBJECTS and not is_place(words):
            taken_over = head.columns.keys() & {"method", "internal_office", "transition_on"}
            field = "receivers" if taken_over else "departments"
            head.columns[field], head.spans[field] = column, (column, column)
            del head.unknown[column]
            return


def add_further(head, leaf):
    """Keeps a second column of departments, or of their duties behind it: -> whether it is one."""
    if leaf.field in DEPARTMENTS and leaf.field in head.columns:
        head.further.append([leaf.field, leaf.left, 0])
        return True
    if (
        leaf.field in DUTIES
        and head.further
        and not head.further[-1][2]
        and leaf.field in head.columns
    ):
        head.further[-1][2] = leaf.left
        return True
    return False


def settle_support(head):
    """配合部门职责 without a column of these departments may be anybody's: it is not read in, and that is
    said.
    """
    if "support_duty" in head.columns and "support_departments" not in head.columns:
        column = head.columns.pop("support_duty")
        head.spans.pop("support_duty")
        head.unknown[column] = head.words[column]


def settle_methods(head):
    """承接部门工作方式 beside a column of the receivers holds only how they work."""
    if (
        "receivers" in head.columns
        and "receivers_and_method" in head.columns
        and "method" not in head.columns
    ):
        head.columns["method"] = head.columns.pop("receivers_and_method")
        head.spans["method"] = head.spans.pop("receivers_and_method")
