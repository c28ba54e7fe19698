"""The application (申请表), printed for the seal of the unit that applies."""

from access_control.papers.office_paper import OfficePaper
from access_control.papers.registry import paper
from access_control.papers.texts import table_of_changes
from access_control.requests.rules import hands_back
from dutylist.history.days import day_words
from items.entry.fields import LABELS

EMPTY = "（未填写）"
SEAL = "\n\n\n主要负责人（签字）：\n\n（盖章）　　　　年　　月　　日"


def never_missing(case):
    return ""


@paper("application", "申请表", why_not=never_missing, is_of_drafts=True)
def application(case):
    case = case.as_drafted()
    request = case.request
    channel = request.get_channel_display()
    title = f"{case.county.name}{channel}申请表"
    written = OfficePaper(
        title, unit=case.applicant, day=request.submitted_on, number=request.number
    )
    written.gap()
    written.form(rows_of_head(case))
    if case.changes:
        table_of_changes(written, case, case.changes)
    else:
        written.text("还没有填写拟调整内容。")
    written.form([("申请单位\n意见", SEAL)])
    return written


def rows_of_head(case):
    request, head = case.request, case.head
    return [
        ("申请单位", case.applicant),
        ("申请编号", request.number),
        ("办理渠道", request.get_channel_display()),
        ("调整情形", case.circumstance or EMPTY),
        ("申请标题", head["title"] or EMPTY),
        ("申请理由", head["reason"] or EMPTY),
        *rows_of_terms(case),
        ("附　　件", names_of_attachments(case) or "—"),
        ("填 表 人", request.drawn_up_by_name),
        ("提交日期", day_words(request.submitted_on) or "尚未提交"),
    ]


def rows_of_terms(case):
    """Why the grass roots have to do it, from when to when, with what support: what is not filled
    in is left out where work is only handed back.
    """
    rows = [
        ("须由基层\n办理的理由", case.head["necessity"], "—"),
        ("起止日期", case.term, "自印发之日起施行"),
        (LABELS["support"], "\n".join(case.support), "—"),
    ]
    if hands_back(case.request, case.changes):
        return [(label, told) for label, told, _empty in rows if told]
    return [(label, told or empty) for label, told, empty in rows]


def names_of_attachments(case):
    lines = []
    for number, one in enumerate(case.attachments, 1):
        lines.append(f"{number}.{one.file_name}（{one.get_kind_display()}）")
    return "\n".join(lines)
