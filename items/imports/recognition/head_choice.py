"""Decides by what stands under them which of several columns with like words is which field."""

import re

from .columns import COORDINATING, NAMING_ALONE, Column
from .departments import NOBODY, are_offices, is_known_office, is_office, split_departments
from .duties import usual
from .head_parts import HeadColumn, is_place
from .head_table import BARE_DUTIES, SUBJECTS
from .headwords import (
    BY_WHOM,
    DONE,
    OURS,
    THEIRS,
    HeadGroup,
    field_of,
    group_of,
    head_key,
    is_duty_word,
    is_township_word,
    kind_in,
)
from .item_rows import A_ROLE, MARKS
from .numbering import number_key
from .row_types import is_known_category, kind_named
from .scope_columns import settle_scopes
from .scopes import is_chosen

# a sign alone (★, 牵头), or one before a duty: ★编制规划
MARKED = re.compile(rf"^.{{1,3}}$|^[{MARKS}]", re.DOTALL)
DOES = re.compile(
    rf"(?:(?:负责|承担|牵头|应?做)?的?(?:主要)?(?:职责|工作|任务|事项)?|{DONE})(?:[（(][^（()）]*[）)])?$"
)
ENDINGS = ("", "局", "大队", "公司")  # that a head may leave out over signs: 公安, 消防
SAYS_DUTIES = re.compile(r"(?:职责|任务|分工)$")
FEWEST_OFFICES = 3
FEWEST_UNDER_A_GROUP = 2
OF_OFFICES = (HeadGroup.DEPARTMENTS, HeadGroup.RECEIVERS)
TAKEN_BACK = re.compile(r"^是否.{0,6}(?:收回|上收)")
OF_RECEIVERS = frozenset({Column.METHOD, Column.INTERNAL_OFFICE, Column.TRANSITION_ON})
OF_SOMEBODY = frozenset({Column.DEPARTMENTS, Column.DEPARTMENT_DUTY, Column.TOWNSHIP_DUTY})
BEFORE_A_NAME = frozenset({Column.NUMBER, Column.CODE, Column.CATEGORY, Column.KIND})
OPINES = re.compile(r"^(?:不?同意|建议|[无没]有?(?:意见|异议)|采纳|已?阅$)")  # and does nothing
BOTH_DUTIES = (Column.DEPARTMENT_DUTY, Column.TOWNSHIP_DUTY)
SHORT_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,4}(?<![局委部办院会队处科股室站所类权型否别项式])$")
BEHIND_LETTERS = re.compile(r"^[A-Za-z]\w{0,7}\s*[（(](?P<word>[\u4e00-\u9fff]+)[）)]$")
SECOND = re.compile(r"[2-9二三四五六七八九]")  # 部门2工作方式
MANY_PLACES = 5
MAY_BE_TICKED = frozenset({"", Column.NAME, Column.KIND, Column.NUMBER})
# words for the departments where nothing but offices stands below: 单位 is of measure too
OVER_OFFICES = frozenset({"单位", "主办", "牵头", "主责"})


def settle_head_columns(head_columns, texts_below):
    """Decides which column is the name's, the scope's and the category's, before each has its
    field.
    """
    settle_duties_in_groups(head_columns)
    settle_names(head_columns, texts_below)
    settle_scopes(head_columns, texts_below)
    settle_categories(head_columns, texts_below)


def settle_columns(head, head_columns, texts_below):
    """Decides what the columns left over are, and those whose words fit two fields."""
    settle_places(head, head_columns, texts_below)
    settle_offices(head, head_columns, texts_below)
    drop_lone_township(head)
    settle_methods(head)
    settle_support(head)
    settle_subjects(head, head_columns, texts_below)
    settle_bare_duty(head)
    settle_ours(head)


def settle_duties_in_groups(head_columns):
    """职责 beside 部门 under one word is what those departments do: 配合 over 部门 | 职责."""
    supporting = set()
    for head_column in head_columns:
        if head_column.field == Column.SUPPORT_DEPARTMENTS and len(head_column.path) > 1:
            supporting.add(head_column.path[:-1])
    for head_column in head_columns:
        may_be_theirs = head_column.path[:-1] in supporting
        names_townships = "镇" in head_key(head_column.path[-1])
        if may_be_theirs and head_column.field == Column.TOWNSHIP_DUTY and not names_townships:
            head_column.field = Column.SUPPORT_DUTY
    naming = [one for one in head_columns if one.field == Column.SUPPORT_DEPARTMENTS]
    with_duties = [one for one in naming if SAYS_DUTIES.search(head_key(one.path[-1]))]
    if len(with_duties) < len(naming):  # 配合部门及职责 beside 配合部门
        for head_column in with_duties:
            head_column.field = Column.SUPPORT_DUTY
    settle_departments_in_duties(head_columns)


def settle_departments_in_duties(head_columns):
    """牵头部门 and 共同部门 under a word for duties (部门职责) are what these do, where others name
    them.
    """
    inside, outside = [], []
    for head_column in head_columns:
        if field_of(head_column.path[0]) == Column.DEPARTMENT_DUTY and len(head_column.path) > 1:
            inside.append(head_column)
        elif head_column.field in COORDINATING:
            outside.append(head_column)
    if not outside or not all(head_column.field in COORDINATING for head_column in inside):
        return
    for head_column in inside:
        is_lead = head_column.field == Column.DEPARTMENTS
        head_column.field = Column.DEPARTMENT_DUTY if is_lead else Column.SUPPORT_DUTY


def settle_names(head_columns, texts_below):
    """Where no column is the name's: 配合事项 beside the township's duty or before anybody's, or
    the one 主要职责 of a list of them.
    """
    fields = [head_column.field for head_column in head_columns]
    if Column.NAME in fields:
        return
    rest = [head_column for head_column in head_columns if head_column.field not in BEFORE_A_NAME]
    is_first = any(map(is_matter, rest[:1])) and any(map(is_somebodys, rest[1:]))
    if is_first or fields.count(Column.TOWNSHIP_DUTY) > 1:
        names = [head_column for head_column in head_columns if is_matter(head_column)]
    elif is_list_of_duties(fields, texts_below):
        names = [head_column for head_column in head_columns if is_bare_duty(head_column)]
    else:
        return
    if len(names) == 1:
        names[0].field = Column.NAME


def is_somebodys(head_column):
    return head_column.field in OF_SOMEBODY or is_township_word(head_column.path[-1])


def is_list_of_duties(fields, texts_below):
    """Whether numbered duties, and nobody's in particular, are what a list is about."""
    if Column.NUMBER not in fields or OF_SOMEBODY & set(fields):
        return False
    return texts_below.is_titled()


def is_matter(head_column):
    """Whether a column of townships' duties says that it holds matters: 配合事项."""
    return head_column.field == Column.TOWNSHIP_DUTY and head_column.path[-1].endswith("事项")


def is_bare_duty(head_column):
    return not head_column.field and head_key(head_column.path[-1]) in BARE_DUTIES


def settle_categories(head_columns, texts_below):
    """Of several columns of categories one may hold kinds; of two levels the county's categories
    are the greater.
    """
    fields = [head_column.field for head_column in head_columns]
    several = [head_column for head_column in head_columns if head_column.field == Column.CATEGORY]
    if len(several) < 2:
        return
    kinds = [one for one in several if are_kinds(texts_below.texts(one))]
    if kinds and Column.KIND not in fields:
        kinds[0].field = Column.KIND
        several.remove(kinds[0])

    def greatness(head_column):
        has_categories = are_categories_mostly(texts_below.texts(head_column))
        return has_categories, -head_column.left

    chosen = max(several, key=greatness)
    for head_column in several:
        head_column.field = ""
    chosen.field = Column.CATEGORY


def are_kinds(texts):
    return bool(texts) and all(map(kind_named, texts))


def are_categories_mostly(texts):
    """Whether most of the texts are categories that counties have."""
    return sum(map(is_known_category, texts)) * 2 > len(texts)


def mark_ticks(head_columns, texts_below):
    """Marks the columns in which a tick says the kind (基本 | 配合 | 收回, or 是否收回 alone):
    -> all columns.
    """
    ticked, kinds, is_alone = [], set(), False
    for head_column in head_columns:
        kind = kind_ticked(head_column)
        if kind:
            ticked.append((head_column, kind))
            kinds.add(kind)
            is_alone = is_alone or bool(TAKEN_BACK.match(head_column.path[-1]))
    if len(kinds) < 2 and not is_alone:
        return head_columns
    for head_column, kind in ticked:
        if are_ticks(texts_below.texts(head_column)):
            head_column.field, head_column.ticked = "", kind
    return head_columns


def kind_ticked(head_column):
    """The kind a tick in a column would mean."""
    if head_column.field in MAY_BE_TICKED:
        return kind_in(head_column.path[-1])
    return ""


def are_ticks(texts):
    """Whether all but a total or a note below are ticks."""
    signs = [is_chosen(text) for text in texts]
    return any(signs) and signs.count(None) * 10 <= len(signs) + 5


def settle_places(head, head_columns, texts_below):
    """Columns of ticks under short words that are no offices are townships without their last word:
    城关, 河口.
    """
    places = []
    for head_column in head_columns:
        if head_column.left in head.unknown and is_short_place(head_column):
            texts = texts_below.texts(head_column)
            if not texts or are_ticks(texts):
                places.append(head_column)
    if len(places) < MANY_PLACES:
        places = [head_column for head_column in places if is_under_scope(head_column)]
        if len(places) < 2:
            return
    for head_column in places:
        head.townships[head_column.left] = bare_place(head_column)
        head.unknown.pop(head_column.left, None)  # twice where merged heads overlap


def settle_offices(head, head_columns, texts_below):
    """Columns of signs, of duties or of both under the names of offices say which of them leads and
    which support, or under one what it does; what the townships do may stand beside: 县妇联 |
    乡镇（街道）.
    """
    offices = office_columns(head_columns)
    for head_column in head_columns:
        is_unknown = head_column.left in head.unknown and may_be_office(head_column)
        texts = texts_below.texts(head_column)
        if is_unknown and head_column not in offices and says_part(head_column, texts):
            offices.append(head_column)
    known = [one for one in offices if is_known_office(office_in_full(one.path[-1]))]
    under_group = sum(map(is_under_offices, offices))
    if len(known) < FEWEST_OFFICES and under_group < FEWEST_UNDER_A_GROUP:
        doing = [one for one in known if not all(map(is_sign, texts_below.texts(one)))]
        is_one = len(doing) == 1 and Column.DEPARTMENT_DUTY not in head.columns
        offices = doing if is_one else []
    settle_lead(
        head, head_columns, texts_below, {usual(office_in_full(one.path[-1])) for one in offices}
    )
    if not offices or head.columns.keys() & NAMING_ALONE:
        return
    for head_column in offices:
        head.offices[head_column.left] = office_in_full(head_column.path[-1])
        head.unknown.pop(head_column.left, None)
    settle_its_township(head, head_columns, texts_below)


def settle_lead(head, head_columns, texts_below, offices):
    """Beside columns of offices one of departments that names nothing but these says which leads:
    牵头部门 | 县公安局 | 县民政局.
    """
    if len(offices) < 2 or head.columns.keys() & NAMING_ALONE[1:]:
        return
    for head_column in head_columns:
        word = head_key(head_column.path[-1]).removesuffix("的")
        may_lead = head_column.field == Column.DEPARTMENTS or word in OVER_OFFICES
        named = {usual(text) for text in texts_below.texts(head_column) if text not in NOBODY}
        if may_lead and named and named <= offices:
            head.columns.pop(head_column.field, None)
            head.spans.pop(head_column.field, None)
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
                del head.columns[Column.SCOPE], head.spans[Column.SCOPE]
            head.unknown.pop(head_column.left, None)
            head.set_column(Column.TOWNSHIP_DUTY, head_column.left, head_column.right)
            return


def office_columns(head_columns):
    """The columns of offices under one word for the departments' duties; none where they are too
    few to be a matrix.
    """
    offices = []
    for head_column in head_columns:
        above, word = head_column.path[0], head_column.path[-1]
        if above != word and is_office(word) and field_of(above) == Column.DEPARTMENT_DUTY:
            offices.append(head_column)
    return offices if len(offices) >= FEWEST_OFFICES else []


def is_short_place(head_column):
    """Whether a column may be a township's by its word: no department's, and not under them."""
    place = bare_place(head_column)
    is_office_word = is_under_offices(head_column) or is_known_office(office_in_full(place))
    return SHORT_PLACE.match(place) and not is_office_word


def bare_place(head_column):
    """The lowest word over a column without the letters that stand for it: 城关 of CG(城关)."""
    explained = BEHIND_LETTERS.match(head_column.path[-1])
    return explained["word"] if explained else head_column.path[-1]


def is_under_offices(head_column):
    return len(head_column.path) > 1 and group_of(head_column.path[0]) in OF_OFFICES


def is_under_scope(head_column):
    return len(head_column.path) > 1 and group_of(head_column.path[0]) == HeadGroup.SCOPE


def may_be_office(head_column):
    return is_office(office_in_full(head_column.path[-1])) or is_under_offices(head_column)


def office_doing(word):
    """The office that a word names alone or with what it does: 县妇联职责."""
    return DOES.sub("", "".join(word.split()))


def office_in_full(word):
    """The office that a word names, in short too: 公安局 of 公安, as heads over signs do."""
    name = office_doing(word)
    return next((f"{name}{end}" for end in ENDINGS if is_known_office(f"{name}{end}")), name)


def says_part(head_column, texts):
    """Whether the texts under an office say its part in the items by signs; under a known one they
    may be its duties.
    """
    says_duties = is_known_office(office_doing(head_column.path[-1])) or all(map(is_sign, texts))
    return says_duties and not any(map(OPINES.match, texts))


def is_sign(text):
    """Whether a text says the part of a department: ●, 牵头, 配合单位; a duty may follow a sign."""
    return bool(MARKED.match(text) or A_ROLE.match(text))


def settle_blank(head, texts_below, free):
    """Columns without a head before the name's: one of numbers is the number's, one of categories
    the category's.
    """
    for column in free:
        field = blank_field(texts_below.texts(HeadColumn(column, column, ())))
        if field and field not in head.columns:
            head.set_column(field, column)


def blank_field(texts):
    if texts and are_numbers(texts):
        return Column.NUMBER
    if texts and are_categories_mostly(texts):
        return Column.CATEGORY
    return ""


def are_numbers(texts):
    numbers = sum(number_key(text) is not None for text in texts)
    return len(texts) > 2 and numbers * 5 >= len(texts) * 4


def settle_subjects(head, head_columns, texts_below):
    """责任主体 and 法定实施主体 are the departments where no other column names any; 单位 and 主办
    are over nothing but offices. So is 部门科室 where the offices stand before their sections.
    """
    if head.columns.keys() & NAMING_ALONE:
        return
    field = Column.DEPARTMENTS
    if head.columns.keys() & OF_RECEIVERS and Column.DEPARTMENT_DUTY not in head.columns:
        field = Column.RECEIVERS
    for head_column in head_columns:
        is_inner = head.columns.get(Column.INTERNAL_OFFICE) == head_column.left
        if is_inner and are_offices_and_sections(texts_below.texts(head_column)):
            del head.columns[Column.INTERNAL_OFFICE], head.spans[Column.INTERNAL_OFFICE]
            head.set_column(field, head_column.left, head_column.right)
            return
    of_offices = {
        head_column.left
        for head_column in head_columns
        if head_key(head_column.path[-1]) in OVER_OFFICES
        and are_mostly_offices(texts_below.texts(head_column))
    }
    for column, words in sorted(head.unknown.items()):
        word = head_key(words.split(" / ")[-1])
        asked = re.split("[/／]", words.split(" / ")[-1])  # 跟谁干/交给谁
        asks_whom = all(BY_WHOM.match(head_key(part)) for part in asked)
        is_subject = word in SUBJECTS or asks_whom or column in of_offices
        texts = texts_below.texts(HeadColumn(column, column, ()))
        kinds = sum(bool(kind_in(text)) for text in texts)  # 谁来办: 乡里独办（基本）
        if is_subject and not is_place(words) and kinds * 2 <= len(texts):
            head.set_column(field, column)
            del head.unknown[column]
            return


def are_mostly_offices(texts):
    """Whether all but a total or a signature below name offices."""
    offices = sum(map(are_offices, texts))
    return offices > 0 and offices * 5 >= len(texts) * 4


def are_offices_and_sections(texts):
    """Whether texts name whole offices, some of them with a section: 县民政局 救助股."""
    named = [department for text in texts for department in split_departments(text)]
    return are_mostly_offices(texts) and any(department.internal_office for department in named)


def settle_ours(head):
    """我们做什么 is the township's duty beside that of departments, and the other way round; beside
    a column that names departments 他们的活 is theirs.
    """
    missing = [field for field in BOTH_DUTIES if field not in head.columns]
    sides = dict.fromkeys(missing[:1], OURS) if len(missing) == 1 else {}
    if len(missing) == 2 and Column.DEPARTMENTS in head.columns:
        sides = {Column.DEPARTMENT_DUTY: THEIRS, Column.TOWNSHIP_DUTY: OURS}
    for field, words_of_side in sides.items():
        for column, words in list(head.unknown.items()):
            if words_of_side.match(head_key(words)):
                head.set_column(field, column)
                del head.unknown[column]
                break


def add_further(head, head_column):
    """Keeps a second column of departments, or of their duties behind it: -> whether it is one."""
    if head_column.field not in head.columns:
        return False
    if head_column.field in COORDINATING[1:] and is_duty_word(head_column.path[-1]):
        head.set_column(Column.SUPPORT_DUTY, head_column.left, head_column.right)
        return True
    if head_column.field in COORDINATING:
        head.further.append([head_column.field, head_column.left, 0, 0])
        return True
    if head_column.field == Column.METHOD and SECOND.search(head_column.path[-1]):
        without = [department for department in head.further if not department[3]]
        for department in without[:1]:
            department[3] = head_column.left
        return bool(without)
    if (
        head_column.field in (Column.DEPARTMENT_DUTY, Column.SUPPORT_DUTY)
        and head.further
        and not head.further[-1][2]
    ):
        head.further[-1][2] = head_column.left
        return True
    return False


def settle_support(head):
    """配合部门职责 without a column of these departments may be anybody's: it is not read in, and
    that is said.
    """
    if Column.SUPPORT_DUTY in head.columns and not head.columns.keys() & COORDINATING[1:]:
        column = head.columns.pop(Column.SUPPORT_DUTY)
        head.spans.pop(Column.SUPPORT_DUTY)
        head.unknown[column] = head.words[column]


def settle_methods(head):
    """承接部门工作方式 beside a column of the receivers holds only how they work."""
    columns, spans = head.columns, head.spans
    both = Column.RECEIVERS in columns and Column.RECEIVERS_AND_METHOD in columns
    if both and Column.METHOD not in columns:
        columns[Column.METHOD] = columns.pop(Column.RECEIVERS_AND_METHOD)
        spans[Column.METHOD] = spans.pop(Column.RECEIVERS_AND_METHOD)


def drop_lone_township(head):
    """One column headed by a township's name is no matrix."""
    if len(head.townships) == 1:
        head.unknown |= head.townships
        head.townships = {}


def settle_bare_duty(head):
    """职责 right behind the departments' column is theirs."""
    if Column.DEPARTMENTS not in head.columns or Column.DEPARTMENT_DUTY in head.columns:
        return
    for column, words in sorted(head.unknown.items()):
        if head_key(words) in BARE_DUTIES and column > head.columns[Column.DEPARTMENTS]:
            head.set_column(Column.DEPARTMENT_DUTY, column)
            del head.unknown[column]
            return
