"""What a submission would be told of single items, known by kind, name and text alone."""

import json

from access_control.models import ChangeRequest, Channel
from dutylist.history.limits import LONGEST_TEXT, text_fault
from dutylist.workflow.refusals import Invalid
from items.entry.fields import EMPTY
from items.models import Kind, ProposedChange

from .checking import CheckedRequest, findings_of

MEMBERS = ("id", "kind", "name", "text")
# What is told of the words of an item; a line says nothing of departments, bases or support.
OF_WORDS = {
    "prohibited",
    "reclaimed_return",
    "near_duplicate",
    "pledge_without_ground",
    "veto_without_ground",
    "assessment_by_department",
    "punishment_in_coordination",
    "enforcement_without_power",
    "joint_enforcement",
    "territorial",
}


def lines_checked(lines, county):
    """{"id", "findings"} of each JSON line {"id", "kind", "name", "text"}, in their order.

    Raises Invalid where a line can not be read, with its number.
    """
    request = ChangeRequest(county=county, channel=Channel.ADMISSION)
    asked = CheckedRequest(request, waits_for_vectors=True)
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = row_of(line, number)
            yield {"id": row["id"], "findings": findings_of_row(row, request, asked)}


def row_of(line, number):
    """The members of one line; a wrong one is named with the line it stands in."""
    place = f"第{number}行"
    try:
        row = json.loads(line)
    except ValueError:
        raise Invalid({place: f"{place}不是一个 JSON 对象。"}) from None
    if not isinstance(row, dict) or "id" not in row:
        raise Invalid({place: f"{place}应为一个对象，写明{'、'.join(MEMBERS)}。"})
    if row.get("kind") not in Kind.values:
        raise Invalid({place: f"{place}的 kind 可填：{'、'.join(Kind.values)}。"})
    for name in ("name", "text"):
        value = row.get(name) or ""
        if not isinstance(value, str) or text_fault(value, LONGEST_TEXT):
            raise Invalid({place: f"{place}的 {name} 应为不超过{LONGEST_TEXT}个字的文字。"})
    return row


def findings_of_row(row, request, asked):
    content = {**EMPTY, "kind": row["kind"], "name": row.get("name") or ""}
    content["township_duty"] = row.get("text") or ""
    change = ProposedChange(op=ProposedChange.Op.ADD, proposed=content)
    told = findings_of(request, [change], asked=asked)
    kept = [one for one in told if one.rule in OF_WORDS]
    return [one.as_json(number) for number, one in enumerate(kept, 1)]
