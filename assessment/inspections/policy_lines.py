"""How many comprehensive inspections a department may hold in a year."""

from assessment.registers.policy_lines import SUPERVISION
from dutylist.organizations.policies import register_line
from dutylist.organizations.policy_shapes import WholeNumber

from .findings import GROUND

register_line(
    "comprehensive_a_year",
    1,
    "综合性督查检查次数",
    "每个部门一年最多开展几次综合性督查检查；超过的，不说明理由不能同意。",
    ground=GROUND,
    shape=WholeNumber("次", least=1, most=12),
    group=SUPERVISION,
)
