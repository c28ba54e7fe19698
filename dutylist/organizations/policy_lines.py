"""What a county may rule about its accounts."""

from .policies import register_line
from .roles import Role


def fault_of_roles(value):
    is_list = isinstance(value, list)
    if is_list and all(role in Role.values for role in value):
        return ""
    return "请在所列角色范围内选择。"


register_line(
    "second_factor_roles",
    [],
    "另须使用动态验证码的角色",
    "在全站要求之外增加的角色。",
    ground="GB/T 22239—2019 第三级“身份鉴别”",
    choices=tuple(Role.choices),
    fault=fault_of_roles,
)
