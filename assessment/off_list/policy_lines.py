"""What a county may rule about off-list reports: who alone handles them, and how long they take."""

from assessment.models.off_list_reports import ROLES_OF_HANDLERS
from dutylist.organizations.models import User
from dutylist.organizations.policies import register_days, register_line
from dutylist.organizations.policy_shapes import PerKey, Text

PARTS = {"clerk": "经办人", "lead": "负责人"}


def faults_of_names(county, before, after):
    """Each is an account that holds the role in the county."""
    faults = {}
    for part, username in (after or {}).items():
        role = ROLES_OF_HANDLERS[part]
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None or not user.standing().has(role, county=county):
            faults[part] = f"{county.name}没有账号为“{username}”的{role.label}。"
    return faults


register_line(
    "off_list_handlers",
    {},
    "清单外反映的办理人",
    "填写账号，经办人、负责人各一名。只有这两人能看到清单外交办反映的内容；没有指定的，基层单位不能反映。",
    ground="反映人受保护；全国没有统一规定",
    shape=PerKey(PARTS, Text(150), "办理人"),
    changed=faults_of_names,
)
register_days("off_list_verify_days", 5, "清单外反映的核实时限", "从反映之日起。")
register_days(
    "off_list_settle_days", 5, "清单外反映的处理时限", "从核实属实起，到叫停、转办或者移送。"
)
register_days("off_list_rectify_days", 10, "清单外反映的整改时限", "从叫停、转办或者移送起。")
