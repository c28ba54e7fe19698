"""Decides by what stands under them which of several columns with like words is which field."""

import re

from .columns import COORDINATING, NAMING_ALONE, Column
from .departments import ROLE_WORDS, are_offices, split_departments
from .head_parts import HeadColumn, is_place
from .head_table import BARE_DUTIES, SUBJECTS
from .headwords import BY_WHOM, OURS, THEIRS, field_of, head_key, is_township_word, kind_in
from .matrix_heads import OVER_OFFICES, settle_matrices
from .numbering import number_key
from .responsibilities import role_in
from .row_types import is_known_category, kind_named
from .scope_columns import settle_scopes

SAYS_DUTIES = re.compile(r"(?:职责|任务|分工)$")
LONGEST_ROLE = 4
AND = re.compile("[及和与]")
OF_RECEIVERS = frozenset({Column.METHOD, Column.INTERNAL_OFFICE, Column.TRANSITION_ON})
OF_SOMEBODY = frozenset({Column.DEPARTMENTS, Column.DEPARTMENT_DUTY, Column.TOWNSHIP_DUTY})
BEFORE_A_NAME = frozenset({Column.NUMBER, Column.CODE, Column.CATEGORY, Column.KIND})


def settle_head_columns(head_columns, texts_below):
    """Decides on the columns of names, scopes and categories, before each has its field."""
    settle_duties_in_groups(head_columns)
    settle_names(head_columns, texts_below)
    settle_scopes(head_columns, texts_below)
    settle_categories(head_columns, texts_below)


def settle_columns(head, head_columns, texts_below):
    """Decides what the columns left over are, and those whose words fit two fields."""
    settle_matrices(head, head_columns, texts_below)
    settle_methods(head)
    settle_support(head)
    settle_roles(head, head_columns, texts_below)
    settle_subjects(head, head_columns, texts_below)
    settle_duties(head)


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
    are_joint = any(one.field == Column.JOINT_DEPARTMENTS for one in head_columns)
    for head_column in with_duties:
        is_duty_alone = are_joint and not AND.search(head_column.path[-1])
        if len(with_duties) < len(naming) or is_duty_alone:  # 配合部门及职责 beside 配合部门
            head_column.field = Column.SUPPORT_DUTY
    settle_departments_in_duties(head_columns)


def settle_departments_in_duties(head_columns):
    """牵头部门 and 共同部门 under 部门职责 are what these do, where others name them."""
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
    """The name where no column says it: 配合事项 first or beside duties, a list's 主要职责."""
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
    """Of several columns of categories one may hold kinds; the county's are the greater."""
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


def settle_blank(head, texts_below, free):
    """Columns without a head before the name's may be the numbers' or the categories'."""
    for column in free:
        field = blank_field(texts_below.texts(HeadColumn(column, column, ())))
        if field and field not in head.columns:
            head.set_column(field, column)


def blank_field(texts):
    if len(texts) > 2 and are_mostly(number_key, texts):
        return Column.NUMBER
    if texts and are_categories_mostly(texts):
        return Column.CATEGORY
    return ""


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
            head.drop_column(Column.INTERNAL_OFFICE)
            head.set_column(field, head_column.left, head_column.right)
            return
    for head_column in head_columns:
        is_unknown = head_column.left in head.unknown
        if is_unknown and is_subject(head_column, texts_below.texts(head_column)):
            head.set_column(field, head_column.left, head_column.right)
            return


def is_subject(head_column, texts):
    """Whether a column of words that tell no field is of those who answer for an item."""
    kinds = sum(bool(kind_in(text)) for text in texts)  # 谁来办: 乡里独办（基本）
    if is_place(head_column.words) or kinds * 2 > len(texts):
        return False
    word = head_key(head_column.path[-1])
    if word in SUBJECTS or (word in OVER_OFFICES and are_mostly(are_offices, texts)):
        return True
    asked = re.split("[/／]", head_column.path[-1])  # 跟谁干/交给谁
    return all(BY_WHOM.match(head_key(part)) for part in asked)


def are_mostly(test, texts):
    """Whether all but a total or a signature below pass a test."""
    passed = sum(bool(test(text)) for text in texts)
    return passed > 0 and passed * 5 >= len(texts) * 4


def are_offices_and_sections(texts):
    """Whether texts name whole offices, some of them with a section: 县民政局 救助股."""
    named = [department for text in texts for department in split_departments(text)]
    has_sections = any(department.internal_office for department in named)
    return has_sections and are_mostly(are_offices, [department.name for department in named])


def settle_support(head):
    """配合部门职责 without these departments may be anybody's: not read in, which is said."""
    if Column.SUPPORT_DUTY in head.columns and not head.columns.keys() & COORDINATING[1:]:
        column = head.drop_column(Column.SUPPORT_DUTY)
        head.unknown[column] = head.words[column]


def settle_roles(head, head_columns, texts_below):
    """Under words that nobody knows (牵/配) nothing but different roles stands."""
    for head_column in head_columns if Column.ROLE not in head.columns else ():
        if head_column.left in head.unknown and are_roles(texts_below.texts(head_column)):
            head.set_column(Column.ROLE, head_column.left, head_column.right)
            return


def are_roles(texts):
    """Whether all texts are short words for roles, of two sorts at least."""
    roles = {role_in(text) if len(text) <= LONGEST_ROLE else "" for text in texts}
    return len(roles) > 1 and roles <= {*ROLE_WORDS} - {""}


def settle_methods(head):
    """承接部门工作方式 beside a column of the receivers holds only how they work."""
    both = head.columns.keys() >= {Column.RECEIVERS, Column.RECEIVERS_AND_METHOD}
    if both and Column.METHOD not in head.columns:
        span = head.spans[Column.RECEIVERS_AND_METHOD]
        head.drop_column(Column.RECEIVERS_AND_METHOD)
        head.set_column(Column.METHOD, *span)


def settle_duties(head):
    """职责 right behind the departments' column is theirs; 我们做什么 is the township's duty beside
    that of departments, and the other way round, or beside a column that names these.
    """
    departments = head.columns.get(Column.DEPARTMENTS)
    if departments and Column.DEPARTMENT_DUTY not in head.columns:
        take_unknown(head, Column.DEPARTMENT_DUTY, BARE_DUTIES.__contains__, behind=departments)
    missing = {Column.DEPARTMENT_DUTY, Column.TOWNSHIP_DUTY} - head.columns.keys()
    if len(missing) == 1:
        take_unknown(head, missing.pop(), OURS.match)
    elif missing and departments:
        take_unknown(head, Column.DEPARTMENT_DUTY, THEIRS.match)
        take_unknown(head, Column.TOWNSHIP_DUTY, OURS.match)


def take_unknown(head, field, is_said, behind=0):
    """Gives a field to the first column of unknown words that say it."""
    for column, words in sorted(head.unknown.items()):
        if column > behind and is_said(head_key(words)):
            head.set_column(field, column)
            return
