"""The register of inspections: its members, and what the API tells of repeats."""

from assessment.models import Inspection, InspectionKind
from assessment.models.owned import NUMBER_LENGTH, TITLE_LENGTH
from assessment.registers.fields import (
    Day,
    Items,
    Number,
    OneOf,
    Owner,
    Text,
    Townships,
    YesNo,
)
from assessment.registers.register import Register
from dutylist.history.limits import LONGEST_TEXT

from .findings import findings_of
from .repeats import repeats_of

MEMBERS = {"from": "starts_on", "to": "ends_on", "year": "year", "days": "days"}


def faults_of(values, row):
    """The days belong together, and to the year of the plan."""
    known = {}
    for name, column in MEMBERS.items():
        known[name] = values.get(name, getattr(row, column, None))
    faults, begin, end = {}, known["from"], known["to"]
    if begin and end and end < begin:
        faults["to"] = "结束日期不能早于开始日期。"
    elif begin and end and known["days"] and known["days"] > (end - begin).days + 1:
        faults["days"] = "天数不能多于开始日期到结束日期的天数。"
    if begin and known["year"] and begin.year != known["year"]:
        faults["year"] = "年度应与开始日期的年份一致。"
    return faults


def repeats_json(row, user):
    repeats = []
    for other, overlap in repeats_of(row, user):
        repeats.append(
            {
                "id": other.pk,
                "title": other.title,
                "owner": {"department": other.department.name},
                "overlap": overlap,
            }
        )
    return repeats


def more(row, user):
    merged = []
    for one in row.joined():
        owner = {"department": one.department.name}
        merged.append({"id": one.pk, "title": one.title, "owner": owner})
    return {"repeats": repeats_json(row, user), "merged": merged}


INSPECTIONS = Register(
    model=Inspection,
    name="inspections",
    shape="Inspection",
    new="申报督查检查考核",
    fields=(
        Text("title", "名称", longest=TITLE_LENGTH, required=True),
        Owner(label="开展部门"),
        Number("year", "年度", required=True, least=2000, most=2100, unit="年"),
        Text("subject", "检查内容", longest=100, required=True, hint="一个词组，例如：安全生产。"),
        OneOf("kind", "类别", required=True, choices=tuple(InspectionKind.choices)),
        Day("from", "开始日期", column="starts_on", required=True),
        Day("to", "结束日期", column="ends_on", required=True),
        Number(
            "days",
            "天数",
            least=1,
            most=366,
            usual=1,
            unit="天",
            hint="在每个单位几天，不填为1天。",
        ),
        Townships("townships", "涉及单位"),
        YesNo("in_plan", "列入年度计划", usual=True),
        Text("basis", "依据", longest=LONGEST_TEXT, is_long=True),
        Text("document_number", "文号", longest=NUMBER_LENGTH),
        Items("items", "涉及事项", hint="每格一个事项：输入名称中的字词，从列出的事项中选。"),
    ),
    rule=faults_of,
    findings=findings_of,
    more=more,
    days="supervision_days",
)
