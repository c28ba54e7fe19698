"""What a county may rule about its accounts."""

from .policies import register_line
from .policy_shapes import SomeOf
from .roles import Role

register_line(
    "second_factor_roles",
    [],
    "另须使用动态验证码的角色",
    "在全站要求之外增加的角色。",
    ground="GB/T 22239—2019 第三级“身份鉴别”",
    shape=SomeOf(dict(Role.choices)),
)
