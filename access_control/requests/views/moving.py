"""The moves of a request on its page: what each form offers to fill in, row by row."""

from access_control.models import (
    Channel,
    Conclusion,
    RequestAction,
    RequestStatus,
    ResultOutcome,
)
from access_control.models.request_deadlines import wording_due_on
from access_control.models.request_states import JOINABLE
from access_control.requests import moves  # noqa: F401 (names the flow)
from access_control.requests.amended_texts import amendable_texts, box_of, item_with
from access_control.requests.requests_json import standing_findings
from access_control.requests.services.bodies import sent_back, undecided
from access_control.requests.services.checking import may_be_set_aside
from access_control.requests.services.joining import joinable
from access_control.requests.services.reviewing import (
    LEGAL_OUTCOMES,
    OF_ACTION,
    SITTING_OUTCOMES,
)
from access_control.requests.services.settling import WAYS, owed_settlements
from access_control.requests.services.submitting import DECLINE_GROUNDS
from dutylist.organizations.models import Department, Region
from dutylist.workflow.fact_forms import ONE_A_LINE, OfferedRow
from dutylist.workflow.facts import Fact, FactType
from dutylist.workflow.panels import Moves
from items.entry.fields import FIELD, LABELS
from items.entry.types import Day
from items.models import Category, ProposedChange

Op = ProposedChange.Op
REVIEW = "secrecy_review"
TYPE_OF_FACT = {Day: FactType.DAY}  # of a member that is no text
SUPERIORS = [("city", "市级"), ("province", "省级")]
INVITED_ROWS = 2
MOST_OFFERED = 100
# The states in which the open moves ask for rows, so that no other page asks the database.
COMPLETING = (RequestStatus.SUBMITTED, RequestStatus.CONSULTING, RequestStatus.OFFICE_REVIEW)
RESULTS_IN = {
    RequestStatus.LEGAL_REVIEW: LEGAL_OUTCOMES,
    RequestStatus.AWAITING_SITTING: SITTING_OUTCOMES,
}
TELLING_RESULTS = (*OF_ACTION, RequestAction.APPROVE)


class RequestMoves(Moves):
    """The moves of a request on its page. The legal officer fills in one form: which of his three
    moves it is follows from the results of the changes.
    """

    def sent(self, http):
        form = super().sent(http)
        if form.action in TELLING_RESULTS and form.is_valid():
            require_every_result(form, self.offered.get("results", ()))
            if form.action in OF_ACTION and form.is_valid():
                form.action = legal_action(form.facts().get("results", []))
        return form

    def panels(self, decisions, sent=None):
        panels = super().panels(decisions, sent)
        if sent is None and owes_a_word(self.subject, self.user):
            for panel in panels:
                panel.is_open = panel.action == RequestAction.CONFIRM
        legal = [panel for panel in panels if panel.action in OF_ACTION]
        if not legal:
            return panels
        shown = next((panel for panel in legal if sent and panel.form is sent), legal[0])
        shown.label, shown.is_open = "合法性审查", True
        return [panel for panel in panels if panel is shown or panel not in legal]


def owes_a_word(subject, user):
    """Whether this person is to say for the applicant whether it agrees to an amended text."""
    return wording_due_on(subject) is not None and subject.is_of_unit(user)


def require_every_result(form, rows):
    """No change passes because nobody said anything of it."""
    for row in rows:
        name = f"results-{row.name}-outcome"
        if not form.cleaned_data.get(name):
            form.add_error(name, "请选择结果。")


def legal_action(results):
    """The move of the legal officer that these results make."""
    outcomes = {row.get("outcome") for row in results}
    if outcomes == {ResultOutcome.FAIL}:
        return RequestAction.FAIL
    if ResultOutcome.PASS_AMENDED in outcomes:
        return RequestAction.PASS_AMENDED
    return RequestAction.PASS


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
        choices["into"] = requests_to_join(subject, user)
    if subject.status == RequestStatus.CONSULTING:
        offered["settlements"] = [settlement(owed) for owed in owed_settlements(subject)]
    if subject.status == RequestStatus.OFFICE_REVIEW:
        offered["overrides"] = overrides(subject, user)
    if subject.status in RESULTS_IN:
        allowed = RESULTS_IN[subject.status]
        offered["results"] = [
            result(change, allowed) for change in changes_judged(subject, pending)
        ]
    return RequestMoves(subject, user, offered=offered, choices=choices)


def changes_judged(subject, pending):
    """Of which changes a result is told now: those that a sitting sent back, those that a body has
    still to decide on.
    """
    if subject.status == RequestStatus.LEGAL_REVIEW:
        return sent_back(subject) or pending
    return list(undecided(subject))


def completion(subject, change):
    """What the office completes of a new item: its category, its place, that it holds no secret."""
    if change.op != Op.ADD or subject.channel == Channel.SUMMARY:
        return
    proposed = change.proposed
    is_complete = proposed["category"] and proposed[REVIEW]
    if is_complete and subject.status != RequestStatus.SUBMITTED:
        return  # the clerk has said it when the request was taken up
    kind = proposed["kind"]
    names = Category.objects.filter(county=subject.county, kind=kind, retired_on=None)
    categories = [(name, name) for name in names.values_list("name", flat=True)]
    yield OfferedRow(
        {"change": change.pk},
        f"“{change.title}”",
        choices={"category": categories},
        members={REVIEW: facts_of_review()},
        starting={"category": proposed["category"]},
    )


def facts_of_review():
    """What is asked of a secrecy review, each with what is reviewed: 保密审查人."""
    facts = []
    about = LABELS[REVIEW].removesuffix("审查")
    for member in FIELD[REVIEW].type.members:
        fact_type = TYPE_OF_FACT.get(type(member.type), FactType.TEXT)
        facts.append(Fact(member.name, fact_type, f"{about}{member.label}", hint=member.help))
    return tuple(facts)


def invitations(subject):
    """A few empty rows, each for one more unit to ask."""
    townships = Region.objects.valid().townships_of(subject.county)
    departments = Department.objects.valid().filter(county=subject.county).order_by("name")
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


def requests_to_join(subject, user):
    """[(number, title)] of the requests into which this one could go."""
    rows = type(subject).objects.visible_to(user).filter(county=subject.county)
    rows = rows.filter(submitted_on__isnull=False, status__in=JOINABLE).exclude(pk=subject.pk)
    return [(str(row.pk), str(row)) for row in joinable(subject, rows[:MOST_OFFERED])]


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
        fold="修改文本后再征求意见的，写明修改后的全文",
        **amendable(change),
    )


def overrides(subject, user):
    rows = []
    for finding in standing_findings(subject, user):
        if is_to_be_set_aside(finding):
            label = f"{finding.sentence}保留的理由"
            rows.append(OfferedRow({"finding": finding.pk}, label, finding.remedy))
    return rows


def is_to_be_set_aside(finding):
    return finding.severity == "blocking" and finding.is_open and may_be_set_aside(finding.rule)


def result(change, allowed):
    return OfferedRow(
        {"change": change.pk},
        f"“{change.title}”",
        name=str(change.pk),
        choices={"outcome": [(value, ResultOutcome(value).label) for value in allowed]},
        fold="修改后通过的，写明修改后的全文",
        **amendable(change),
    )


def amendable(change):
    """The texts of a change that can be amended on the page, with what they say now."""
    members, starting, paths = [], {}, {}
    for path, label, text in amendable_texts(change):
        box = box_of(path)
        members.append(Fact(box, FactType.TEXT, f"修改后的{label}", is_long=path != "name"))
        starting[f"item-{box}"] = text
        paths[box] = path

    def item_of(typed):
        return item_with(change, {paths[box]: text for box, text in typed.items()})

    if not members:
        return {}
    return {"members": {"item": members}, "starting": starting, "makes": {"item": item_of}}
