"""What a county may rule about its editions."""

from dutylist.organizations.policies import DAYS, NO_NATIONAL_RULE, register_line

register_line(
    "supplement_days",
    10,
    "退回修改时限",
    DAYS + "审定或者印发前退回的版次，在此时限内改好重新提请。",
    ground=NO_NATIONAL_RULE,
)
register_line(
    "publish_days",
    20,
    "公布时限",
    DAYS + "自登记审定结果之日起算。",
    ground=NO_NATIONAL_RULE,
)
register_line(
    "state_hidden_numbers",
    False,
    "公布不予公开事项的数量",
    "采用时，以后公布的清单写明另有几项不予公开，名称、内容和类型一律不公布；已公布的版次不变。",
)
