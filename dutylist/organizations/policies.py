"""The rules a county may set otherwise, each with its default and the sentence that explains it.

Only rules that something acts on stand here: a flow brings its own lines (`domain.md` 6) together
with its code.
"""

from typing import NamedTuple

from .roles import Role


class Rule(NamedTuple):
    value: object
    label: str
    help: str = ""


DAYS = "单位为工作日，可按本地规定修改。"
LONGEST_DAYS = 365
SEVERITIES = ("blocking", "warning", "note")
DEFAULTS = {
    "supplement_days": Rule(
        10, "退回修改时限", DAYS + "审定或者印发前退回的版次，在此时限内改好重新提请。"
    ),
    "office_days": Rule(5, "编办审核时限", DAYS + "核准更正、决定是否撤销版次的时限。"),
    "publish_days": Rule(20, "公布时限", DAYS + "自登记审定结果之日起算。"),
    "state_hidden_numbers": Rule(
        value=False,
        label="公布不予公开事项的数量",
        help="采用时，以后公布的清单写明另有几项不予公开，名称、内容和类型一律不公布；已公布的版次不变。",
    ),
    "second_factor_roles": Rule([], "另须使用动态验证码的角色", "在全站要求之外增加的角色。"),
    "check_severities": Rule({}, "审核提示等级", "按规则名称改为 blocking、warning 或 note。"),
}


def rule_fault(key, value):
    """What is wrong with a county's own value of a rule, or ""; None takes the default back."""
    default = DEFAULTS[key].value
    if value is None:
        return ""
    if isinstance(default, bool):
        return "" if isinstance(value, bool) else "应为是或者否。"
    if isinstance(default, int):
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return "" if is_number and 1 <= value <= LONGEST_DAYS else f"应为1到{LONGEST_DAYS}的整数。"
    if isinstance(default, list):
        are_roles = isinstance(value, list) and all(role in Role.values for role in value)
        return "" if are_roles else "请在所列角色范围内选择。"
    is_table = isinstance(value, dict) and all(isinstance(name, str) for name in value)
    if is_table and all(severity in SEVERITIES for severity in value.values()):
        return ""
    return f"请按规则名称填写等级，可填：{'、'.join(SEVERITIES)}。"
