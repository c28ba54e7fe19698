"""Opinions (意见): what a unit that is asked says, in parts, sent once; from paper by the clerk."""

from django.utils import timezone

from access_control.models import ChangeRequest, Opinion, RequestStatus, Stance, Willingness
from access_control.models.opinions import CAPACITY, NEEDS_WILLINGNESS
from access_control.requests.paths import policy_of
from dutylist.history.limits import list_fault
from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.notices.services import AskedOf, tell
from dutylist.organizations.record_readers import key_of_person, key_of_unit
from dutylist.organizations.roles import Role
from dutylist.organizations.words import staffing_office_of
from dutylist.rest.members import require_members
from dutylist.rest.values import Wrong, as_bool, as_text
from dutylist.workflow.attached import attachment_keeper
from dutylist.workflow.calendar import deadline_words
from dutylist.workflow.facts import as_attachment
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible
from dutylist.workflow.turns import open_turn

from .applicants import department_named, township_named
from .telling import people_of_unit

MEMBERS = ("unit", "paper", "stance", "text", "capacity", "willingness", "changes", "send")


def give_opinion(request, told, *, by, source="form"):
    """Saves what a unit says, and sends it where that is asked: -> (the `Opinion`, whether it is
    new to the unit's page).

    `told` has `MEMBERS`. The clerk records another's sealed paper with `unit` and `paper`.
    """
    require_members(told, MEMBERS)
    with recording(by=by, source=source, county=request.county.code):
        request = ChangeRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        opinion = opinion_of(request, told, by)
        if request.status != RequestStatus.CONSULTING:
            raise NotPossible(f"{request.number}{request.status_label}，不在征求意见。")
        if opinion.sent_at:
            raise NotPossible(f"{opinion.unit.name}已经反馈意见。", code="already_given")
        is_first = opinion.by_id is None
        if not opinion.is_written_by(by):
            begin_anew(opinion)
        known = pending_of(request)
        if told.get("send", True):
            write_opinion(opinion, known, told, by)
            send(opinion, told, by)
            open_turn(request, by=by, done_in=[asked_of(opinion)])
        else:
            keep_unsent(opinion, known, told, by=by, source=source)
    return opinion, is_first


def asked_of(opinion):
    """The lead of the unit is asked, whoever writes it down."""
    if opinion.department_id:
        return AskedOf(Role.DEPARTMENT_LEAD, department_id=opinion.department_id)
    return AskedOf(Role.TOWNSHIP_LEAD, region_id=opinion.township_id)


def begin_anew(opinion):
    """What the clerk records from paper begins without what the unit has written and not sent."""
    opinion.stance, opinion.text, opinion.willingness = "", "", ""
    opinion.capacity, opinion.lines = {}, []


def keep_unsent(opinion, known, told, *, by, source):
    """Until it is sent, the record of it too is the unit's, and of who takes it down."""
    audience = [key_of_unit(opinion.unit), key_of_person(by)]
    county = opinion.subject.county.code
    with recording(by=by, source=source, county=county, audience=audience):
        write_opinion(opinion, known, told, by)


def opinion_of(request, told, by):
    """The opinion of this round that this person gives: of his own unit, or recorded from paper."""
    rows = list(
        Opinion.objects.filter(request=request, round=last_round(request))
        .select_for_update(of=("self",))
        .select_related("department", "township")
    )
    if told.get("unit") is not None:
        return opinion_named(request, rows, told, by)
    own = [opinion for opinion in rows if opinion.is_of(by)]
    if not own:
        raise NotAllowed("本轮没有征求您单位的意见。", code="not_invited")
    if len(own) > 1:
        raise Invalid({"unit": "您在多个受征求意见的单位任职，请写明以哪个单位的名义反馈。"})
    return own[0]


def opinion_named(request, rows, told, by):
    unit = unit_named(told["unit"], request, "unit")
    found = next((opinion for opinion in rows if opinion.unit == unit), None)
    if found is None:
        raise NotAllowed(f"本轮没有征求{unit.name}的意见。", code="not_invited")
    is_clerk = by.standing().has(Role.CLERK, county=request.county)
    if not found.is_of(by) and not is_clerk:
        raise NotAllowed(f"您不是{unit.name}的人员。", code="role")
    return found


def unit_named(told, request, path):
    """The township or department of `{"township": code}` or `{"department": name}`."""
    if isinstance(told, dict) and len(told) == 1:
        [(kind, value)] = told.items()
        if kind == "township" and isinstance(value, str):
            return township_named(value, request.county, f"{path}.township")
        if kind == "department" and isinstance(value, str):
            return department_named(value, request.county, f"{path}.department")
    raise Invalid({path: "请写明一个单位：township（12位代码）或者 department（部门名称）。"})


def unit_asked(told, request, path):
    """The same, of those that were asked: a department that is no more under the name it had."""
    if isinstance(told, dict) and set(told) == {"department"}:
        asked = request.opinions.exclude(department=None).select_related("department")
        for opinion in asked.order_by("pk"):
            if opinion.department.name == told["department"]:
                return opinion.department
    return unit_named(told, request, path)


def last_round(request):
    last = request.opinions.order_by("-round").first()
    return last.round if last else 1


def pending_of(request):
    """The numbers of the changes of which something may be said."""
    return list(request.changes.pending().values_list("pk", flat=True))


def write_opinion(opinion, known, told, by):
    """Writes what is told into the opinion, of the changes of these numbers; every fault of it at
    once.
    """
    errors = {}
    for name, read in READERS.items():
        if name not in told:
            continue
        try:
            setattr(opinion, name, read(told[name]))
        except Wrong as wrong:
            errors[name] = str(wrong)
    if "changes" in told:
        opinion.lines = lines_of(told["changes"], known, errors)
    if not isinstance(told.get("send", True), bool):
        errors["send"] = "应为 true 或 false。"
    if errors:
        raise Invalid(errors)
    opinion.by, opinion.by_name = by, by.get_full_name()
    opinion.version += 1
    opinion.save()


def as_stance(value):
    return one_of(value, Stance)


def as_willingness(value):
    return one_of(value, Willingness)


def one_of(value, choices):
    if value in (None, ""):
        return ""
    if value not in choices.values:
        raise Wrong(f"可填：{'、'.join(choices.values)}。")
    return value


def as_capacity(value):
    if not isinstance(value, dict) or set(value) - set(CAPACITY):
        raise Wrong(f"应为一个对象，可填：{'、'.join(CAPACITY)}。")
    return {name: None if answer is None else as_bool(answer) for name, answer in value.items()}


def as_words(value):
    return clean_text(as_text(value or ""))


READERS = {
    "stance": as_stance,
    "text": as_words,
    "capacity": as_capacity,
    "willingness": as_willingness,
}


def lines_of(value, known, errors):
    """What is said of single changes: [{"change", "stance", "text"}]."""
    if not isinstance(value, list):
        errors["changes"] = "应为列表。"
        return []
    if fault := list_fault(value):
        errors["changes"] = fault
        return []
    lines = []
    for number, row in enumerate(value):
        if not isinstance(row, dict) or row.get("change") not in known:
            errors[f"changes.{number}.change"] = "没有这条拟调整内容。"
            continue
        try:
            stance, text = as_stance(row.get("stance")), as_words(row.get("text"))
        except Wrong as wrong:
            errors[f"changes.{number}"] = str(wrong)
            continue
        lines.append({"change": row["change"], "stance": stance, "text": text})
    return lines


def send(opinion, told, by):
    """Sends it, and tells the unit for which it was recorded."""
    seal(opinion, told, by)
    if opinion.on_paper:
        tell_of_record(opinion)


def seal(opinion, told, by):
    """It is given: by the unit's lead, by its staff or the clerk with the sealed paper."""
    require_sendable(opinion)
    subject, paper = opinion.subject, told.get("paper")
    is_lead, is_own = opinion.is_led_by(by), opinion.is_of(by)
    if not is_lead and is_own and not policy_of(subject).value("paper_may_submit"):
        raise NotAllowed("意见由本单位负责人反馈。", code="role")
    if not is_lead and paper is None:
        office = staffing_office_of(subject.county)
        raise Invalid({"paper": f"由经办人或者{office}代录的，须附盖章原件扫描件。"})
    require_paper(subject, paper, by)
    opinion.sent_at = timezone.now()
    opinion.paper = number_of_paper(paper)
    opinion.on_paper = not is_own
    opinion.save()


def number_of_paper(paper):
    return paper if isinstance(paper, int) else getattr(paper, "pk", None)


def require_paper(subject, paper, by):
    """The sealed scan is an attachment of this very subject, and no other unit's."""
    if paper is None:
        return
    try:
        fault = attachment_keeper().fault_of(subject, as_attachment(paper), by)
    except Wrong as wrong:
        fault = str(wrong)
    if fault:
        raise Invalid({"paper": fault})


def tell_of_record(opinion):
    """A unit is told what was recorded for it, and until when it may contest that."""
    request = opinion.request
    until = deadline_words(opinion.contestable_until)
    key = f"opinion-{opinion.pk}-{opinion.version}"
    office = staffing_office_of(request.county)
    title = f"{office}代录了贵单位对{request.number}的意见，有异议的请在{until}前提出"
    for user in people_of_unit(opinion.unit):
        tell(user, key, title, url=request.get_absolute_url())


def says_why(opinion):
    """Whether words stand behind what is not agreed to: of the whole, or of each such change."""
    if opinion.text:
        return True
    against = [line for line in opinion.lines if line["stance"] in NEEDS_WILLINGNESS]
    return bool(against) and all(line["text"] for line in against)


def require_sendable(opinion):
    errors = {}
    if not opinion.stance:
        errors["stance"] = "请选择意见。"
    if opinion.stance in NEEDS_WILLINGNESS and not says_why(opinion):
        errors["text"] = "请写明具体意见。"
    if opinion.stance in NEEDS_WILLINGNESS and opinion.township_id and not opinion.willingness:
        errors["willingness"] = "请选择承接意愿。"
    if errors:
        raise Invalid(errors)
