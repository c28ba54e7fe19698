"""The text of a cell for each part of an entry, and back: what only the flat layout has a column
for.

What cannot be understood stays a text where a value should be, so that the check of the content
names it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from items.models import Power, SupportPromise

DAY = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?")
LABELLED = re.compile(r"[；;\n]\s*(?=(?:文号|期限|原实施主体|日期|结论)[:：])")
PROMISE = re.compile(rf"^({'|'.join(map(str, SupportPromise.Kind.labels))})\s*[:：]\s*(.*)$")
TERMS = re.compile(
    r"（(?:数额[:：](?P<amount>(?:[^（）]|（[^（）]*）)*?))?"
    r"(?:；?期限[:：](?P<due_on>\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?))?）$"
)
PLACES = re.compile(r"^【([^】]+)】$")
SEPARATOR = re.compile(r"[、，,；;\s]+")


@dataclass(frozen=True)
class CellText:
    """`print(value, places)` gives a cell's text, `read(text)` the value again."""

    print: Callable
    read: Callable


def day_in(text):
    """A date however it is written, as ISO; any other text as it is, None for none."""
    if not (match := DAY.fullmatch(text.strip())):
        return text.strip() or None
    year, month, number = (int(part) for part in match.groups())
    return f"{year:04d}-{month:02d}-{number:02d}"


def numbered_steps(steps):
    return "\n".join(f"{number}.{step}" for number, step in enumerate(steps, 1))


def lines_of(text):
    """The lines of a cell; none of an empty one."""
    if not text.strip():
        return []
    return text.strip().split("\n")


def steps_in(text):
    """The numbered steps; a line that does not begin with the next number goes on with the step
    above.
    """
    steps = []
    for line in lines_of(text):
        number = re.match(r"(\d{1,3})\s*[.．、]\s*", line.strip())
        if number and int(number[1]) == len(steps) + 1:
            steps.append(line.strip()[number.end() :])
        elif steps:
            steps[-1] += f"\n{line}"
        else:
            steps.append(line)
    return steps


def terms_text(terms):
    """文号：……；期限：…… of {label: text}, without what is empty."""
    return "；".join(f"{label}：{text}" for label, text in terms.items() if text)


def power_text(power, places):
    """行政处罚；赋权；文号：……；期限：2027-01-01；原实施主体：……"""
    if not power:
        return ""
    terms = {
        "文号": power["document_number"],
        "期限": power["until"],
        "原实施主体": power["original_body"],
    }
    texts = [
        Power.Type(power["type"]).label,
        Power.Origin(power["origin"]).label,
        terms_text(terms),
    ]
    return "；".join(filter(None, map(str, texts)))


def power_in(text):
    if not text.strip():
        return None
    head, *parts = LABELLED.split(text.strip())
    texts = labelled(parts)
    sort, _, origin = re.sub("[;\n]", "；", head).partition("；")
    return {
        "type": sort.strip(),
        "origin": origin.strip() or str(Power.Origin.STATUTORY.label),
        "document_number": texts.get("文号", "").strip(),
        "until": day_in(texts.get("期限", "")),
        "original_body": texts.get("原实施主体", "").strip(),
    }


def labelled(parts):
    """{label: text} of parts such as 文号：……"""
    texts = {}
    for part in parts:
        if separator := re.search("[:：]", part):
            texts[part[: separator.start()]] = part[separator.end() :]
    return texts


def review_text(review, places):
    """审查人：……；日期：2026-01-01；结论：……: who looked whether an item may be published."""
    if not review:
        return ""
    return f"审查人：{review['reviewer']}；日期：{review['on']}；结论：{review['result']}"


def review_in(text):
    if not text.strip():
        return None
    texts = labelled(LABELLED.split(text.strip()))
    return {
        "reviewer": texts.get("审查人", "").strip(),
        "on": day_in(texts.get("日期", "")),
        "result": texts.get("结论", "").strip(),
    }


def support_text(promises, places):
    """A line for each promise: 资金：拨付工作经费（数额：20万元；期限：2026-12-31）"""
    return "\n".join(promise_text(promise) for promise in promises)


def promise_text(promise):
    kind = SupportPromise.Kind(promise["kind"]).label
    text = f"{kind}：{promise['promise']}"
    if terms := terms_text({"数额": promise["amount"], "期限": promise["due_on"]}):
        text += f"（{terms}）"
    return text


def support_in(text):
    """The promises of a cell; a line without its kind goes on with the one above."""
    promises = []
    for line in lines_of(text):
        if match := PROMISE.match(line.strip()):
            promises.append([match[1], match[2]])
        elif promises:
            promises[-1][1] += f"\n{line}"
        else:
            promises.append(["", line])
    return [{"kind": kind, **with_terms(promise)} for kind, promise in promises]


def with_terms(promise):
    values = {"promise": promise, "amount": "", "due_on": None}
    terms = TERMS.search(promise)
    if terms and any(terms.groups()):
        values["promise"] = promise[: terms.start()]
        values["amount"] = terms["amount"] or ""
        values["due_on"] = day_in(terms["due_on"] or "")
    return values


def variants_text(variants, places):
    return "\n".join(variant_text(variant, places) for variant in variants)


def variant_text(variant, places):
    """A township's own wording, townships by name: 【城关镇、河口乡】, 事项名称：……"""
    where = "、".join(places.get(code, code) for code in variant["townships"])
    lines = [f"【{where}】"]
    if variant["name"]:
        lines.append(f"事项名称：{variant['name']}")
    if variant["township_duty"]:
        lines.append(f"配合职责：{variant['township_duty']}")
    return "\n".join(lines)


def variants_in(text):
    variants = []
    for line in text.strip().split("\n"):
        if match := PLACES.match(line.strip()):
            names = [name for name in SEPARATOR.split(match[1]) if name]
            variants.append({"townships": names, "name": "", "township_duty": ""})
        elif variants:
            add_wording(variants[-1], line)
    return variants


def add_wording(variant, line):
    """One line of a wording; once the duty has begun no line of it is a label any more."""
    label = None
    if not variant["township_duty"]:
        label = re.match(r"(事项名称|配合职责)[:：]\s*(.*)", line)
    if not label:
        variant["township_duty"] = f"{variant['township_duty']}\n{line}".strip("\n")
    elif label[1] == "事项名称":
        variant["name"] = label[2]
    else:
        variant["township_duty"] = label[2]


POWER = CellText(power_text, power_in)
REVIEW = CellText(review_text, review_in)
SUPPORT = CellText(support_text, support_in)
VARIANTS = CellText(variants_text, variants_in)
