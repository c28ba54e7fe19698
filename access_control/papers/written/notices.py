"""What the office tells the unit that applies: taken up, to be completed, refused."""

from access_control.models import RequestAction as Action
from access_control.models import RequestStatus
from access_control.papers.case import day_of
from access_control.papers.office_paper import OfficePaper
from access_control.papers.registry import Recipient, paper
from access_control.papers.texts import ended
from access_control.requests.services.submitting import DECLINE_GROUNDS
from dutylist.history.days import day_words
from items.entry.words import numeral

# Who said no, where a decision other than the office's own ended it.
SAID_BY = {
    Action.CONCLUDE: "经征求意见，拟调整内容均不再提出。",
    Action.PASS: "经合法性审查，拟调整内容均不予通过。",
    Action.PASS_AMENDED: "经合法性审查，拟调整内容均不予通过。",
    Action.FAIL: "经合法性审查，拟调整内容均不予通过。",
}


def notice_of(case, title, decision):
    """A notice to the unit, begun with what it handed in."""
    written = OfficePaper(title, unit=case.office, day=day_of(decision), number=case.request.number)
    written.to(case.applicant)
    return written


def handed_in(case, decision):
    """What was decided on: the request as it was handed in last before the decision."""
    submitted = [one for one in case.decisions if one.action == Action.SUBMIT]
    before = [one for one in submitted if one.pk < decision.pk]
    day = day_words(day_of(before[-1]))
    channel = case.request.get_channel_display()
    return f"你单位{day}提交的{channel}申请（{case.named}）收悉。"


# ---- acceptance ----


def why_not_accepted(case):
    if case.last(Action.ACCEPT):
        return ""
    if case.request.unit is None:
        return f"{case.words['office']}依职权提出的申请不制发受理通知书。"
    if case.request.status == RequestStatus.SUBMITTED:
        return "申请还没有受理。"
    return "这一申请没有办理受理。"


@paper("acceptance", "受理通知书", why_not=why_not_accepted, recipient=Recipient.UNIT)
def acceptance(case):
    decision = case.last(Action.ACCEPT)
    written = notice_of(case, "受理通知书", decision)
    written.text(f"{handed_in(case, decision)}经审查，申请属于受理范围，材料齐全，现予受理。")
    changes = case.changes_after(decision)
    written.text(f"申请的拟调整内容共{len(changes)}条：")
    for change in changes:
        written.text(f"{change.number}.{case.what_is_asked(change)}。")
    if decision.next_due_on:
        written.text(
            f"现已就上述内容征求有关单位意见，征求意见的期限至{day_words(decision.next_due_on)}。"
            "请你单位及时研究各单位提出的意见，并作出答复。"
        )
    written.signed()
    return written


# ---- to be completed ----


def why_not_returned(case):
    return "" if case.last(Action.RETURN) else "这一申请没有退回补正。"


@paper("correction_notice", "一次性补正告知书", why_not=why_not_returned, recipient=Recipient.UNIT)
def correction_notice(case):
    decision = case.last(Action.RETURN)
    written = notice_of(case, "一次性补正告知书", decision)
    written.text(f"{handed_in(case, decision)}经审查，需要补正。现一次告知如下：")
    missing = decision.facts.get("missing") or []
    for number, text in enumerate(missing, 1):
        written.text(ended(f"{number}.{text}"))
    written.text(ended(f"需要补正的理由：{decision.reason}"))
    if decision.next_due_on:
        written.text(
            f"请于{day_words(decision.next_due_on)}前补正后重新提交；逾期没有提交的，按撤回申请办理。"
        )
    written.signed()
    return written


# ---- refused ----


def why_not_refused(case):
    if case.request.status == RequestStatus.REFUSED:
        return ""
    return "这一申请没有不予受理、不予准入或者不予调整的决定。"


@paper("refusal", "不予受理（准入、调整）通知书", why_not=why_not_refused, recipient=Recipient.UNIT)
def refusal(case):
    decision = case.decision_to(RequestStatus.REFUSED)
    label = case.request.refusal_label
    written = notice_of(case, f"{label}通知书", decision)
    written.text(f"{handed_in(case, decision)}{ground_of(case, decision)}现决定{label}。")
    if decision.reason:
        written.text(ended(f"理由：{decision.reason}"))
    told = told_of_changes(case, decision)
    if told:
        written.text("各条的情况如下：")
        written.texts(told)
    written.text("情况发生变化，或者补充了依据、保障的，可以重新提出申请。")
    written.signed()
    return written


def ground_of(case, decision):
    if decision.action == Action.DECLINE:
        ground = DECLINE_GROUNDS.get(decision.facts.get("ground"), "")
        return f"经审查，申请{ground}。" if ground else "经审查，"
    if decision.action in (Action.REJECT, Action.APPROVE):
        day = day_words(case.request.decided_on)
        return f"经{day}{case.request.meeting_name}审定，拟调整内容未获通过。"
    return SAID_BY.get(decision.action, "经审核，")


def told_of_changes(case, decision):
    """What became of each change, where a reason of its own was given."""
    told = []
    for number, change in case.numbered():
        reason = change.outcome_reason
        if reason and reason != decision.reason:
            told.append(f"{numeral(number)}、{case.what_is_asked(change)}：{ended(reason)}")
    return told
