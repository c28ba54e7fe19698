"""The papers of a round: the letter (征求意见函) with what is asked, and the table of the
opinions with what became of them (意见汇总及采纳情况表). Each reader is told what he
reads of the round, no more.
"""

from collections.abc import Callable
from dataclasses import dataclass

from access_control.models import Answer, RoundOpinion, RoundStatus, Stance
from access_control.models.opinions import CAPACITY
from access_control.rounds.page_papers import offers_papers
from dutylist.history.days import day_words
from dutylist.history.refusals import NotFound, NotPossible
from dutylist.organizations.words import words_for
from dutylist.rest.downloads import attachment
from items.printed.files import TYPES, plain_name
from items.register.comparison import compare

from .office_paper import OfficePaper
from .texts import LEFT_OUT, NOTHING, ONE_SIDED, both_sides, ended, one_side

STANCES, ANSWERS = dict(Stance.choices), dict(Answer.choices)
HAS = {True: "有", False: "没有"}


@dataclass(frozen=True)
class PaperOfRound:
    """A kind of paper: `why_not(case)` is the sentence why it can not be written now, or ""."""

    name: str
    label: str
    write: Callable
    why_not: Callable


class RoundCase:
    """A round for one reader: the changes and the opinions of it that he reads."""

    def __init__(self, row, user):
        self.row, self.user, self.county = row, user, row.county
        self.words = words_for(self.county)
        self.in_office = row.reads_all(user)
        self.changes = row.changes_sent(row.numbers_known_to(user))
        opinions = RoundOpinion.objects.visible_to(user).filter(round=row)
        self.opinions = list(opinions.select_related("department", "township").order_by("pk"))
        for opinion in self.opinions:
            opinion.round = row

    def lines_of(self, opinion):
        """The changes of an opinion that this person reads."""
        known = {change.pk for change in self.changes}
        return [change for change in opinion.changes if change.pk in known]

    def knows_whole(self, opinion):
        return len(self.lines_of(opinion)) == len(opinion.asked_about)


# ---- the letter ----


def letter(case):
    row = case.row
    title = f"关于{row.revision.title}征求意见的函"
    written = OfficePaper(title, unit=case.words["office_full"], day=row.asked_on)
    written.note(f"第{row.number}轮")
    written.to(*(opinion.unit.name for opinion in case.opinions))
    written.text(
        f"我办拟对{case.words['list_title']}集中修订，现就涉及你单位的内容征求意见。"
        f"请结合实际研究，于{day_words(row.due_on)}前在清单管理平台逐条反馈；"
        "也可以将加盖公章的书面意见送我办。逾期没有反馈的，不作为同意。"
    )
    if row.text:
        written.text(ended(row.text))
    written.annexes("拟调整内容对照表")
    written.signed()
    written.annex("附件", "拟调整内容对照表")
    comparisons = compare(case.changes, case.county, case.words, None)
    for comparison in comparisons:
        add_change(written, comparison)
    return written


def add_change(written, comparison):
    change = comparison.change
    written.heading(f"第{change.number}条　{change.get_op_display()}：{change.title}")
    for title, lines in comparison.blocks:
        if title:
            written.text(title)
        shown = [line for line in lines if line.label != LEFT_OUT]
        if change.op in ONE_SIDED:
            one_side(written, change, shown)
        else:
            rows = [both_sides(line, is_now=False) for line in shown]
            written.table(("内容", "现行清单", "拟调整为"), rows, (4, 8, 8), centred=(0,))


def always(case):
    return ""


# ---- the table ----


def why_not_collected(case):
    if case.row.status == RoundStatus.OPEN:
        return "这一轮征求意见还没有结束。"
    if not case.opinions:
        return "没有可以汇总的意见。"
    return ""


def table(case):
    row = case.row
    written = OfficePaper(
        f"{row.revision.title}意见汇总及采纳情况表",
        unit=case.words["office_full"],
        day=row.closed_on,
        on_its_side=True,
    )
    only_own = "" if case.in_office else "（只列本单位可以查看的意见）"
    written.note(f"第{row.number}轮，{row.status_label}{only_own}")
    if case.in_office:
        silent = sum(opinion.is_silent for opinion in case.opinions)
        given = len(case.opinions) - silent
        written.text(
            f"征求{len(case.opinions)}个单位意见，{given}个反馈，{silent}个未反馈。未反馈不作为同意。"
        )
    rows = []
    for opinion in case.opinions:
        rows += rows_of(case, opinion)
    heads = ("单位", "拟调整内容", "意见", "理由或者修改建议", "承接能力和意愿", "采纳情况")
    written.table(heads, rows, (5, 8, 4, 10, 6, 9), centred=(0, 2))
    return written


def rows_of(case, opinion):
    """A line for each change; one for a unit that said nothing."""
    unit = opinion.unit.name
    if opinion.on_paper:
        unit += "（书面，编办代录）"
    if opinion.is_silent:
        asked = f"{len(case.lines_of(opinion))}条"
        return [(unit, asked, opinion.stance_label, NOTHING, NOTHING, "不作为同意")]
    texts = {line["change"]: line["text"] for line in opinion.lines}
    rows = []
    for change in case.lines_of(opinion):
        title = f"第{change.number}条　{change.get_op_display()}：{change.title}"
        stance = STANCES[opinion.stance_on(change)]
        said = texts.get(change.pk) or (opinion.text if case.knows_whole(opinion) else "")
        told = (said or NOTHING, bearing_of(opinion), answer_words(opinion.answer_to(change)))
        rows.append((unit, title, stance, *told))
    return rows


def bearing_of(opinion):
    """What it says of its capacity and whether it will."""
    told = []
    for name, label in CAPACITY.items():
        answer = opinion.capacity.get(name)
        if answer is not None:
            told.append(f"{label}：{HAS[answer]}")
    return "\n".join([*told, opinion.get_willingness_display()]).strip() or NOTHING


def answer_words(answer):
    if answer is None:
        return NOTHING
    said = ANSWERS[answer["outcome"]]
    return f"{said}：{answer['text']}" if answer["text"] else said


KINDS = (
    PaperOfRound("opinion_letter", "征求意见函", letter, always),
    PaperOfRound("adoption_table", "意见汇总及采纳情况表", table, why_not_collected),
)


# ---- offered ----


@offers_papers
def offered_of(row, user):
    """[(kind, the sentence why it is not ready or "")] for this reader."""
    case = RoundCase(row, user)
    return [(kind, kind.why_not(case)) for kind in KINDS]


def paper_answer(row, name, user):
    """The file of a kind of paper; refused with the sentence where it is not ready."""
    for kind in KINDS:
        if kind.name == name:
            case = RoundCase(row, user)
            if why_not := kind.why_not(case):
                raise NotPossible(f"{kind.label}还不能生成：{why_not}", code="not_ready")
            title = plain_name(f"{row.title}{kind.label}")
            return attachment(kind.write(case).saved(), f"{title}.docx", TYPES["docx"])
    raise NotFound("没有这种文书。")
