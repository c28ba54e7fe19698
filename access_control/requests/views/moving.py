"""The moves of a request on its page: what each form offers to fill in, row by row."""

from access_control.models import Channel, Conclusion, RequestStatus, ResultOutcome
from access_control.models.request_states import JOINABLE
from access_control.requests import moves  # noqa: F401 (names the flow)
from access_control.requests.amended_texts import amendable_texts, box_of, item_with
from access_control.requests.requests_json import standing_findings
from access_control.requests.services.checking import may_be_set_aside
from access_control.requests.services.reviewing import LEGAL_OUTCOMES, SITTING_OUTCOMES
from access_control.requests.services.settling import WAYS, owed_settlements
from access_control.requests.services.submitting import DECLINE_GROUNDS
from dutylist.organizations.models import Department, Region
from dutylist.workflow.fact_forms import ONE_A_LINE, OfferedRow
from dutylist.workflow.facts import Fact, FactType
from dutylist.workflow.panels import Moves
from items.models import Category, ProposedChange

Op = ProposedChange.Op
SECRECY = (
    Fact("reviewer", FactType.TEXT, "保密审查人"),
    Fact("on", FactType.DAY, "保密审查日期"),
    Fact("result", FactType.TEXT, "保密审查结论", hint="例如：不涉密，可以公开。"),
)
SUPERIORS = [("city", "市级"), ("province", "省级")]
INVITED_ROWS = 2
# The states in which the open moves ask for rows, so that no other page asks the database.
COMPLETING = (RequestStatus.SUBMITTED, RequestStatus.CONSULTING, RequestStatus.OFFICE_REVIEW)
RESULTS_IN = {
    RequestStatus.LEGAL_REVIEW: LEGAL_OUTCOMES,
    RequestStatus.AWAITING_SITTING: SITTING_OUTCOMES,
}


def moves_of(subject, user):
    """The moves of a request for one person."""
    pending = list(subject.changes.pending().select_related("item"))
    offered = {"missing": ONE_A_LINE}
    choices = {"ground": list(DECLINE_GROUNDS.items()), "to": SUPERIORS}
    choices["conclusion"] = Conclusion.choices
    if subject.status in COMPLETING:
        offered["complete"] = [row for change in pending for row in completion(subject, change)]
    if subject.status == RequestStatus.SUBMITTED:
        offered["invite"] = invitations(subject)
        choices["into"] = joinable(subject, user)
    if subject.status == RequestStatus.CONSULTING:
        offered["settlements"] = [settlement(owed) for owed in owed_settlements(subject)]
    if subject.status == RequestStatus.OFFICE_REVIEW:
        offered["overrides"] = overrides(subject, user)
    if subject.status in RESULTS_IN:
        allowed = RESULTS_IN[subject.status]
        offered["results"] = [result(change, allowed) for change in pending]
    return Moves(subject, user, offered=offered, choices=choices)


def completion(subject, change):
    """What the office completes of a new item: its category, its place, that it holds no secret."""
    if change.op != Op.ADD or subject.channel == Channel.SUMMARY:
        return
    kind = change.proposed["kind"]
    names = Category.objects.filter(county=subject.county, kind=kind, retired_on=None)
    categories = [(name, name) for name in names.values_list("name", flat=True)]
    yield OfferedRow(
        {"change": change.pk},
        f"“{change.title}”",
        choices={"category": categories},
        members={"secrecy_review": SECRECY},
    )


def invitations(subject):
    """A few empty rows, each for one more unit to ask."""
    townships = Region.objects.valid().townships_of(subject.county)
    departments = Department.objects.filter(county=subject.county).order_by("name")
    names = list(departments.values_list("name", flat=True))
    choices = {
        "township": list(townships.values_list("code", "name")),
        "department": [(name, name) for name in names],
    }
    rows = []
    for number in range(1, INVITED_ROWS + 1):
        label = f"另外征求的第{number}个单位（选一种）"
        rows.append(OfferedRow({}, label, name=str(number), choices=choices))
    return rows


def joinable(subject, user):
    """[(number, title)] of the requests into which this one could go."""
    rows = (
        type(subject)
        .objects.visible_to(user)
        .filter(
            county=subject.county,
            submitted_on__isnull=False,
            status__in=JOINABLE,
        )
    )
    return [(str(row.pk), str(row)) for row in rows.exclude(pk=subject.pk)[:100]]


def settlement(owed):
    change, opinion = owed
    if opinion.department_id:
        unit = {"department": opinion.department.name}
    else:
        unit = {"township": opinion.township.code}
    return OfferedRow(
        {"change": change.pk, "unit": unit},
        f"{opinion.unit.name}对“{change.title}”{opinion.stance_label}",
        name=f"{change.pk}-{opinion.pk}",
        choices={"way": list(WAYS.items())},
        members={"item": amended_members(change)},
        makes={"item": amended_item(change)},
    )


def overrides(subject, user):
    rows = []
    for finding in standing_findings(subject, user):
        if is_to_be_set_aside(finding):
            label = f"保留“{finding.sentence}”的理由"
            rows.append(OfferedRow({"finding": finding.pk}, label, finding.remedy))
    return rows


def is_to_be_set_aside(finding):
    return finding.severity == "blocking" and finding.is_open and may_be_set_aside(finding.rule)


def result(change, allowed):
    return OfferedRow(
        {"change": change.pk},
        f"“{change.title}”",
        choices={"outcome": [(value, ResultOutcome(value).label) for value in allowed]},
        members={"item": amended_members(change)},
        makes={"item": amended_item(change)},
    )


def amended_members(change):
    """A box for each text of the change that may be settled on in other words."""
    members = []
    for path, label, _text in amendable_texts(change):
        hint = "不改的不填。" if path == "name" else "填写修改后的全文；不改的不填。"
        name = box_of(path)
        members.append(
            Fact(name, FactType.TEXT, f"修改后的{label}", hint=hint, is_long=path != "name")
        )
    return members


def amended_item(change):
    """-> what makes the item of the boxes that were filled in."""
    paths = {box_of(path): path for path, _label, _text in amendable_texts(change)}

    def item_of(typed):
        return item_with(change, {paths[box]: text for box, text in typed.items()})

    return item_of
