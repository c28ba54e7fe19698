"""What a county may rule about its supervision: the office's clock, and what is a ground."""

from dutylist.organizations.policies import register_days, register_group

SUPERVISION = "supervision"

register_group(
    SUPERVISION,
    "考核监督",
    45,
    "责任状、督查检查考核、报表台账和问题清单怎样审核。",
)
register_days(
    "supervision_days",
    5,
    "考核监督审核时限",
    "责任状、“一票否决”事项、督查检查考核和报表台账，自提交之日起算。",
)
