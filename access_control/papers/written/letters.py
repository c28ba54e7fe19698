"""Letters (函) to the units that are asked, and to the unit that applies."""

from access_control.models import RequestAction, RequestStatus, Run, Stance, Willingness
from access_control.models.opinions import CAPACITY
from access_control.models.request_states import UNDECIDED
from access_control.papers.case import day_of
from access_control.papers.office_paper import OfficePaper
from access_control.papers.registry import Recipient, paper
from access_control.papers.texts import ended, headings, table_of_changes
from access_control.requests.paths import policy_of
from dutylist.history.days import day_words

BOX = "□"
SEVERITIES = {"blocking": "须先处理", "warning": "请注意"}
SILENCE = "不作为同意，在以后的材料中如实列为“未反馈”。"


def boxes(labels):
    return "　".join(f"{BOX}{label}" for label in labels)


def names_of(opinions):
    return [opinion.unit.name for opinion in opinions]


# ---- asking for opinions ----


def why_not_asked(case):
    if case.opinions:
        return ""
    if case.is_of_office or case.is_of_applicant:
        return "这一申请没有征求过意见。"
    return "没有征求贵单位意见的记录。"


@paper("opinion_letter", "征求意见函", why_not=why_not_asked)
def opinion_letter(case):
    """To the units of the latest round, with the texts as they were asked about."""
    opinions = case.last_round
    opened = case.opening_of(opinions[0])
    day = day_of(opened)
    written = OfficePaper(
        f"关于{case.matter}征求意见的函", unit=case.office, day=day, number=case.request.number
    )
    written.to(*names_of(opinions))
    due = day_words(opened.next_due_on)
    written.text(
        f"{case.applicant}提出{case.request.get_channel_display()}申请（{case.named}），"
        f"现征求你单位意见。请结合实际认真研究，于{due}前在清单管理平台反馈；"
        f"也可以将加盖公章的书面意见送我办。逾期没有反馈的，{SILENCE}"
    )
    head = headings()
    written.heading(head("申请情况"))
    written.texts(told_of_request(case))
    written.heading(head("请反馈的内容"))
    written.texts(what_is_wanted(case, opinions))
    written.annexes("拟调整内容对照表", "意见反馈表")
    written.signed()
    changes = case.changes_after(opened)
    written.annex("附件1", "拟调整内容对照表")
    table_of_changes(written, case, changes, is_now=False)
    written.annex("附件2", "意见反馈表")
    written.form(rows_to_fill_in(case, opinions, changes))
    return written


def told_of_request(case):
    """The ground of the request, line by line."""
    if case.circumstance:
        yield f"调整情形：{case.circumstance}。"
    yield ended(f"申请理由：{case.head['reason']}")
    if case.head["necessity"]:
        yield ended(f"须由基层办理的理由：{case.head['necessity']}")
    if case.term:
        yield f"起止日期：{case.term}。"
    if case.support:
        yield "申请单位承诺的支持保障："
    for number, promise in enumerate(case.support, 1):
        yield ended(f"{number}.{promise}")


def what_is_wanted(case, opinions):
    yield (
        f"（一）总的意见：{'、'.join(Stance.labels)}。修改后同意、不同意的，请写明理由和修改建议；"
        "对各条意见不一致的，请逐条写明。"
    )
    if not any(opinion.township_id for opinion in opinions):
        return
    township = case.words["township"]
    yield (
        f"（二）承接能力（由{township}填写）：{'、'.join(CAPACITY.values())}是否具备。请如实填写，"
        "不影响对单位的任何评价。"
    )
    yield f"（三）承接意愿（由{township}填写）：{'、'.join(Willingness.labels)}。"
    counted = "计作同意" if policy_of(case.request).value("no_comment_is_consent") else "不计作同意"
    yield f"{township}反馈“无意见”的，{counted}。"


def rows_to_fill_in(case, opinions, changes):
    """The form on which a unit answers on paper."""
    lines = []
    for change in changes:
        lines.append(f"第{change.number}条 {case.what_is_asked(change)}\n{boxes(Stance.labels)}")
    rows = [
        ("反馈单位\n（盖章）", "\n"),
        ("申请编号", case.request.number),
        ("总的意见", boxes(Stance.labels)),
        ("逐条意见", "\n".join(lines)),
    ]
    if any(opinion.township_id for opinion in opinions):
        capacity = [f"{label}：{boxes(('有', '没有'))}" for label in CAPACITY.values()]
        rows.append(("承接能力", "\n".join(capacity)))
        rows.append(("承接意愿", boxes(Willingness.labels)))
    rows.append(("理由和\n修改建议", "\n\n\n\n"))
    rows.append(("负 责 人\n（签字）", "\n　　　　　　　　　　　　年　　月　　日"))
    rows.append(("联系人\n及电话", "\n"))
    return rows


# ---- reminding ----


def why_not_reminded(case):
    return "" if case.reminded else "这一申请没有催办过。"


@paper("reminder", "催办函", why_not=why_not_reminded)
def reminder(case):
    """To the units that were reminded last."""
    opinions, day = case.reminded, day_of(case.reminder)
    opened = case.opening_of(opinions[0])
    written = OfficePaper(
        f"关于{case.matter}征求意见的催办函",
        unit=case.office,
        day=day,
        number=case.request.number,
    )
    written.to(*names_of(opinions))
    written.text(
        f"我办于{day_words(day_of(opened))}就{case.applicant}提出的"
        f"{case.request.get_channel_display()}申请（{case.named}）征求你单位意见，"
        f"请你单位于{day_words(opened.next_due_on)}前反馈。截至{day_words(day)}，"
        "我办还没有收到你单位的意见。"
    )
    due = day_words(case.reminder.next_due_on)
    written.text(f"请你单位抓紧研究，于{due}前反馈。届时仍没有反馈的，{SILENCE}")
    written.signed()
    return written


# ---- telling what was found ----


def why_not_prompted(case):
    if case.request.status not in UNDECIDED:
        return "申请已经办结，不再制发工作提示函。"
    return "" if case.open_findings else "没有需要提示的问题。"


@paper("prompt_letter", "工作提示函", why_not=why_not_prompted, recipient=Recipient.UNIT)
def prompt_letter(case):
    """What was found and is open, to the unit that applies."""
    written = OfficePaper(
        f"关于{case.matter}有关问题的工作提示函",
        unit=case.office,
        day=day_of(found_by(case)),
        number=case.request.number,
    )
    written.to(case.applicant)
    written.text(
        f"你单位提出的{case.request.get_channel_display()}申请（{case.named}），经对照法律法规、"
        f"有关规定和现行{case.words['list_title']}检查，有{len(case.open_findings)}处需要研究处理，"
        "现提示如下："
    )
    for number, finding in enumerate(blocking_first(case.open_findings), 1):
        written.text(f"{number}.{told_of_finding(finding)}")
    written.text(
        "请你单位逐条研究，修改完善，或者说明理由。标明“须先处理”的，没有处理、也没有书面理由的，"
        "不能提请审定。"
    )
    written.signed()
    return written


def found_by(case):
    """The decision with which the findings that stand were made."""
    is_review = case.open_findings[0].run != Run.SUBMIT
    reviewing = is_review and case.decision_to(RequestStatus.OFFICE_REVIEW)
    return reviewing or case.last(RequestAction.SUBMIT)


def blocking_first(findings):
    return sorted(findings, key=lambda finding: finding.severity != "blocking")


def told_of_finding(finding):
    said = f"（{SEVERITIES.get(finding.severity, '提示')}）{finding.sentence}"
    if finding.place:
        said += f"位置：{finding.place}。"
    if finding.remedy:
        said += f"处理办法：{finding.remedy}"
    if finding.ground:
        said += f"依据：{finding.ground}。"
    return said
