"""A satisfaction round is planned by the office lead."""

import unicodedata

from assessment.models import RatedDepartment, SatisfactionRound
from assessment.models.satisfaction_rounds import LEAST
from dutylist.history.limits import list_fault
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.history.tracking import bulk_save
from dutylist.organizations.matching import DepartmentLookup
from dutylist.organizations.places_asked import county_told
from dutylist.organizations.roles import Role
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.members import require_members
from dutylist.rest.values import Wrong, as_day, as_integer, as_text
from dutylist.workflow.engine import begin
from dutylist.workflow.refusals import Invalid, NotAllowed

MEMBERS = (
    *("county", "year", "title", "departments", "dimensions"),
    *("opens_on", "closes_on", "least_answers", "process_share"),
)
MOST_DIMENSIONS = 10
LONGEST_DIMENSION = 30
LONGEST_TITLE = 80


def create_round(told, *, by, source="form"):
    """A round of what is told (`MEMBERS`), not yet open: -> the `SatisfactionRound`."""
    require_members(told, MEMBERS)
    county = county_told(told, by)
    if not by.standing().has(Role.OFFICE_LEAD, county=county):
        office = staffing_office_of(county)
        raise NotAllowed(f"满意度评价由{county.name}的{office}负责人组织。", code="role")
    errors = {}
    row = round_told(told, county, errors)
    departments = departments_told(told, county, errors)
    if errors:
        raise Invalid(errors)
    with recording(by=by, source=source, county=county.code):
        begin(row, by=by, source=source)
        rated = []
        for position, department in enumerate(departments, 1):
            rated.append(RatedDepartment(round=row, department=department, position=position))
        bulk_save(rated)
    return row


def round_told(told, county, errors):
    row = SatisfactionRound(county=county)
    row.title = title_told(told, errors)
    row.year = number_told(told, "year", None, 2000, 2099, errors)
    row.least_answers = number_told(told, "least_answers", 5, LEAST, 200, errors)
    row.process_share = number_told(told, "process_share", 60, 0, 100, errors)
    row.dimensions = dimensions_told(told, errors)
    row.opens_on = day_told(told, "opens_on", errors)
    row.closes_on = day_told(told, "closes_on", errors)
    if row.opens_on and row.closes_on and row.closes_on < row.opens_on:
        errors["closes_on"] = "截止日期不能早于开始日期。"
    return row


def title_told(told, errors):
    try:
        title = clean_text(as_text(told.get("title") or ""))
    except Wrong as wrong:
        errors["title"] = str(wrong)
        return ""
    if not title:
        errors["title"] = "请填写名称。"
    elif len(title) > LONGEST_TITLE:
        errors["title"] = f"共{len(title)}字，最多{LONGEST_TITLE}字。"
    return title


def number_told(told, name, default, least, most, errors):
    value = told.get(name)
    if value is None and default is not None:
        return default
    try:
        number = as_integer(value)
    except Wrong as wrong:
        errors[name] = str(wrong)
        return default
    if not least <= number <= most:
        errors[name] = f"应为{least}到{most}的整数。"
    return number


def day_told(told, name, errors):
    try:
        return as_day(told.get(name))
    except Wrong as wrong:
        errors[name] = str(wrong)
        return None


def list_told(told, name, most, errors):
    """The list that is told; [] with its fault named where it is none."""
    rows = told.get(name)
    if not isinstance(rows, list) or not rows:
        errors[name] = "请至少填写一项。"
        return []
    if fault := list_fault(rows, most):
        errors[name] = fault
        return []
    return rows


def dimensions_told(told, errors):
    dimensions, known = [], set()
    for number, one in enumerate(list_told(told, "dimensions", MOST_DIMENSIONS, errors)):
        path = f"dimensions.{number}"
        text = clean_text(one) if isinstance(one, str) else ""
        key = "".join(unicodedata.normalize("NFKC", text).split())
        if not key:
            errors[path] = "请填写评价内容。"
        elif len(text) > LONGEST_DIMENSION:
            errors[path] = f"共{len(text)}字，最多{LONGEST_DIMENSION}字。"
        elif key in known:
            errors[path] = "同一评价内容只列一次。"
        known.add(key)
        dimensions.append(text)
    return dimensions


def departments_told(told, county, errors):
    lookup, departments = DepartmentLookup(county), []
    for number, name in enumerate(list_told(told, "departments", 100, errors)):
        path = f"departments.{number}"
        found = lookup.find(name) if isinstance(name, str) and name.strip() else None
        if found is None:
            errors[path] = f"{county.name}没有这一部门。"
        elif found in departments:
            errors[path] = "同一部门只列一次。"
        departments.append(found)
    return departments
