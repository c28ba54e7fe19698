"""A scheme is drawn up by its owner, and changed as long as it is with it."""

from assessment.models import Indicator, Scheme
from assessment.schemes.comparing import compared, snapshot
from assessment.schemes.telling import CREATED, MEMBERS, Reader, owner_named
from assessment.schemes.tying import ListInForce
from dutylist.history.recording import recording
from dutylist.history.tracking import bulk_delete, bulk_save
from dutylist.organizations.models import Department
from dutylist.organizations.places_asked import county_told
from dutylist.organizations.roles import DEPARTMENT_ROLES, STAFFING_OFFICE, Role
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.members import require_members
from dutylist.workflow.engine import begin
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible
from dutylist.workflow.rules import require_fresh

from .keeping import keep_findings


def create_scheme(told, *, by, source="form"):
    """A new draft of what is told (the members of `CREATED`): -> the `Scheme`. Every fault is named
    at once, at its own path. Raises Invalid, NotAllowed.
    """
    require_members(told, CREATED)
    county = county_told(told, by)
    department = owner_told(told.get("owner"), county, by)
    members = {name: value for name, value in told.items() if name in MEMBERS}
    values = Reader(county, listed(county)).read(members, is_new=True)
    indicators = values.pop("indicators", [])
    scheme = Scheme(
        county=county,
        department=department,
        drawn_up_by=by,
        drawn_up_by_name=by.get_full_name(),
        **values,
    )
    options = {"county": county.code, "audience": scheme.owner_keys()}
    with recording(by=by, source=source, **options):
        begin(scheme, by=by, source=source)
        write_indicators(scheme, indicators)
        keep_findings(scheme)
    return scheme


def amend_scheme(scheme, told, *, by, expect=None, source="form"):
    """Changes a scheme that is with its owner; `indicators`, when told, is the whole list: -> the
    scheme, with what that made of the text before it.
    """
    require_members(told, MEMBERS)
    options = {"county": scheme.county.code, "audience": scheme.record_audience}
    with recording(by=by, source=source, **options):
        rows = Scheme.objects.select_for_update(of=("self",))
        scheme.refresh_from_db(from_queryset=rows)
        require_fresh(scheme, expect)
        if not scheme.is_with_owner:
            raise NotPossible(f"《{scheme}》{scheme.status_label}，内容不能再改。")
        if not scheme.may_change(by):
            raise NotAllowed(f"方案由{scheme.owner_name}修改，您没有相应的角色。", code="role")
        values = Reader(scheme.county, listed(scheme.county)).read(told, is_new=False)
        before = snapshot(scheme)
        indicators = values.pop("indicators", None)
        for name, value in values.items():
            setattr(scheme, name, value)
        if indicators is not None:
            write_indicators(scheme, indicators)
        keep_findings(scheme)
        scheme.comparison = compared(before, snapshot(scheme))
        scheme.version += 1
        scheme.save()
    return scheme


def listed(county):
    """The codes of the list in force. Raises Invalid where there is none yet."""
    in_force = ListInForce(county)
    if not in_force.is_there:
        raise Invalid({"county": f"{county.name}还没有现行有效的清单，公布以后才能对照清单考核。"})
    return in_force.known


def owners_for(user, county):
    """[department, None for the county itself] of the owners this person stands for."""
    standing = user.standing()
    departments = Department.objects.valid().filter(
        county=county, pk__in=standing.department_ids(*DEPARTMENT_ROLES)
    )
    owners = list(departments.order_by("position", "pk"))
    if standing.has(*STAFFING_OFFICE, county=county):
        owners.append(None)
    return owners


def owner_told(told, county, by):
    """The department that is named (None: the county), or the only one this person stands for; the
    clerk may draw up for any department.
    """
    own = owners_for(by, county)
    if told is None:
        if not own:
            raise NotAllowed(
                f"考核方案由部门或者{staffing_office_of(county)}起草，您没有相应的角色。",
                code="role",
            )
        if len(own) > 1:
            raise Invalid({"owner": "您在多个单位任职，请写明制定单位。"})
        return own[0]
    owner = owner_named(told, county)
    is_clerk = by.standing().has(Role.CLERK, county=county)
    if owner not in own and not (is_clerk and owner is not None):
        raise NotAllowed("您不是制定单位的人员，不能以其名义起草。", code="role")
    return owner


def write_indicators(scheme, rows):
    """Makes these the indicators of the scheme; one that keeps its number keeps its record."""
    standing = {row.number: row for row in scheme.indicators_in_order}
    wanted, saved = {values["number"] for values in rows}, []
    bulk_delete([row for number, row in standing.items() if number not in wanted])
    for values in rows:
        row = standing.get(values["number"]) or Indicator(scheme=scheme)
        for name, value in values.items():
            setattr(row, name, value)
        saved.append(row)
    bulk_save(saved)
