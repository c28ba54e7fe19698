"""What a county may rule about the office's own steps, in the register and in the editions above
it.
"""

from dutylist.organizations.policies import DAYS, NO_NATIONAL_RULE, register_line

register_line(
    "office_days",
    5,
    "编办审核时限",
    DAYS + "核准更正、决定是否撤销版次的时限。",
    ground=NO_NATIONAL_RULE,
)
