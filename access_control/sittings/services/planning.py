"""A sitting is planned by the clerk: for which body, on which day, with which requests on its
agenda, until its results are recorded.
"""

from access_control.models import AgendaLine, Body, ChangeRequest, RequestStatus, Sitting
from access_control.models.sittings import NAME_LENGTH, SittingStatus
from access_control.requests.path_words import BODIES
from access_control.requests.services.bodies import next_bodies
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.history.tracking import bulk_delete, bulk_save
from dutylist.organizations.places_asked import county_told
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.members import require_members
from dutylist.rest.values import Wrong, as_day, as_text
from dutylist.workflow.engine import begin
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible
from dutylist.workflow.rules import require_fresh
from dutylist.workflow.turns import open_turn
from items.models import Edition, EditionStatus
from items.permissions import may_edit

MOST_REQUESTS = 100
AMENDABLE = ("planned_on", "requests", "edition", "title")
CREATED = ("county", "body", *AMENDABLE)


def create_sitting(told, *, by, source="form"):
    """A sitting that is still to be held, of what is told (the members of `CREATED`): -> the
    `Sitting`. Every fault is named at once. Raises Invalid, NotAllowed.
    """
    require_members(told, CREATED)
    county = county_told(told, by)
    require_clerk(by, county)
    body = told.get("body")
    if body not in Body.values:
        raise Invalid({"body": f"可填：{'、'.join(Body.values)}。"})
    sitting = Sitting(
        county=county,
        body=body,
        drawn_up_by=by,
        drawn_up_by_name=by.get_full_name(),
    )
    with recording(by=by, source=source, county=county.code):
        requests = take(sitting, told)
        sitting.save()
        write_agenda(sitting, requests or [], by=by)
        begin(sitting, by=by, source=source)
    return sitting


def amend_sitting(sitting, told, *, by, expect=None, source="form"):
    """Changes the day, the name and the agenda of a sitting that is still to be held; `requests`,
    when told, is the whole list: -> the sitting.
    """
    require_members(told, AMENDABLE)
    with recording(by=by, source=source, county=sitting.county.code):
        rows = Sitting.objects.select_for_update(of=("self",))
        sitting.refresh_from_db(from_queryset=rows)
        require_fresh(sitting, expect)
        if sitting.status != SittingStatus.OPEN:
            raise NotPossible(f"{sitting}{sitting.status_label}，议题不能再改。")
        require_clerk(by, sitting.county)
        requests = take(sitting, told)
        sitting.version += 1
        sitting.save()
        if requests is not None:
            write_agenda(sitting, requests, by=by)
        open_turn(sitting, by=by)
    return sitting


def require_clerk(by, county):
    if not may_edit(by, county):
        raise NotAllowed(
            f"会议由{county.name}的{staffing_office_of(county)}经办人安排，您没有相应的角色。",
            code="role",
        )


def take(sitting, told):
    """Writes what is told into the sitting: -> the requests of its agenda, None where these are not
    told. Refuses all faults at once.
    """
    errors = {}
    take_name(sitting, told, errors)
    take_day(sitting, told, errors)
    take_edition(sitting, told, errors)
    requests = None
    if "requests" in told:
        requests = requests_told(sitting, told["requests"], errors)
    if errors:
        raise Invalid(errors)
    return requests


def take_name(sitting, told, errors):
    if "title" not in told:
        return
    try:
        name = clean_text(as_text(told["title"]))
    except Wrong as wrong:
        errors["title"] = str(wrong)
        return
    if len(name) > NAME_LENGTH:
        errors["title"] = f"会议名称共{len(name)}字，最多{NAME_LENGTH}字。"
    sitting.name = name


def take_day(sitting, told, errors):
    if "planned_on" not in told:
        return
    day = told["planned_on"]
    if day is None or day == "":
        sitting.planned_on = None
        return
    try:
        sitting.planned_on = as_day(day)
    except Wrong as wrong:
        errors["planned_on"] = str(wrong)


def take_edition(sitting, told, errors):
    if "edition" not in told:
        return
    if told["edition"] is None:
        sitting.edition = None
        return
    edition = None
    if is_key(told["edition"]):
        editions = Edition.objects.select_for_update(of=("self",)).filter(county=sitting.county)
        edition = editions.filter(pk=told["edition"]).first()
    if edition is None:
        errors["edition"] = "没有这一版次。"
    elif edition.status != EditionStatus.AWAITING_SITTING:
        errors["edition"] = f"{edition}{edition.status_label}，不能列入议题。"
    elif other := open_sitting_of(edition, sitting):
        errors["edition"] = f"{edition}已列入{other}的议题。"
    sitting.edition = edition


def open_sitting_of(edition, sitting):
    rows = Sitting.objects.filter(edition=edition, status=SittingStatus.OPEN)
    return rows.exclude(pk=sitting.pk).select_related("county").first()


def is_key(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**63


def requests_told(sitting, keys, errors):
    """The requests of these numbers, locked, as they may stand on this agenda; each fault at its
    place.
    """
    if not isinstance(keys, list):
        errors["requests"] = "应为申请编号（id）的列表。"
        return []
    if len(keys) > MOST_REQUESTS:
        errors["requests"] = f"一次会议最多列{MOST_REQUESTS}件申请。"
        return []
    rows = ChangeRequest.objects.select_for_update(of=("self",)).filter(
        county=sitting.county, pk__in=[key for key in keys if is_key(key)]
    )
    known = {request.pk: request for request in rows.order_by("pk")}
    kept = set()
    if sitting.pk:
        kept.update(sitting.agenda.values_list("request_id", flat=True))
    requests = []
    for number, key in enumerate(keys):
        request = known.get(key) if is_key(key) else None
        fault = fault_of(sitting, request, kept)
        if request in requests:
            fault = "同一件申请只能列一次。"
        if fault:
            errors[f"requests.{number}"] = fault
        requests.append(request)
    return requests


def fault_of(sitting, request, kept):
    """Why a request can not stand on this agenda, or ""; what stands there already may stay."""
    if request is None or request.submitted_on is None:
        return "没有这一编号的申请。"
    if request.pk in kept:
        return ""
    if request.status != RequestStatus.AWAITING_SITTING:
        return f"{request.number}{request.status_label}，不能列入议题。"
    bodies = next_bodies(request)
    if sitting.body not in bodies:
        names = "、".join(BODIES[body] for body in bodies)
        return f"{request.number}现由{names}审定，不能列入{BODIES[sitting.body]}的议题。"
    lines = AgendaLine.objects.open().filter(request=request, body=sitting.body)
    if line := lines.exclude(sitting=sitting.pk).select_related("sitting__county").first():
        return f"{request.number}已列入{line.sitting}的议题。"
    return ""


def write_agenda(sitting, requests, *, by):
    """Makes these the requests of the agenda, in this order; whose turn a request is follows."""
    standing = {line.request_id: line for line in sitting.agenda}
    wanted = {request.pk for request in requests}
    dropped = [line for key, line in standing.items() if key not in wanted]
    lines, added = [], []
    for position, request in enumerate(requests, 1):
        line = standing.get(request.pk)
        if line is None:
            line = AgendaLine(sitting=sitting, request=request, body=sitting.body)
            added.append(request)
        line.position = position
        lines.append(line)
    bulk_delete(dropped)
    bulk_save(lines)
    open_turns([*added, *(line.request for line in dropped)], by=by)


def clear_agenda(sitting, decision, facts):
    """A sitting that is not held leaves its requests to another one."""
    lines = list(sitting.agenda.filter(is_open=True))
    for line in lines:
        line.is_open = False
    bulk_save(lines)
    open_turns([line.request for line in lines], by=decision.by)


def open_turns(requests, *, by):
    """Says anew who owes the next step of those that wait for a sitting; one that was decided or
    taken back meanwhile has its own.
    """
    for request in requests:
        if request.status == RequestStatus.AWAITING_SITTING:
            open_turn(request, by=by)
