"""What a meeting is given and what it leaves: agenda, report, minutes, decision. The agenda and the
minutes take several requests, as a sitting has them.
"""

from typing import NamedTuple

from access_control.models import RequestAction as Action
from access_control.models import Stage
from access_control.models.request_states import Channel
from access_control.papers.case import Outcome, day_of, within_quotes
from access_control.papers.office_paper import OfficePaper
from access_control.papers.registry import Recipient, paper
from access_control.papers.texts import (
    differences,
    ended,
    headings,
    in_brackets,
    result_words,
    table_of_changes,
)
from dutylist.history.days import day_words

NOT_YET = "还没有审核同意、提请审定。"


class Meeting(NamedTuple):
    """The meeting a paper is of: what is not known yet is left open on it."""

    name: str
    held_on: object = None
    minutes_number: str = ""


def no_sitting(case):
    return f"简易调整由{case.words['office']}审核后办理，不提请会议审定。"


def meeting_of(case):
    """The meeting that decided on a request, or those that are to decide on it."""
    request = case.request
    if request.meeting:
        return Meeting(request.meeting_name, request.decided_on, request.minutes_number)
    return Meeting("、".join(case.bodies))


# ---- before the meeting ----


def why_not_on_an_agenda(case):
    if case.request.channel == Channel.SUMMARY:
        return no_sitting(case)
    return "" if case.last(Action.ENDORSE) else NOT_YET


@paper("agenda_sheet", "议题表", why_not=why_not_on_an_agenda, recipient=Recipient.OFFICE)
def agenda_sheet(case):
    day = day_of(case.last(Action.ENDORSE))
    return agenda_of(meeting_of(case), [case], day=day, number=case.request.number)


def agenda_of(meeting, cases, *, day, number=""):
    """The agenda of a meeting with these requests, a row for each change."""
    first = cases[0]
    written = OfficePaper(
        "提请审定议题表", unit=first.office, day=day, number=number, on_its_side=True
    )
    held_on = day_words(meeting.held_on) or "　　年　　月　　日"
    written.note(f"会议：{meeting.name}　　时间：{held_on}")
    rows = []
    for case in cases:
        for change in brought(case):
            rows.append((len(rows) + 1, *row_of_agenda(case, change)))
    heads = (
        "序号",
        "议题",
        "提请单位",
        "拟调整内容",
        "征求意见",
        "合法性审查",
        "编办审核",
        "会议意见",
    )
    written.table(heads, rows, (3, 6, 4, 7, 7, 6, 6, 4), centred=(0, 2))
    return written


def brought(case):
    """The changes that are brought before the meeting: those that no stage has dropped."""
    gone = (Outcome.DROPPED, Outcome.WITHDRAWN)
    return [change for change in case.changes if change.outcome not in gone]


def row_of_agenda(case, change):
    legal = case.results_at(Stage.LEGAL).get(change.pk)
    return (
        f"{case.request.number}\n{case.head['title']}",
        case.applicant,
        case.what_is_asked(change),
        opinions_in_short(case),
        result_words(legal) if legal else "未进行合法性审查",
        reviewed_by_office(case, change),
        "",
    )


def opinions_in_short(case):
    if not case.opinions:
        return "未征求意见"
    return "\n".join([case.count_of_opinions, *told_of_disagreements(case)])


def told_of_disagreements(case):
    """A line for each unit that did not consent."""
    told = []
    for opinion in case.disagreements:
        said = opinion.stance_label
        willingness = opinion.get_willingness_display()
        if willingness and not opinion.is_silent:
            said += f"、{willingness}"
        text = "" if opinion.is_silent else case.said_in(opinion).replace("\n", "；")
        line = f"{opinion.unit.name}{said}{in_brackets(text)}"
        if settled := case.settled(opinion):
            line += f"，{'；'.join(settled)}"
        told.append(f"{line}。")
    return told


def reviewed_by_office(case, change):
    """What the office let pass although something was found, with its reason."""
    kept = []
    for finding in case.overridden:
        if finding.change_id in (None, change.pk):
            kept.append(f"{finding.sentence}保留理由：{ended(finding.override_reason)}")
    return "\n".join(kept) or "审核同意"


@paper("report", "汇报稿", why_not=why_not_on_an_agenda, recipient=Recipient.OFFICE)
def report(case):
    """What the office tells the meeting of one request."""
    endorsed = case.last(Action.ENDORSE)
    written = OfficePaper(
        f"关于{case.matter}的汇报",
        unit=case.office,
        day=day_of(endorsed),
        number=case.request.number,
    )
    written.note(f"（提请{meeting_of(case).name}审定）")
    written.gap()
    head = headings()
    written.heading(head("申请情况"))
    written.texts(told_of_application(case))
    written.heading(head("拟调整内容"))
    for number, change in case.numbered():
        written.text(f"{number}.{case.what_is_asked(change)}。{left_out(change)}")
    written.heading(head("征求意见情况"))
    written.texts(told_of_opinions(case))
    written.heading(head("合法性审查情况"))
    written.texts(told_of_legal_review(case))
    written.heading(head("审核情况"))
    written.texts(told_of_review(case))
    written.heading(head("提请审定的事项"))
    written.text(f"请审定上述{len(brought(case))}条拟调整内容（文本见附件）。")
    written.annexes("拟调整内容对照表")
    written.signed()
    written.annex("附件", "拟调整内容对照表")
    table_of_changes(written, case, brought(case))
    return written


def told_of_application(case):
    day = day_words(case.request.submitted_on)
    channel = case.request.get_channel_display()
    yield f"{day}，{case.applicant}提出{channel}申请（{case.named}）。"
    if case.circumstance:
        yield f"调整情形为{case.circumstance}。"
    yield ended(f"申请理由：{case.head['reason']}")
    if case.head["necessity"]:
        yield ended(f"须由基层办理的理由：{case.head['necessity']}")
    if case.support:
        yield f"申请单位承诺的支持保障：{'；'.join(case.support)}。"


def left_out(change):
    if change.outcome != Outcome.DROPPED:
        return ""
    return f"（未通过，不提请审定：{change.outcome_reason}）"


def told_of_opinions(case):
    if not case.opinions:
        yield "按照本地规定的办理环节，没有征求意见。"
        return
    yield case.count_of_opinions
    if not case.disagreements:
        return
    yield "需要说明的意见："
    for number, line in enumerate(told_of_disagreements(case), 1):
        yield f"{number}.{line}"
    for answer in case.answers:
        yield ended(f"申请单位答复：{answer}")


def told_of_legal_review(case):
    results = case.results_at(Stage.LEGAL)
    if not results:
        yield "按照本地规定的办理环节，没有进行合法性审查。"
    for number, change in case.numbered():
        if result := results.get(change.pk):
            yield f"第{number}条{result_words(result)}"
    if answer := case.last(Action.CONFIRM, Action.DISPUTE):
        disputed = f"不同意修改的文本{in_brackets(answer.reason)}"
        said = "同意修改的文本" if answer.action == Action.CONFIRM else disputed
        yield f"{case.applicant}{said}。"


def told_of_review(case):
    endorsed = case.last(Action.ENDORSE)
    yield f"我办于{day_words(day_of(endorsed))}审核同意，提请审定。"
    if case.overridden:
        yield "下列提示经研究予以保留："
    for number, finding in enumerate(case.overridden, 1):
        yield f"{number}.{finding.sentence}理由：{ended(finding.override_reason)}"


# ---- after the meeting ----


def why_not_held(case):
    if case.request.channel == Channel.SUMMARY:
        return no_sitting(case)
    if case.was_before_a_sitting:
        return ""
    return "会议还没有审定。"


@paper("minutes", "会商纪要", why_not=why_not_held, recipient=Recipient.OFFICE)
def minutes(case):
    return minutes_of(meeting_of(case), [case], number=case.request.number)


def minutes_of(meeting, cases, *, number=""):
    """The minutes of a meeting on these requests: only what is recorded of it; who was there is
    left open.
    """
    written = OfficePaper(
        "会商纪要",
        unit=cases[0].office,
        day=meeting.held_on,
        number=meeting.minutes_number or number,
    )
    if meeting.minutes_number:
        written.note(meeting.minutes_number)
    written.gap()
    written.text(f"会议：{meeting.name}")
    written.text(f"时间：{day_words(meeting.held_on)}")
    written.text("主持：　　　　　　　　　　")
    written.text("参加：　　　　　　　　　　")
    head = headings()
    for case in cases:
        written.heading(head(f"{case.matter}（{case.request.number}）"))
        written.text(f"会议审议了{case.applicant}提出的“{within_quotes(case.head['title'])}”。")
        if case.opinions:
            written.text(f"征求意见情况：{case.count_of_opinions}")
            written.texts(told_of_disagreements(case))
        written.text("会议意见：")
        written.texts(what_was_said(case))
    written.signed()
    return written


def what_was_said(case):
    """What the meeting said of each change."""
    said = case.results_at(Stage.SITTING)
    rejected = case.last(Action.REJECT)
    count = 0
    for change in case.changes:
        result = said.get(change.pk)
        if result:
            count += 1
            yield f"{count}.{case.what_is_asked(change)}：{result_words(result)}"
        elif rejected and change.outcome == Outcome.REJECTED:
            count += 1
            yield f"{count}.{case.what_is_asked(change)}：不予通过。{ended(rejected.reason)}"


# ---- the decision ----


def is_decided_by_office(case):
    return case.request.channel == Channel.SUMMARY and case.last(Action.ENDORSE) is not None


def why_not_decided(case):
    if case.is_decided or is_decided_by_office(case):
        return ""
    if case.was_before_a_sitting and case.bodies_owed:
        return f"{case.who_decides_still()}还没有审定。"
    return "还没有审定。"


@paper("decision", "审定决定", why_not=why_not_decided)
def decision(case):
    request = case.request
    written = OfficePaper(
        f"关于{case.matter}的审定决定",
        unit=case.office,
        day=request.decided_on,
        number=request.document_number or request.minutes_number or request.number,
    )
    if request.document_number:
        written.note(request.document_number)
    written.to(case.applicant)
    written.text(decided_by(case))
    written.texts(told_of_decision(case))
    if case.entered:
        written.text(how_published(case))
    if with_final := [change for change in case.changes if change.final is not None]:
        written.annexes("会议修改的文本")
        written.signed()
        written.annex("附件", "会议修改的文本")
        for change in with_final:
            written.heading(case.what_is_asked(change))
            rows = differences(case, change.proposed, change.final)
            written.table(("内容", "提请审定的文本", "审定文本"), rows, (3, 8, 8), centred=(0,))
    else:
        written.signed()
    return written


def how_published(case):
    if case.request.issued_number:
        return f"审定通过的内容已经随清单公布（{case.request.issued_number}）。"
    if case.are_published:
        return "审定通过的内容已经随清单公布。"
    return "审定通过的内容已经写入清单，随下一版次或者增补页公布。"


def decided_by(case):
    request = case.request
    channel = request.get_channel_display()
    numbers = in_brackets(request.minutes_number)
    if is_decided_by_office(case):
        return f"你单位提出的{channel}申请（{case.named}），按照简易调整程序审核，决定如下："
    return (
        f"你单位提出的{channel}申请（{case.named}），经{day_words(request.decided_on)}"
        f"{request.meeting_name}{numbers}审定，决定如下："
    )


def told_of_decision(case):
    if not is_decided_by_office(case):
        yield from what_was_said(case)
        return
    for number, change in case.numbered():
        word = "通过" if change.outcome == Outcome.APPLIED else change.get_outcome_display()
        yield f"{number}.{case.what_is_asked(change)}：{word}。"
