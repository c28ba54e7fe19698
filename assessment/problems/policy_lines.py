"""How many problems of a kind are common, and how long a unit has to answer."""

from assessment.registers.policy_lines import SUPERVISION
from dutylist.organizations.policies import NO_NATIONAL_RULE, register_days, register_line
from dutylist.organizations.policy_shapes import WholeNumber

register_days(
    "problem_days", 15, "问题答复时限", "自交办之日起算；登记时另行写明期限的，按写明的期限。"
)
register_line(
    "common_problem_times",
    3,
    "共性问题的次数",
    "一年内同一事项的问题，或者没有写明事项而内容相近的问题，达到几次算作共性问题。",
    ground=NO_NATIONAL_RULE,
    shape=WholeNumber("次", least=2, most=50),
    group=SUPERVISION,
)
