"""A round is opened: the draft changes as they stand are sent to the units that they concern."""

from django.db.models import Max
from django.utils import timezone

from access_control.models import RevisionRound, RoundOpinion, RoundStatus
from access_control.requests.paths import policy_of
from access_control.requests.services.opinions import unit_named
from access_control.requests.services.telling import people_of_unit
from dutylist.history.limits import list_fault
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.history.tracking import bulk_save
from dutylist.notices.services import tell
from dutylist.organizations.models import Department
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.members import require_members
from dutylist.rest.values import Wrong, as_text
from dutylist.workflow.calendar import add_working_days, deadline_words
from dutylist.workflow.engine import begin
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible
from dutylist.workflow.turns import open_turn
from items.models import Revision
from items.permissions import may_edit

from .concern import concerns_of, units_of
from .handing_in import ask_no_more

MEMBERS = ("days", "text", "leave_out", "invite")
MOST_DAYS = 90


def open_round(revision, told, *, by, source="form"):
    """Asks each unit that the pending changes concern, once: -> the `RevisionRound`.

    `told` has `MEMBERS`: the working days (the county's rule where left out), what is written to
    the units, [units] that are left out, and [units] that are asked beside those concerned: a unit
    with the numbers of the `changes`, or about all of them that are public.
    """
    require_members(told, MEMBERS)
    require_lists(told)
    reason = text_of(told, {})
    with recording(by=by, reason=reason, source=source, county=revision.county.code):
        revision = Revision.locked_for_changes(revision.change_set)
        require_asking(revision)
        require_clerk(revision, by)
        concerns = concerns_of(revision)
        asked = asked_units(revision, concerns, told)
        row = new_round(revision, concerns, told, by)
        begin(row, by=by, source=source)
        bulk_save([opinion_asked(row, unit, numbers) for unit, numbers in asked.items()])
        open_turn(row, by=by)
        ask_no_more(revision)
        tell_asked(row)
    return row


def require_lists(told):
    """Refuses lists that are none, or too long, before anything is looked up."""
    errors = {}
    for name in ("leave_out", "invite"):
        rows_told(told, name, errors)
    if errors:
        raise Invalid(errors)


def require_clerk(revision, by):
    if not may_edit(by, revision.county):
        office = staffing_office_of(revision.county)
        raise NotAllowed(f"集中修订由{revision.county.name}的{office}经办人征求意见。", code="role")


def require_asking(revision):
    """A round is opened while the revision is open, one at a time."""
    if not revision.takes_changes:
        raise NotPossible(f"{revision}{revision.status_label}，不能再征求意见。")
    open_round = revision.rounds.filter(status=RoundStatus.OPEN).first()
    if open_round:
        raise NotPossible(f"{open_round}尚未结束，不能同时开启下一轮。")
    if not revision.changes.pending().exists():
        raise NotPossible(f"{revision}没有待审定的拟调整内容，没有可以征求意见的。")


# ---- whom ----


def asked_units(revision, concerns, told):
    """{unit: the numbers of the changes it is asked about}; every fault of what is told at once."""
    errors = {}
    days_of(revision, told, errors)
    text_of(told, errors)
    left_out = units_told(told, "leave_out", revision, errors)
    invited = invited_units(told, concerns, revision, errors)
    if errors:
        raise Invalid(errors)
    asked = {}
    for unit in units_of(concerns, revision.county):
        if unit not in left_out:
            asked[unit] = [one.change.pk for one in concerns if one.reaches(unit)]
    for unit, numbers in invited.items():
        asked[unit] = sorted({*asked.get(unit, ()), *numbers})
    if not asked:
        raise Invalid({"invite": "没有可以征求意见的单位。"})
    return asked


def rows_told(told, name, errors):
    rows = told.get(name)
    if rows is None:
        return []
    if not isinstance(rows, list):
        errors[name] = "应为列表。"
        return []
    if fault := list_fault(rows):
        errors[name] = fault
        return []
    return rows


def units_told(told, name, revision, errors):
    units = set()
    for number, row in enumerate(rows_told(told, name, errors)):
        if unit := unit_told(row, revision, f"{name}.{number}", errors):
            units.add(unit)
    return units


def unit_told(row, revision, path, errors):
    try:
        return unit_named(row, revision, path)
    except Invalid as refused:
        errors.update(refused.errors)
    return None


def invited_units(told, concerns, revision, errors):
    """{unit: the numbers of the changes} of those that are asked beside those concerned."""
    invited = {}
    for number, row in enumerate(rows_told(told, "invite", errors)):
        path, row = f"invite.{number}", dict(row) if isinstance(row, dict) else row
        named = row.pop("changes", None) if isinstance(row, dict) else None
        if unit := unit_told(row, revision, path, errors):
            invited[unit] = numbers_for(unit, named, concerns, f"{path}.changes", errors)
    return invited


def numbers_for(unit, named, concerns, path, errors):
    """The changes about which an invited unit is asked. What is not public is read by nobody
    whom it does not concern.
    """
    readable = [one.change.pk for one in concerns if one.is_public or one.reaches(unit)]
    if named is None:
        if not readable:
            errors[path] = f"没有可以征求{unit.name}意见的公开内容。"
        return readable
    if not isinstance(named, list) or not named:
        errors[path] = "请写明征求哪几条的意见（编号）。"
        return []
    known = {one.change.pk for one in concerns}
    for number, pk in enumerate(named):
        if not isinstance(pk, int) or pk not in known:
            errors[f"{path}.{number}"] = "没有这条拟调整内容。"
        elif pk not in readable:
            errors[f"{path}.{number}"] = "不公开的事项只征求它涉及的单位的意见。"
    return named if not errors else []


# ---- what ----


def days_of(revision, told, errors):
    """The working days that the units have."""
    policy = policy_of(revision)
    days, least = told.get("days"), policy.value("consult_least_days")
    if days in (None, ""):
        return max(policy.value("consult_days"), least)
    if not isinstance(days, int) or isinstance(days, bool):
        errors["days"] = "应为整数。"
    elif not least <= days <= MOST_DAYS:
        errors["days"] = f"征求意见的期限应为{least}至{MOST_DAYS}个工作日。"
    return days


def text_of(told, errors):
    try:
        return clean_text(as_text(told.get("text") or ""))
    except Wrong as wrong:
        errors["text"] = str(wrong)
        return ""


def new_round(revision, concerns, told, by):
    last = revision.rounds.aggregate(last=Max("number"))["last"] or 0
    today = timezone.localdate()
    return RevisionRound(
        county=revision.county,
        revision=revision,
        number=last + 1,
        text=text_of(told, {}),
        sent_changes=[sent_change(one.change) for one in concerns],
        asked_on=today,
        due_on=add_working_days(today, days_of(revision, told, {})),
        asked_by=by,
        asked_by_name=by.get_full_name(),
    )


def sent_change(change):
    return {
        "id": change.pk,
        "op": change.op,
        "code": change.item.code if change.item else "",
        "title": change.title,
        "then": change.then,
        "proposed": change.proposed,
        "sources": change.sources,
        "reason": change.reason,
    }


def opinion_asked(row, unit, numbers):
    opinion = RoundOpinion(round=row, asked_on=row.asked_on, due_on=row.due_on, asked_about=numbers)
    if isinstance(unit, Department):
        opinion.department = unit
    else:
        opinion.township = unit
    return opinion


def tell_asked(row):
    """Everybody in the units that are asked is told, once."""
    title = f"请对{row}反馈意见，{deadline_words(row.due_on)}前"
    tell_units(row, list(row.asked), f"round-{row.pk}-asked", title)


def tell_units(row, opinions, key, title):
    for opinion in opinions:
        for user in people_of_unit(opinion.unit):
            tell(user, key, title, url=row.opinion_url)
