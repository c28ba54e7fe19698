"""Who applies: the unit that a request names, or the one its drawer works in."""

from typing import NamedTuple

from access_control.models import Channel
from dutylist.organizations.matching import DepartmentLookup
from dutylist.organizations.models import Department, Region
from dutylist.organizations.models.users import SYSTEM_USERNAME
from dutylist.organizations.roles import (
    DEPARTMENT_ROLES,
    STAFFING_OFFICE,
    TOWNSHIP_ROLES,
    Role,
)
from dutylist.organizations.words import staffing_office_of, words_for
from dutylist.workflow.refusals import Invalid, NotAllowed

DEPARTMENT, TOWNSHIP, OFFICE = "department", "township", "office"
OPEN_TO = {
    Channel.ADMISSION: (DEPARTMENT,),
    Channel.ADJUSTMENT: (TOWNSHIP, DEPARTMENT, OFFICE),
    Channel.TEMPORARY: (DEPARTMENT,),
    Channel.SUMMARY: (OFFICE, DEPARTMENT),
}


def kind_words(county):
    """{kind of applicant: what the county calls it}"""
    words = words_for(county)
    return {
        DEPARTMENT: words["departments"],
        TOWNSHIP: words["townships"],
        OFFICE: words["office"],
    }


def one_of_shapes(county):
    """What an applicant may be told as."""
    office = staffing_office_of(county)
    return f"请写明申请单位：department（部门名称）、township（12位代码），或者 office（{office}自身，填 true）。"


class Applicant(NamedTuple):
    """A department, a township, or neither: the staffing office itself."""

    department: object = None
    township: object = None

    @property
    def kind(self):
        if self.department:
            return DEPARTMENT
        return TOWNSHIP if self.township else OFFICE


def applicant_of(told, county, user):
    """The `Applicant` that is told, or the only one this person can stand for.

    Refuses another's unit; the clerk may draw up for any department or township of the county.
    """
    own = units_of(user, county)
    if told is None:
        return the_only_one(own, county)
    named = applicant_named(told, county)
    is_recorded = named.kind != OFFICE and user.standing().has(Role.CLERK, county=county)
    if named not in own and not is_recorded:
        raise NotAllowed("您不是这一申请单位的人员，不能以其名义申请。", code="role")
    return named


def units_of(user, county):
    """Every `Applicant` of the county that this person stands for."""
    standing = user.standing()
    departments = Department.objects.filter(
        county=county, pk__in=standing.department_ids(*DEPARTMENT_ROLES)
    )
    townships = Region.objects.filter(parent=county, pk__in=standing.township_ids(*TOWNSHIP_ROLES))
    units = [Applicant(department=department) for department in departments]
    units += [Applicant(township=township) for township in townships]
    if is_system(user) or standing.has(*STAFFING_OFFICE, county=county):
        units.append(Applicant())
    return units


def is_system(user):
    """What the program drafts by itself is the office's own, which submits it or puts it aside."""
    return user.get_username() == SYSTEM_USERNAME


def the_only_one(own, county):
    if not own:
        units = "、".join(kind_words(county).values())
        raise NotAllowed(f"您不在{county.name}的{units}任职，不能提出申请。", code="role")
    if len(own) > 1:
        raise Invalid({"applicant": f"您在多个单位任职，{one_of_shapes(county)}"})
    return own[0]


def applicant_named(told, county):
    """The `Applicant` of `{"department": name}`, `{"township": code}` or `{"office": true}`."""
    if not isinstance(told, dict) or len(told) != 1:
        raise Invalid({"applicant": one_of_shapes(county)})
    [(kind, value)] = told.items()
    if kind == OFFICE and value is True:
        return Applicant()
    if kind == DEPARTMENT and isinstance(value, str):
        return Applicant(department=department_named(value, county))
    if kind == TOWNSHIP and isinstance(value, str):
        return Applicant(township=township_named(value, county))
    raise Invalid({"applicant": one_of_shapes(county)})


def department_named(name, county, path="applicant.department"):
    """A department of the county by its name, or one of its other names."""
    found = DepartmentLookup(county).find(name)
    if found is None:
        raise Invalid({path: f"没有“{name}”这个部门，请先在部门名录中登记。"})
    return found


def township_named(code, county, path="applicant.township"):
    township = Region.objects.valid().townships_of(county).filter(code=code).first()
    if township is None:
        raise Invalid({path: f"没有代码为“{code}”的下辖单位。"})
    return township


def require_channel(channel, applicant, county):
    """Refuses a channel that is not open to this kind of unit."""
    if applicant.kind not in OPEN_TO[channel]:
        words = kind_words(county)
        units = "、".join(words[kind] for kind in OPEN_TO[channel])
        raise NotAllowed(f"{Channel(channel).label}由{units}申请。", code="role")
