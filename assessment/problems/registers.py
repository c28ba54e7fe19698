"""The register of problems: its members."""

from assessment.models import Problem, ProblemSource
from assessment.registers.fields import Day, OneOf, PastDay, Text
from assessment.registers.register import Register
from dutylist.history.limits import LONGEST_TEXT
from dutylist.organizations.roles import Role

from .kinds import is_common
from .units import ItemCode, Unit


def more(row, user):
    return {"common": is_common(row)}


PROBLEMS = Register(
    model=Problem,
    name="problems",
    shape="DutyProblem",
    new="登记问题",
    fields=(
        Text("text", "问题", longest=LONGEST_TEXT, is_long=True, required=True),
        OneOf("source", "来源", required=True, choices=tuple(ProblemSource.choices)),
        PastDay("found_on", "发现日期", required=True),
        ItemCode("item", "涉及事项", hint="没有的不选。"),
        Unit("unit", "涉及单位"),
        Day("due_on", "答复期限", column="answer_by", hint="不填的，按本地规则的答复时限。"),
    ),
    more=more,
    recorded_by=(Role.CLERK, Role.OFFICE_LEAD, Role.INSPECTOR),
)
