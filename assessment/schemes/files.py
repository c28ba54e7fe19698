"""A scheme given back as files: the workbook with what was found in a column, and the letter that
goes with it when it is returned.
"""

import io

from django.utils import timezone

from access_control.papers.office_paper import OfficePaper
from assessment.models import Bearer, SchemeAction, SchemeStatus
from assessment.models.schemes import number_told
from dutylist.organizations.words import words_for
from items.entry.words import numeral
from items.printed.spreadsheet import Book, Page, Style

HEADS = (
    ("序号", 6),
    ("指标", 24),
    ("考核内容", 36),
    ("分值", 8),
    ("牵头单位", 18),
    ("考核对象", 12),
    ("考核方式", 24),
    ("考核频次", 10),
    ("依据", 24),
    ("文号", 18),
    ("对应事项编码", 16),
    ("审核提示", 48),
)
TITLE = Style("方正小标宋简体", 18, horizontal="center", border=False)
PLAIN = Style("仿宋_GB2312", 11, border=False)
HEAD = Style("黑体", 11, horizontal="center")
CELL = Style("仿宋_GB2312", 11)
FOUND = Style("仿宋_GB2312", 11, fill="FCE4D6")
WORDS = {"blocking": "须先处理", "warning": "请注意", "note": "供参考"}


def workbook_of(scheme):
    """The bytes of the workbook; it reads back as the scheme it was written from."""
    by_number = findings_by_indicator(scheme)
    out = io.BytesIO()
    with Book(out, title=scheme.title, creator=scheme.owner_name) as book:
        widths = [width for _head, width in HEADS]
        with book.sheet("考核指标", Page(widths, frozen=3, head_row=3)) as sheet:
            write_indicators(sheet, scheme, by_number)
        of_whole = by_number.get(None)
        if of_whole:
            with book.sheet("整个方案的审核提示", Page([80])) as sheet:
                for sentence in of_whole:
                    sheet.row([(sentence, FOUND)])
    return out.getvalue()


def findings_by_indicator(scheme):
    """{number of the indicator, None for the whole scheme: the sentences about it}"""
    by_number = {}
    for row in scheme.open_findings.order_by("pk"):
        by_number.setdefault(row.indicator, []).append(told(row))
    return by_number


def write_indicators(sheet, scheme, by_number):
    columns = len(HEADS)
    sheet.wide_row(scheme.title, TITLE, columns=columns, height=32)
    sheet.wide_row(facts_of(scheme), PLAIN, columns=columns, height=20)
    sheet.row([(head, HEAD) for head, _width in HEADS])
    for row in scheme.indicators_in_order:
        sheet.row(cells_of(row, by_number.get(row.number, [])))
    if scheme.notes:
        sheet.wide_row(f"说明：{scheme.notes}", PLAIN, columns=columns, height=40)


def told(row):
    sentence = f"{WORDS[row.severity]}：{row.sentence}{row.remedy}"
    if row.override_reason:
        sentence += f"（保留理由：{row.override_reason}）"
    return sentence


def facts_of(scheme):
    facts = [f"制定单位：{scheme.owner_name}", f"{scheme.year}年度"]
    if scheme.total_points is not None:
        facts.append(f"总分{number_told(scheme.total_points)}分")
    if scheme.days is not None:
        facts.append(f"考核时间{scheme.days}天")
    if scheme.frequency:
        facts.append(f"考核频次：{scheme.frequency}")
    if scheme.document_number:
        facts.append(scheme.document_number)
    return "　".join(facts)


def cells_of(row, findings):
    weight = ""
    if row.weight is not None:
        weight = str(number_told(row.weight))
    texts = (
        row.name,
        row.text,
        weight,
        row.lead,
        Bearer(row.measured).label,
        row.method,
        row.frequency,
        row.basis,
        row.document_number,
        "、".join(row.items or ()),
    )
    cells = [(row.number, CELL)]
    for text in texts:
        cells.append((text, CELL))
    style = FOUND if findings else CELL
    cells.append(("\n".join(findings), style))
    return cells


# ---- the letter ----

HEADINGS = ((1, "blocking", "须先处理的"), (2, "warning", "请注意的"))


def letter_of(scheme):
    """The bytes of the office's letter on a scheme: every finding with what to do, in order, and
    what the office has decided on it where it has.
    """
    decision = decision_that_stands(scheme)
    day = timezone.localdate(decision.at) if decision else None
    words = words_for(scheme.county)
    paper = OfficePaper("考核方案审核意见", unit=words["office"], day=day)
    paper.note(f"（《{scheme.title}》）")
    paper.to(scheme.owner_name)
    findings = list(scheme.open_findings)
    paper.text(f"你单位报来的《{scheme.title}》收悉。对照现行有效的履职事项清单审核，意见如下：")
    for number, severity, heading in HEADINGS:
        chosen = [row for row in findings if row.severity == severity]
        if chosen:
            paper.heading(f"{numeral(number)}、{heading}")
        for place, row in enumerate(chosen, 1):
            paper.text(f"{place}.{row.place}：{told_in_letter(row)}")
    is_returned = scheme.status == SchemeStatus.RETURNED
    if not findings and not is_returned:
        paper.text("没有发现须处理的问题。")
    if is_returned:
        paper.text(f"请修改以后再报。{decision.reason}")
    elif decision:
        paper.text("经审核，予以批准。")
    paper.signed()
    return paper.saved()


def decision_that_stands(scheme):
    """The return or the approval that the scheme stands at; None before and after."""
    actions = {
        SchemeStatus.RETURNED: SchemeAction.RETURN,
        SchemeStatus.APPROVED: SchemeAction.APPROVE,
    }
    return scheme.decisions.filter(action=actions.get(scheme.status, "")).last()


def told_in_letter(row):
    sentences = [row.sentence]
    if row.override_reason:
        sentences.append(f"已说明理由保留：{row.override_reason}。")
    else:
        sentences.append(row.remedy)
    if row.ground:
        sentences.append(f"依据：{row.ground}。")
    return "".join(sentences)


def letter_text(scheme):
    """What the reason of a return begins with: what is to be mended, told once (一次性告知)."""
    places = {}
    for row in scheme.open_findings.filter(severity="blocking"):
        places.setdefault((row.place, row.indicator_name), []).append(row)
    lines = []
    for count, ((place, name), rows) in enumerate(places.items(), 1):
        named = f"{place}“{name}”" if name else place
        lines.append(f"{numeral(count)}、{named}：{sentences_in_place(rows, name)}")
    return "\n".join(lines)


def sentences_in_place(rows, name):
    """What is to be mended at one indicator, which is not named again in each sentence."""
    text = ""
    for row in rows:
        text += row.sentence.replace(f"“{name}”", "本项", 1) + row.remedy
    return text
