"""How strictly a county takes the findings."""

from dutylist.history.texts import told
from dutylist.organizations.policies import register_line

from .registry import Severity, all_rules

SEVERITIES = "、".join(Severity)


def fault_of_severities(value):
    """The severities are given by the codes of rules that there are."""
    if not isinstance(value, dict):
        return f"请按规则名称填写等级，可填：{SEVERITIES}。"
    if unknown := sorted(str(code) for code in value if code not in all_rules()):
        return f"没有名为{told(unknown[0])}的规则，可填：{'、'.join(all_rules())}。"
    if any(severity not in list(Severity) for severity in value.values()):
        return f"请按规则名称填写等级，可填：{SEVERITIES}。"
    return ""


register_line(
    "check_severities",
    {},
    "审核提示等级",
    "按规则名称改为 blocking、warning 或 note。",
    fault=fault_of_severities,
)
