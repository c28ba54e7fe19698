"""What the office puts together before the county decides: the texts side by side, the opinions,
the legal review.
"""

from copy import copy

from access_control.models import RequestAction as Action
from access_control.models import RequestStatus, ResultOutcome, Stage
from access_control.papers.case import LEGAL, capacity_words, day_of
from access_control.papers.office_paper import OfficePaper
from access_control.papers.registry import paper
from access_control.papers.texts import NOTHING, differences, table_of_changes
from access_control.requests.path_words import ADVISORY
from access_control.requests.paths import rule_of
from dutylist.history.days import day_words
from dutylist.organizations.roles import Role

# ---- the texts side by side ----


def why_not_compared(case):
    return "" if case.changes else "还没有拟调整内容。"


@paper("comparison", "修改前后对照表", why_not=why_not_compared, is_of_drafts=True)
def comparison(case):
    changes = [as_passed(change) for change in case.changes]
    is_decided = case.is_decided and any(change.final is not None for change in changes)
    written = OfficePaper(
        f"{case.matter}修改前后对照表",
        unit=case.office,
        day=case.request.decided_on or case.request.submitted_on,
        number=case.request.number,
        on_its_side=True,
    )
    written.note(f"{case.named}")
    after = "审定文本" if is_decided else "拟调整为"
    table_of_changes(written, case, changes, after=after)
    return written


def as_passed(change):
    """The change with the text that was decided on in the place of the proposed one."""
    change = copy(change)
    change.proposed = change.passed
    return change


# ---- opinions ----


def why_not_collected(case):
    if not case.opinions:
        return "没有可以汇总的意见。"
    if not case.was_concluded:
        return "征求意见还没有结束。"
    return ""


@paper("adoption_table", "意见汇总及采纳情况表", why_not=why_not_collected)
def adoption_table(case):
    """Every opinion that this person reads; a unit that is asked reads its own."""
    written = OfficePaper(
        f"{case.matter}意见汇总及采纳情况表",
        unit=case.office,
        day=day_of(case.last(Action.CONCLUDE)),
        number=case.request.number,
        on_its_side=True,
    )
    if case.reads_every_opinion:
        written.note(case.named)
        written.text(case.count_of_opinions)
    else:
        written.note(f"{case.named}（只列本单位的意见）")
    rows = []
    for number, opinion in enumerate(case.opinions, 1):
        rows.append((number, *row_of_opinion(case, opinion)))
    heads = ("序号", "单位", "意见", "承接能力", "承接意愿", "具体意见", "采纳情况")
    written.table(heads, rows, (3, 5, 4, 6, 4, 11, 10), centred=(0, 1, 2, 4))
    for answer in case.answers:
        written.text(f"申请单位对意见的答复：{answer}")
    return written


def row_of_opinion(case, opinion):
    unit = opinion.unit.name
    if opinion.round > 1:
        unit += f"（第{opinion.round}轮）"
    if opinion.on_paper:
        unit += "（书面，编办代录）"
    if opinion.is_silent:
        said = silence_words(opinion)
        return (
            unit,
            opinion.stance_label,
            NOTHING,
            NOTHING,
            said,
            adopted_words(case, opinion),
        )
    return (
        unit,
        opinion.stance_label,
        capacity_words(opinion) or NOTHING,
        opinion.get_willingness_display() or NOTHING,
        case.said_in(opinion) or NOTHING,
        adopted_words(case, opinion),
    )


def silence_words(opinion):
    said = f"应于{day_words(opinion.due_on)}前反馈"
    if opinion.reminded_on:
        said += f"，{day_words(opinion.reminded_on)}催办"
    return f"{said}，没有反馈，不作为同意"


def adopted_words(case, opinion):
    """How what a unit said was settled; where the rule asks for no settlement, it was read."""
    if settled := case.settled(opinion):
        return "\n".join(settled)
    if opinion not in case.disagreements:
        return NOTHING
    if rule_of(case.request, "consent_rule", ADVISORY) == ADVISORY:
        return "作为参考意见"
    return "已研究，没有单独处理"


# ---- legal review ----


def why_not_reviewed(case):
    if case.results_at(Stage.LEGAL):
        return ""
    if case.request.status == RequestStatus.LEGAL_REVIEW:
        return "正在进行合法性审查，还没有结果。"
    return "这一申请没有进行合法性审查。"


# The office that signs, by the role in which was reviewed.
REVIEWING_OFFICE = {Role.LEGAL: "legal_office", Role.PARTY_OFFICE: "party_office"}


@paper("legal_review", "合法性审查意见书", why_not=why_not_reviewed)
def legal_review(case):
    decision = case.last(*LEGAL)
    results = case.results_at(Stage.LEGAL)
    changes = [change for change in case.changes_after(decision) if change.pk in results]
    written = OfficePaper(
        "合法性审查意见书",
        unit=case.words[REVIEWING_OFFICE[decision.role]],
        day=day_of(decision),
        number=case.request.number,
    )
    written.to(case.office)
    written.text(
        f"你办送审的{case.matter}（{case.named}）收悉。经对照法律、法规、规章和有关规定审查，"
        f"对{len(changes)}条拟调整内容提出如下意见："
    )
    rows = []
    for change in changes:
        rows.append((change.number, case.what_is_asked(change), *reviewed(case, change, results)))
    heads = ("序号", "拟调整内容", "审查结论", "依据条款", "审查意见")
    written.table(heads, rows, (3, 6, 4, 4, 10), centred=(0, 2))
    written.text(f"综上，{counted([results[change.pk] for change in changes])}。")
    written.text(f"审查人：{decision.by_name}")
    written.signed()
    return written


def reviewed(case, change, results):
    result = results[change.pk]
    text = [result.text] if result.text else []
    if result.item:
        for label, _before, after in differences(case, change.proposed, result.item):
            text.append(f"{label}修改为：{after}")
    return (
        result.get_outcome_display(),
        result.article or NOTHING,
        "\n".join(text) or "无修改意见",
    )


def counted(results):
    """How many passed, in words."""
    told = []
    for outcome in (ResultOutcome.PASS, ResultOutcome.PASS_AMENDED, ResultOutcome.FAIL):
        count = sum(result.outcome == outcome for result in results)
        if count:
            told.append(f"{outcome.label}{count}条")
    return "，".join(told)
