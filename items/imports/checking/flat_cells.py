"""Reads the cells only the flat layout has a column for back into values: the other way round of
`items.printed.cells`.

What cannot be understood stays a text where a value should be, so that the check of the content
names it.
"""

import re

from items.models import Power, SupportPromise

DAY = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?")
LABELLED = re.compile(r"[；;\n]\s*(?=(?:文号|期限|原实施主体|日期|结论)[:：])")
PROMISE = re.compile(rf"^({'|'.join(map(str, SupportPromise.Kind.labels))})\s*[:：]\s*(.*)$")
TERMS = re.compile(
    r"（(?:数额[:：](?P<amount>(?:[^（）]|（[^（）]*）)*?))?(?:；?期限[:：](?P<due_on>\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?))?）$"
)
PLACES = re.compile(r"^【([^】]+)】$")
SEPARATOR = re.compile(r"[、，,；;\s]+")
PUBLIC = {
    "主动公开": True,
    "公开": True,
    "是": True,
    "不予公开": False,
    "不公开": False,
    "否": False,
}


def public(text):
    return PUBLIC.get(text.strip(), text)


def day(text):
    """A date however it is written, as ISO; any other text as it is."""
    if not (match := DAY.fullmatch(text.strip())):
        return text.strip() or None
    year, month, number = (int(part) for part in match.groups())
    return f"{year:04d}-{month:02d}-{number:02d}"


def power(text):
    """行政处罚；赋权；文号：……；期限：2027-01-01；原实施主体：……"""
    if not text.strip():
        return None
    head, *parts = LABELLED.split(text.strip())
    said = labelled(parts)
    sort, _, origin = (re.sub("[;\n]", "；", head)).partition("；")
    return {
        "type": sort.strip(),
        "origin": origin.strip() or str(Power.Origin.STATUTORY.label),
        "document_number": said.get("文号", "").strip(),
        "until": day(said.get("期限", "")),
        "original_body": said.get("原实施主体", "").strip(),
    }


def labelled(parts):
    """{label: text} of parts such as 文号：……"""
    return dict(re.split("[:：]", part, maxsplit=1) for part in parts if re.search("[:：]", part))


def secrecy_review(text):
    """审查人：……；日期：2026-01-01；结论：……"""
    if not text.strip():
        return None
    said = dict(
        re.split("[:：]", part, maxsplit=1)
        for part in LABELLED.split(text.strip())
        if re.search("[:：]", part)
    )
    return {
        "reviewer": said.get("审查人", "").strip(),
        "on": day(said.get("日期", "")),
        "result": said.get("结论", "").strip(),
    }


def support(text):
    """A line for each promise: 资金：拨付工作经费（数额：20万元；期限：2026-12-31）; other lines go on."""
    promises = []
    for line in text.strip().split("\n") if text.strip() else []:
        if match := PROMISE.match(line.strip()):
            promises.append([match[1], match[2]])
        elif promises:
            promises[-1][1] += f"\n{line}"
        else:
            promises.append(["", line])
    return [{"kind": kind, **with_terms(promise)} for kind, promise in promises]


def with_terms(promise):
    terms = TERMS.search(promise)
    said = terms.groupdict() if terms and any(terms.groups()) else {}
    return {
        "promise": promise[: terms.start()] if said else promise,
        "amount": said.get("amount") or "",
        "due_on": day(said.get("due_on") or ""),
    }


def procedure(text):
    """The numbered steps; a line that does not begin with the next number goes on with the step
    above.
    """
    steps = []
    for line in text.strip().split("\n") if text.strip() else []:
        number = re.match(r"(\d{1,3})\s*[.．、]\s*", line.strip())
        if number and int(number[1]) == len(steps) + 1:
            steps.append(line.strip()[number.end() :])
        elif steps:
            steps[-1] += f"\n{line}"
        else:
            steps.append(line)
    return steps


def variants(text):
    """Each township's own wording, the townships by name: 【城关镇、河口乡】, 事项名称：……, 配合职责：……"""
    found = []
    for line in text.strip().split("\n"):
        if match := PLACES.match(line.strip()):
            names = [name for name in SEPARATOR.split(match[1]) if name]
            found.append({"townships": names, "name": "", "township_duty": ""})
        elif found:
            add_wording(found[-1], line)
    return found


def add_wording(variant, line):
    """One line of a wording; once the duty has begun no line of it is a label any more."""
    label = None if variant["township_duty"] else re.match(r"(事项名称|配合职责)[:：]\s*(.*)", line)
    if label:
        variant["name" if label[1] == "事项名称" else "township_duty"] = label[2]
    else:
        variant["township_duty"] = f"{variant['township_duty']}\n{line}".strip("\n")


READ = {
    "public": public,
    "secrecy_review": secrecy_review,
    "power": power,
    "directory_entry": str.strip,
    "support": support,
    "procedure": procedure,
    "variants": variants,
    "starts_on": day,
    "ends_on": day,
}
