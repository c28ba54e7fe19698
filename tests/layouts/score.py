"""Reads a file as an import does and holds what was read against the truth: right, wrong, missing,
extra, silent.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from items.entry.lookup import Lookup
from items.imports.reading.grid import column_number
from items.imports.services.importing import import_rows, read_upload

from .material import TOWNSHIPS
from .written import texts_in

QUIET = re.compile(r"^(?:[\W\d_]*|[（(]?共?\d+项[）)]?|同上)$")
NUMBERED = re.compile(r"^(?:\d+[.、]|[（(]?[\d一二三四五六七八九十]+[）)、.]|[①-⑳])")
TICKS = re.compile(r"^[√✓✔●○是否×xX/无0-9]$")


@dataclass
class Score:
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    silent: list[str] = field(
        default_factory=list
    )  # texts that are nowhere: in no item, no head and no message
    unnamed: list[str] = field(default_factory=list)  # what the truth says must be named
    false_errors: list[str] = field(default_factory=list)

    @property
    def faults(self):
        return [
            f"{word}: {text}"
            for word in ("wrong", "missing", "extra", "silent", "unnamed", "false_errors")
            for text in getattr(self, word)
        ]


def squeezed(text):
    """A text without any blank or sign nobody sees."""
    return re.sub(r"[\s\u200b\ufeff]+|_x000D_", "", str(text or ""))


def score(path, truth, county, clerk):
    """What the import's preview makes of the file, held against its truth."""
    file = read_upload(path, county=county)
    report = import_rows(file, county=county, by=clerk, reason="", dry_run=True)
    lookup = Lookup(county)
    result = Score()
    expected = {(named.sheet, named.row) for named in truth.errors}
    rows = [row for row in file.rows if (row.sheet, row.row) not in expected]
    compare(
        rows,
        truth.items,
        result,
        office=lambda name: department_name(name, lookup),
        reached=lookup.in_scope,
    )
    result.false_errors = list(wrongly_blamed(report.errors, truth))
    issues = [*report.errors, *report.warnings]
    result.unnamed = [str(named) for named in truth.named if not is_named(named, issues)]
    result.unnamed += [str(named) for named in truth.errors if not is_named(named, report.errors)]
    result.silent = list(silent_texts(path, file, truth, issues))
    return result


def compare(rows, items, result, *, office, reached):
    """Pairs rows and items by kind and name and says what differs.

    `office` gives the department a written name stands for, `reached` the townships of a content.
    """
    waiting = defaultdict(list)
    for row in rows:
        waiting[row.kind, squeezed(row.name)].append(as_read(row, office, reached))
    for item in items:
        found = waiting.get((item.kind, squeezed(item.name)))
        if not found:
            result.missing.append(f"{item.kind} {item.category} {item.name[:40]}")
            continue
        read, wanted = found.pop(0), as_wanted(item)
        if read == wanted:
            result.right += 1
        else:
            differing = [
                f"{k}: read {read[k]!r}, is {wanted[k]!r}" for k in wanted if read[k] != wanted[k]
            ]
            result.wrong.append(f"{item.name[:24]}: " + "; ".join(differing))
    result.extra = [f"{kind} {name[:60]}" for (kind, name), left in waiting.items() for _ in left]


def as_wanted(item):
    return {
        "category": squeezed(item.category),
        "parts": lead_first(
            (p.department, p.role, squeezed(p.office), squeezed(p.duty), squeezed(p.method))
            for p in item.parts
        ),
        "township_duty": squeezed(item.township_duty),
        "scope": sorted(TOWNSHIPS[name] for name in item.scope or TOWNSHIPS),
    }


def lead_first(parts):
    """The lead before the others, who stay in their order: where it stands in the cell does not
    matter.
    """
    return sorted(parts, key=lambda part: part[1] != "lead")


def as_read(row, office, reached):
    content = {"scope": "all", "townships": [], "tags": [], **row.content}
    return {
        "category": squeezed(content.get("category")),
        "parts": lead_first(
            (
                office(part["department"]),
                part["role"],
                squeezed(part["internal_office"]),
                squeezed(part["duty"]),
                squeezed(part["method"]),
            )
            for part in content.get("responsibilities") or []
        ),
        "township_duty": squeezed(content.get("township_duty")),
        "scope": sorted(reached(content)),
    }


def department_name(name, lookup):
    """The department a name stands for, or the one the message about it proposes."""
    found = lookup.departments.nearest(name)
    return found.name if found else name


def wrongly_blamed(errors, truth):
    """Errors that the truth knows nothing of; an unknown name with the right nearest match is no
    false one.
    """
    expected = {(named.sheet, named.row) for named in truth.errors}
    known = {part.department for item in truth.items for part in item.parts}
    for error in errors:
        near = error.code == "unknown_department" and error.suggestion in known
        if not near and (error.sheet, error.row) not in expected:
            yield error.sentence


def is_named(named, issues):
    """Whether a message speaks of this place, with these words in it or in the value it repeats."""
    return any(
        (named.sheet is None or named.sheet.strip() == issue.sheet.strip())
        and (named.row is None or named.row == issue.row)
        and squeezed(named.says)[:40] in squeezed(issue.message + issue.value)
        for issue in issues
    )


def silent_texts(path, file, truth, issues):
    """Every text of a visible sheet that is in no item, no title, no head, no section and no
    message.
    """
    known = squeezed("\n".join(spoken_texts(file, truth, issues)))
    categories = [
        squeezed(row.content.get("category")) for row in file.rows if row.content.get("category")
    ]
    named = [issue for issue in issues if issue.code != "unknown_column"]
    places = {(issue.sheet, issue.row) for issue in named if issue.row or issue.code == "skipped"}
    places |= {
        (table.sheet, section.row)
        for table in file.recognition.tables
        for section in table.sections
    }
    left_out = {
        (issue.sheet, column_number(issue.column))
        for issue in issues
        if issue.code == "unknown_column"
    }
    for sheet, row, column, whole in texts_in(path):
        if (sheet, column) in left_out:
            continue
        for line in whole.split("\n"):
            text = squeezed(line)
            if (
                QUIET.match(text)
                or TICKS.match(text)
                or text[:60] in known
                or NUMBERED.sub("", text)[:60] in known
            ):
                continue
            if {(sheet, row), (sheet, None)} & places or any(
                text.endswith(c) or c in text[:30] for c in categories
            ):
                continue
            yield f"{sheet} row {row}: {text[:60]}"


def spoken_texts(file, truth, issues):
    for row in file.rows:
        yield from row.texts.values()
        yield row.name
    for table in file.recognition.tables:
        yield table.title
        yield from (section.name for section in table.sections)
        yield from table.unknown.values()
    yield from truth.heads
    for issue in issues:
        yield issue.value
        yield issue.message
