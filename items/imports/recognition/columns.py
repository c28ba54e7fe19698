"""The columns of which recognition knows something more than their head words."""

from enum import StrEnum


class Column(StrEnum):
    """What a column holds; head words that a county adds and heads assigned by hand name it by its
    value. Any other field of an entry in a column of its own goes by the name it has there.
    """

    NUMBER = "number"
    CODE = "code"
    KIND = "kind"
    CATEGORY = "category"
    NAME = "name"
    DEPARTMENTS = "departments"
    ROLE = "role"
    SUPPORT_DUTY = "support_duty"
    SUPPORT_DEPARTMENTS = "support_departments"
    JOINT_DEPARTMENTS = "joint_departments"
    DEPARTMENT_DUTY = "department_duty"
    TOWNSHIP_DUTY = "township_duty"
    RECEIVERS = "receivers"
    INTERNAL_OFFICE = "internal_office"
    METHOD = "method"
    RECEIVERS_AND_METHOD = "receivers_and_method"
    TRANSITION_ON = "transition_on"
    SCOPE = "scope"
    BASIS = "basis"
    PUBLIC = "public"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    EFFECTIVE_ON = "effective_on"
    REMARK = "remark"


# the columns that name departments: of coordination, any that is enough alone, all of them
COORDINATING = (Column.DEPARTMENTS, Column.SUPPORT_DEPARTMENTS, Column.JOINT_DEPARTMENTS)
SHARING = (*COORDINATING, Column.RECEIVERS)  # behind each of whom its own work may stand
NAMING_ALONE = (Column.DEPARTMENTS, Column.RECEIVERS, Column.RECEIVERS_AND_METHOD)
NAMING = (*NAMING_ALONE, Column.SUPPORT_DEPARTMENTS, Column.JOINT_DEPARTMENTS)
# who answers for an item, by its kind, and what these do
WHO = (Column.DEPARTMENTS, Column.RECEIVERS)
WHAT = (Column.DEPARTMENT_DUTY, Column.METHOD)
# all that a department, that anybody does
WORK_OF_DEPARTMENTS = (*WHAT, Column.SUPPORT_DUTY)
WORK = (*WHAT, Column.TOWNSHIP_DUTY)
LONG_TEXTS = (*WORK, Column.SUPPORT_DUTY, Column.RECEIVERS_AND_METHOD)
# what an item of coordination or a reclaimed one says beside its name
NEEDED = (*NAMING_ALONE, Column.DEPARTMENT_DUTY, Column.TOWNSHIP_DUTY, Column.METHOD)
