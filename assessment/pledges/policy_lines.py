"""Which documents are a ground for pledges and veto items."""

from assessment.models import IssuerLevel
from assessment.registers.policy_lines import SUPERVISION
from dutylist.organizations.policies import register_line
from dutylist.organizations.policy_shapes import SomeOf

register_line(
    "pledge_levels",
    [IssuerLevel.CENTRAL.value, IssuerLevel.PROVINCE.value],
    "责任状和“一票否决”的依据层级",
    "哪些层级的文件可以作为签订责任状、设定“一票否决”事项的依据。没有依据的，不说明理由不能同意。",
    ground="中共中央办公厅、国务院办公厅关于整治形式主义为基层减负的有关规定",
    shape=SomeOf(dict(IssuerLevel.choices), least=1),
    group=SUPERVISION,
)
