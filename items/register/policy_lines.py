"""What a county may rule about the office's own steps, in the register and in the editions above
it.
"""

from dutylist.organizations.policies import register_days

register_days(
    "office_days",
    5,
    "编办审核时限",
    "审核申请、核准更正、决定是否撤销版次的时限。",
)
