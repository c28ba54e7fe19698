"""The columns of a matrix: of ticks for kinds or townships, of signs or duties of offices."""

import re

from .columns import NAMING_ALONE, Column
from .departments import NOBODY, is_known_office, is_office
from .duties import usual
from .headwords import DONE, HeadGroup, field_of, group_of, head_key, is_township_word
from .item_rows import A_ROLE, MARKS
from .kind_codes import FIRST_SIGNS, meant
from .scopes import is_chosen

# a sign alone (★, 牵头), or one before a duty: ★编制规划
MARKED = re.compile(rf"^.{{1,3}}$|^[{MARKS}]", re.DOTALL)
DOES = re.compile(
    rf"(?:(?:负责|承担|牵头|应?做)?的?(?:主要)?(?:职责|工作|任务|事项)?|{DONE})(?:[（(][^（()）]*[）)])?$"
)
ENDINGS = ("", "局", "大队", "公司")  # that a head may leave out over signs: 公安, 消防
FEWEST_OFFICES = 3
FEWEST_UNDER_A_GROUP = 2
OF_OFFICES = (HeadGroup.DEPARTMENTS, HeadGroup.RECEIVERS)
TAKEN_BACK = re.compile(r"^是否.{0,6}(?:收回|上收)")
OPINES = re.compile(r"^(?:不?同意|建议|[无没]有?(?:意见|异议)|采纳|已?阅$)")  # and does nothing
SHORT_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,4}(?<![局委部办院会队处科股室站所类权型否别项式])$")
BEHIND_LETTERS = re.compile(r"^[A-Za-z]\w{0,7}\s*[（(](?P<word>[\u4e00-\u9fff]+)[）)]$")
MANY_PLACES = 5
MAY_BE_TICKED = frozenset({"", Column.NAME, Column.KIND, Column.NUMBER})
# words for the departments where nothing but offices stands below: 单位 is of measure too
OVER_OFFICES = frozenset({"单位", "主办", "牵头", "主责", "领头", "带头", "挑头"})


def mark_ticks(head_columns, texts_below):
    """Marks the columns in which a tick says the kind (基本 | 配合 | 收回, or 是否收回 alone)."""
    kinds, is_alone = {}, False
    for place, head_column in enumerate(head_columns):
        word = head_column.path[-1]
        if head_column.field in MAY_BE_TICKED and (kind := FIRST_SIGNS.get(word) or meant(word)):
            kinds[place] = kind
            is_alone = is_alone or bool(TAKEN_BACK.match(word))
    if len({*kinds.values()}) < 2 and not is_alone:
        return
    for place, kind in kinds.items():
        head_column = head_columns[place]
        if are_ticks(texts_below.texts(head_column)):
            head_column.field, head_column.ticked = "", kind


def are_ticks(texts):
    """Whether all but a total or a note below are ticks."""
    signs = [is_chosen(text) for text in texts]
    return any(signs) and signs.count(None) * 10 <= len(signs) + 5


def settle_matrices(head, head_columns, texts_below):
    """Finds the townships and offices of a head; one township's column is no matrix."""
    settle_places(head, head_columns, texts_below)
    settle_offices(head, head_columns, texts_below)
    if len(head.townships) == 1:
        head.unknown |= head.townships
        head.townships = {}


def settle_places(head, head_columns, texts_below):
    """Columns of ticks under short words, no offices', are townships': 城关, 河口."""
    places = []
    for head_column in head_columns:
        if head_column.left in head.unknown and is_short_place(head_column):
            texts = texts_below.texts(head_column)
            if not texts or are_ticks(texts):
                places.append(head_column)
    if len(places) < MANY_PLACES:
        places = [one for one in places if group_over(one) == HeadGroup.SCOPE]
        if len(places) < 2:
            return
    for head_column in places:
        head.townships[head_column.left] = bare_place(head_column)
        head.unknown.pop(head_column.left, None)  # twice where merged heads overlap


def is_short_place(head_column):
    """Whether a column may be a township's by its word: no department's, and not under them."""
    place = bare_place(head_column)
    is_office_word = is_under_offices(head_column) or is_known_office(office_in_full(place))
    return SHORT_PLACE.match(place) and not is_office_word


def bare_place(head_column):
    """The lowest word over a column without the letters that stand for it: 城关 of CG(城关)."""
    explained = BEHIND_LETTERS.match(head_column.path[-1])
    return explained["word"] if explained else head_column.path[-1]


def group_over(head_column):
    """What the word over a column's own one gathers; "" where there is none."""
    return group_of(head_column.path[0]) if len(head_column.path) > 1 else ""


def is_under_offices(head_column):
    return group_over(head_column) in OF_OFFICES


# ---- columns of offices


def settle_offices(head, head_columns, texts_below):
    """Columns of signs, of duties or of both under the names of offices say which of them leads and
    which support, or under one what it does; what the townships do may stand beside: 县妇联 |
    乡镇（街道）.
    """
    offices = office_columns(head_columns)
    for head_column in head_columns:
        may_be_one = head_column.left in head.unknown and head_column not in offices
        if may_be_one and is_of_office(head_column, texts_below.texts(head_column)):
            offices.append(head_column)
    known = [one for one in offices if is_known_office(office_in_full(one.path[-1]))]
    under_group = sum(map(is_under_offices, offices))
    if len(known) < FEWEST_OFFICES and under_group < FEWEST_UNDER_A_GROUP:
        doing = [one for one in known if not all(map(is_sign, texts_below.texts(one)))]
        is_one = len(doing) == 1 and Column.DEPARTMENT_DUTY not in head.columns
        offices = doing if is_one else []
    names = {one.left: office_in_full(one.path[-1]) for one in offices}
    settle_lead(head, head_columns, texts_below, set(map(usual, names.values())))
    if not names or head.columns.keys() & NAMING_ALONE:
        return
    head.offices = names
    for column in names:
        head.unknown.pop(column, None)
    settle_its_township(head, head_columns, texts_below)


def office_columns(head_columns):
    """The columns of offices under one word for departments' duties; [] for too few."""
    offices = []
    for head_column in head_columns:
        above, word = head_column.path[0], head_column.path[-1]
        if above != word and is_office(word) and field_of(above) == Column.DEPARTMENT_DUTY:
            offices.append(head_column)
    return offices if len(offices) >= FEWEST_OFFICES else []


def is_of_office(head_column, texts):
    """Whether a column of an office says its part by signs, or a known one's duties."""
    word = head_column.path[-1]
    if not (is_office(office_in_full(word)) or is_under_offices(head_column)):
        return False
    says_part = is_known_office(office_doing(word)) or all(map(is_sign, texts))
    return says_part and not any(map(OPINES.match, texts))


def is_sign(text):
    """Whether a text says the part of a department: ●, 牵头, 配合单位; a duty may follow a sign."""
    return bool(MARKED.match(text) or A_ROLE.match(text))


def office_doing(word):
    """The office that a word names alone or with what it does: 县妇联职责."""
    return DOES.sub("", "".join(word.split()))


def office_in_full(word):
    """The office that a word names, in short too: 公安局 of 公安, as heads over signs do."""
    name = office_doing(word)
    return next((f"{name}{end}" for end in ENDINGS if is_known_office(f"{name}{end}")), name)


def settle_lead(head, head_columns, texts_below, offices):
    """Beside columns of offices one that names but these says which leads: 牵头部门."""
    if len(offices) < 2 or head.columns.keys() & NAMING_ALONE[1:]:
        return
    for head_column in head_columns:
        word = head_key(head_column.path[-1]).removesuffix("的")
        may_lead = head_column.field == Column.DEPARTMENTS or word in OVER_OFFICES
        named = {usual(text) for text in texts_below.texts(head_column) if text not in NOBODY}
        if may_lead and named and named <= offices:
            head.drop_column(head_column.field)
            head.unknown.pop(head_column.left, None)
            head.lead = head_column.left
            return


def settle_its_township(head, head_columns, texts_below):
    """Under the word for townships stands what they do, where no other column says it."""
    if Column.TOWNSHIP_DUTY in head.columns:
        return
    for head_column in head_columns:
        places, texts = texts_below.places, texts_below.texts(head_column)
        are_places = places and any(map(places.is_known, texts))
        holds_duties = not all(map(is_sign, texts))
        if is_township_word(head_column.path[-1]) and holds_duties and not are_places:
            if head.columns.get(Column.SCOPE) == head_column.left:
                head.drop_column(Column.SCOPE)
            head.set_column(Column.TOWNSHIP_DUTY, head_column.left, head_column.right)
            return
