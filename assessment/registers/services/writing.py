"""A row of a register is made and amended: what is told is read whole, every fault named at its
path, before anything is written.
"""

from django.utils import timezone

from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.history.tracking import bulk_delete, bulk_save
from dutylist.organizations.places_asked import county_told
from dutylist.organizations.roles import DEPARTMENT_ROLES
from dutylist.rest.members import require_members
from dutylist.rest.values import Wrong
from dutylist.workflow.calendar import add_working_days
from dutylist.workflow.engine import begin
from dutylist.workflow.facts import errors_at
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible
from dutylist.workflow.rules import require_fresh
from dutylist.workflow.turns import open_turn

from ..fields import Place, Townships, departments_of
from ..register import no_faults


def make_row(register, told, *, by, reason="", source="form"):
    """A new row of what is told (the county and the members of the register): -> the row."""
    require_members(told, ("county", *(one.name for one in register.fields)))
    place = Place(county_told(told, by), by)
    require_owner_told(register, told.get("owner"), place)
    values = values_told(register.fields, told, place, is_new=True, rule=register.rule)
    row = register.model(county=place.county, drawn_up_by=by, drawn_up_by_name=by.get_full_name())
    write_values(row, values)
    options = {"county": place.county.code, "audience": row.draft_audience()}
    with recording(by=by, reason=clean_text(reason), source=source, **options):
        if register.days and not row.is_private:
            days = row.clock_days(register.days)
            row.due_on = add_working_days(timezone.localdate(), days)
        row.save()
        write_townships(row, values)
        begin(row, by=by, source=source)
    return row


def amend_row(register, row, told, *, by, reason="", expect=None, source="form"):
    """Changes what is told of a row that may still be changed: -> the row."""
    require_members(told, [one.name for one in register.amended_fields])
    options = {"county": row.county.code, "audience": row.draft_audience()}
    with recording(by=by, reason=clean_text(reason), source=source, **options):
        rows = type(row).objects.select_for_update(of=("self",))
        row.refresh_from_db(from_queryset=rows)
        require_fresh(row, expect)
        if not row.lets_amend:
            raise NotPossible(f"《{row}》{row.status_label}，不能再修改。")
        require_owner(register, row.department, Place(row.county, by))
        place = Place(row.county, by)
        values = values_told(
            register.amended_fields, told, place, is_new=False, rule=register.rule, row=row
        )
        write_values(row, values)
        row.version += 1
        row.save()
        write_townships(row, values)
        open_turn(row, by=by)
    return row


def values_told(fields, told, place, *, is_new, rule=no_faults, row=None):
    """{field: value}; every fault at its path, with those that `rule` finds in the members taken
    together. What an amendment of `row` does not name stays.
    """
    values, errors, unread = {}, {}, {}
    for one in fields:
        if not is_new and one.name not in told:
            continue
        try:
            values[one] = one.value_of(told.get(one.name), place)
        except Wrong as wrong:
            errors[one.name] = str(wrong)
            unread[one.name] = None
        except Invalid as refused:
            errors |= errors_at(one.name, refused.errors)
            unread[one.name] = None
    by_name = {one.name: value for one, value in values.items()} | unread
    errors = rule(by_name, row) | errors
    if errors:
        raise Invalid(errors)
    return values


def require_owner_told(register, told, place):
    """Who may make no such row is told that before anything that is wrong with it; an owner that
    nobody knows is named with the other faults.
    """
    try:
        owner = register.field_named("owner").value_of(told, place)
    except (Wrong, Invalid):
        if not makes_rows(register, place):
            raise NotAllowed(
                f"{register.label}由部门的人员登记，您没有相应的角色。", code="role"
            ) from None
        return
    require_owner(register, owner, place)


def makes_rows(register, place):
    """Whether there is a department for which this person may make a row."""
    if departments_of(place):
        return True
    recorders = register.recorded_by
    return bool(recorders) and place.by.standing().has(*recorders, county=place.county)


def require_owner(register, department, place):
    """A department's people write its rows; some registers the office may keep for it too."""
    standing = place.by.standing()
    if department.pk in standing.department_ids(*DEPARTMENT_ROLES):
        return
    if register.recorded_by and standing.has(*register.recorded_by, county=place.county):
        return
    raise NotAllowed(f"{register.label}由{department.name}的人员登记、修改。", code="role")


def write_values(row, values):
    for one, value in values.items():
        one.write(row, value)


def write_townships(row, values):
    """Makes the townships that were told those on which the row bears."""
    for one, townships in values.items():
        if isinstance(one, Townships):
            bear_on(row, townships)


def bear_on(row, townships):
    bearing = type(row)._meta.get_field("bearing").related_model
    standing = {one.township_id: one for one in row.bearing.all()}
    wanted = {township.pk for township in townships}
    bulk_delete([one for pk, one in standing.items() if pk not in wanted])
    added = []
    for township in townships:
        if township.pk not in standing:
            added.append(bearing(subject=row, township=township))
    bulk_save(added)
    row.__dict__.pop("_prefetched_objects_cache", None)
