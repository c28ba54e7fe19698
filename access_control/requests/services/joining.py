"""A request is joined into another one (并案): what the other takes, and who is asked of it."""

from django.utils import timezone

from access_control.models import ChangeRequest, Channel, RequestStatus, Run
from access_control.models.request_states import JOINABLE
from access_control.models.rounds import last_of_each_unit
from access_control.requests.paths import policy_of
from dutylist.history.tracking import bulk_save
from dutylist.notices.services import tell
from dutylist.workflow.calendar import add_working_days
from dutylist.workflow.facts import key_told
from dutylist.workflow.refusals import Invalid
from dutylist.workflow.turns import open_turn
from items.models import ProposedChange

from .checking import keep_findings
from .consulting import asked_now, units_concerned
from .opinions import last_round
from .telling import people_of, people_of_unit, tell_applicant

Outcome = ProposedChange.Outcome
OF_THE_OFFICE = ("position", "secrecy_review")
# Before anybody is asked, and while they are: what is taken over later would be asked of nobody.
TAKING_OVER = (RequestStatus.SUBMITTED, RequestStatus.CONSULTING)
# What is told to a unit whose request was joined into one that comes to this.
ENDS = (
    RequestStatus.APPROVED,
    RequestStatus.REFUSED,
    RequestStatus.WITHDRAWN,
    RequestStatus.IN_FORCE,
)


def joined_into(facts):
    return key_told(facts, "into")


def check_join(request, facts):
    request_to_join(request, facts)


def request_to_join(request, facts):
    """The other request of the county that this one is joined into; refuses one that is decided,
    and one that can no longer take over what it does not have.
    """
    rows = ChangeRequest.objects.filter(county=request.county, pk=facts["into"])
    into = rows.exclude(pk=request.pk).select_for_update(of=("self",)).first()
    if into is None or into.submitted_on is None:
        raise Invalid({"into": "没有这一编号的申请。"})
    if into.status not in JOINABLE:
        raise Invalid({"into": f"{into.number}{into.status_label}，不能并入。"})
    new = changes_taken_over(list(request.changes.pending()), list(into.changes.pending()))
    if fault := fault_of_taking_over(request, into, new):
        raise Invalid({"into": fault})
    return into


def fault_of_taking_over(request, into, new):
    """Why the other request can not take these changes over, in a sentence; "" where it can. They
    are asked of the same units and reviewed by the same rules as if they had gone on by themselves.
    """
    if not new:
        return ""
    names = "、".join(f"“{change.title}”" for change in new)
    if into.channel != request.channel:
        channel = Channel(into.channel).label
        return f"{into.number}属于{channel}，办理程序与本申请不同，不能并入其中没有的{names}；请分别办理。"
    if into.status not in TAKING_OVER:
        return (
            f"{into.number}{into.status_label}，征求意见已经结束，不能并入其中没有的{names}；"
            "请分别办理，可以列入同一次会议。"
        )
    return ""


def joinable(request, rows):
    """Of these other requests, with their changes prefetched, those that this one may be joined
    into.
    """
    own = list(request.changes.pending().select_related("item"))
    pending = {}
    sets = [row.change_set_id for row in rows]
    changes = ProposedChange.objects.pending().filter(change_set__in=sets).select_related("item")
    for change in changes:
        pending.setdefault(change.change_set_id, []).append(change)
    found = []
    for row in rows:
        new = changes_taken_over(own, pending.get(row.change_set_id, []))
        if not fault_of_taking_over(request, row, new):
            found.append(row)
    return found


def changes_taken_over(changes, there):
    """Of the changes of a request those that the other one does not have: on items that it leaves
    alone, and new items of another text.
    """
    codes, contents = set(), []
    for change in there:
        codes.update(change.starting_codes)
        if change.op == ProposedChange.Op.ADD:
            contents.append(text_of(change))
    new = []
    for change in changes:
        is_there = not codes.isdisjoint(change.starting_codes)
        if change.op == ProposedChange.Op.ADD:
            is_there = text_of(change) in contents
        if not is_there:
            new.append(change)
    return new


def text_of(change):
    """What a new item says, without what the office completes."""
    return {name: said for name, said in change.proposed.items() if name not in OF_THE_OFFICE}


def apply_join(request, facts):
    request.joined_with_id = facts["into"]


def after_join(request, decision, facts):
    """The other request takes what it does not have yet, and whoever that reaches is asked of it;
    both units are told.
    """
    into = request_to_join(request, facts)
    changes = list(request.changes.pending().select_related("item"))
    new = changes_taken_over(changes, list(into.changes.pending().select_related("item")))
    copies = [copied(change, into) for change in new]
    for change in changes:
        sentence = f"并入{into.number}办理。"
        if change not in new:
            sentence = f"并入{into.number}办理，该申请中已有涉及同一事项的内容。"
        change.end(Outcome.WITHDRAWN, sentence)
    bulk_save(changes)
    bulk_save(copies)
    take_over(into, copies, by=decision.by)
    title = f"{request.number}已并入{into.number}办理"
    tell_applicant(request, f"joined-{request.pk}", title)
    tell_applicant(into, f"joined-{request.pk}", title)


def copied(change, into):
    return ProposedChange(
        change_set=into.change_set,
        op=change.op,
        item=change.item,
        then=change.then,
        proposed=change.proposed,
        sources=change.sources,
        reason=change.reason,
    )


def take_over(into, copies, *, by):
    """Puts these changes behind those of the request, and asks about them where it is asking."""
    into.order = [*into.order, *(copy.pk for copy in copies)]
    into.version += 1
    if copies and into.status == RequestStatus.CONSULTING:
        least = policy_of(into).value("consult_least_days")
        into.due_on = max(into.due_on, add_working_days(timezone.localdate(), least))
        ask_about(into, copies)
    into.save()
    if not copies:
        return
    keep_findings(into, Run.SUBMIT)
    if into.status == RequestStatus.CONSULTING:
        open_turn(into, by=by)


def ask_about(into, copies):
    """Every unit that these changes reach owes its word until the request is due: who has spoken
    spoke of less, so that it is asked again in the present round.
    """
    present = last_round(into)
    last = {opinion.unit: opinion for opinion in last_opinions(into)}
    changed = []
    for unit in units_concerned(into, copies):
        opinion = last.get(unit)
        if unit == into.unit:
            continue
        if opinion is None or opinion.round < present:
            changed.append(asked_now(into, unit, round=present))
        elif opinion.sent_at:
            opinion.reopen(into.due_on)
            changed.append(opinion)
            tell_asked_again(into, unit, copies)
    bulk_save(changed)


def tell_asked_again(into, unit, copies):
    """What a unit has said stands in its form; it is told why it is asked to send it again."""
    names = "、".join(f"“{copy.title}”" for copy in copies)
    title = f"{into.number}并入了{names}，请核对已反馈的意见后重新反馈"
    for user in people_of_unit(unit):
        tell(user, f"asked-again-{copies[0].pk}", title, url=into.get_absolute_url())


def last_opinions(request):
    rows = request.opinions.select_related("department", "township")
    return last_of_each_unit(rows.order_by("round", "pk"))


def tell_joined(request, decision, facts):
    """The units whose requests were joined into this one are told what it comes to."""
    if decision.target_status not in ENDS or decision.target_status == decision.source_status:
        return
    for joined in request.joined.select_related("county", "department", "township"):
        title = f"{joined.number}并入的{request.number}：{request.status_label}"
        key = f"joined-{joined.pk}-{decision.pk}"
        for user in people_of(joined):
            tell(user, key, title, url=joined.get_absolute_url())
