"""Checks a scheme that nobody keeps: from a file, or from what is told."""

import json

from dutylist.history.refusals import Invalid
from dutylist.workflow.refusals import Refusal
from items.imports.reading.grid import FileRefused
from items.imports.reading.reader import read_book

from .reading.workbook import WorkbookRefused
from .services.uploading import checked, told_by_sheets
from .telling import CREATED, owner_named


def check_file(path, county, *, year):
    """{"findings": [...], "suggested": {...}} of a workbook or the JSON of a scheme; `year`
    where the file tells none.
    """
    if path.suffix.lower() == ".json":
        told = told_in_json(path)
    else:
        told = told_in_workbook(path, county, year)
    return check_told({"year": year, **told}, county)


def told_in_json(path):
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise Invalid({"file": f"不能读取{path}：{error}"}) from None
    if not isinstance(told, dict):
        raise Invalid({"file": "应为一个 JSON 对象。"})
    return told


def told_in_workbook(path, county, year):
    try:
        sheets = read_book(path).sheets
        told, _remarks = told_by_sheets(sheets, county, {}, title=path.stem, year=year)
    except FileRefused as refused:
        raise Refusal(refused.sentence) from None
    except WorkbookRefused as refused:
        raise Invalid(lines_of(refused.errors_in_file)) from None
    return told


def lines_of(errors):
    """{place in words: sentence} of the faults of a file."""
    lines = {}
    for error in errors:
        row = f"第{error['row']}行" if error["row"] else ""
        column = f"{error['column']}列" if error["column"] else ""
        place = f"{error['sheet']}{row}{column}" or "file"
        lines[place] = f"{lines.get(place, '')}{error['message']}"
    return lines


def check_told(told, county):
    if unknown := [name for name in told if name not in CREATED]:
        raise Invalid(dict.fromkeys(unknown, "没有这个字段。"))
    owner = owner_named(told["owner"], county) if told.get("owner") else None
    _scheme, judgement = checked(told, county, owner)
    return judgement_json(judgement)


def judgement_json(judgement):
    findings = []
    for number, found in enumerate(judgement.found, 1):
        row = found.finding.as_json(number)
        findings.append({**row, "indicator": found.number, "words": found.words})
    suggested = {}
    for number, tie in judgement.ties.items():
        if not tie.is_said:
            suggested[str(number)] = tie.suggestions()
    return {"findings": findings, "suggested": suggested}
