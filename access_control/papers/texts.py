"""Parts that several papers have in common: the changes in a table, what each stage said."""

from items.entry.content import changed_fields
from items.entry.fields import LABELS
from items.entry.wording import SCOPE
from items.entry.words import numeral
from items.models import ProposedChange

Op = ProposedChange.Op
NOTHING = "—"
ENDS = ("。", "！", "？", "；", "…")
# The office's own note, which goes into no paper.
LEFT_OUT = LABELS["secrecy_review"]
# Changes that have one side only, and what stands above it.
ONE_SIDED = {Op.ADD: "新增的内容", Op.CANCEL: "取消的内容"}


def headings():
    """A function that counts the headings of a paper: 一、, 二、."""
    count = 0

    def heading(text):
        nonlocal count
        count += 1
        return f"{numeral(count)}、{text}"

    return heading


def table_of_changes(paper, case, changes, *, after="拟调整为", is_now=True):
    """What stands and what is proposed, field by field, what is new in bold; a table for each
    change. `is_now` compares with the list of today, else with that on which it was proposed.
    """
    comparisons = case.comparisons(changes)
    for comparison in comparisons:
        change = comparison.change
        paper.heading(f"第{change.number}条　{case.what_is_asked(change)}")
        for code, name in comparison.sources:
            paper.text(f"一并涉及：{code} {name}")
        for title, lines in comparison.blocks:
            if title:
                paper.text(title)
            shown = [line for line in lines if line.label != LEFT_OUT]
            if change.op in ONE_SIDED:
                one_side(paper, change, shown)
            else:
                rows = [both_sides(line, is_now=is_now) for line in shown]
                paper.table(("内容", "现行清单", after), rows, (4, 8, 8), centred=(0,))


def one_side(paper, change, lines):
    """An item that comes or goes whole stands by itself."""
    rows = []
    for line in lines:
        text = line.then if change.op == Op.CANCEL else proposed_text(line)
        if text:
            rows.append((line.label, text))
    paper.table(("内容", ONE_SIDED[change.op]), rows, (4, 15), centred=(0,))


def both_sides(line, *, is_now):
    before = line.now if is_now else line.then
    after = proposed_text(line)
    if is_now and before and after:
        after = [(text, op == "ins") for op, text in line.parts if op != "del"]
    return line.label, before or NOTHING, after or NOTHING


def proposed_text(line):
    return "".join(text for op, text in line.parts if op != "del")


def differences(case, before, after):
    """[(label, text before, text after)] of two contents, as a reader sees them."""
    found = []
    for key in changed_keys(before, after):
        label = case.wording.label(key)
        if label != LEFT_OUT:
            found.append((label, case.wording.text(before, key), case.wording.text(after, key)))
    return found


def changed_keys(before, after):
    keys = changed_fields(before, after)
    return list(dict.fromkeys("scope" if key in SCOPE else key for key in keys))


def result_words(result):
    """What a stage said of a change: 修改后通过（第三条）。删去第1项。"""
    said = f"{result.get_outcome_display()}{in_brackets(result.article)}。"
    return said + ended(result.text) if result.text else said


def ended(text):
    """A text that ends as a sentence does."""
    return text if text.endswith(ENDS) else f"{text}。"


def in_brackets(*texts):
    told = "，".join(filter(None, texts))
    return f"（{told}）" if told else ""
