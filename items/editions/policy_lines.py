"""What a county may rule about its editions."""

from dutylist.organizations.policies import NO_NATIONAL_RULE, register_days, register_line

register_days(
    "supplement_days",
    10,
    "退回修改时限",
    "退回补正的申请、审定或者印发前退回的版次，在此时限内改好重新提交；逾期未提交的申请视为撤回。",
)
register_days("publish_days", 20, "公布时限", "自登记审定结果之日起算。")
register_line(
    "state_hidden_numbers",
    False,
    "公布不予公开事项的数量",
    "采用时，以后公布的清单写明另有几项不予公开，名称、内容和类型一律不公布；已公布的版次不变。",
    ground="《中华人民共和国政府信息公开条例》关于公开内容和不予公开范围的规定；"
    "数量是否写明没有统一规定",
)
register_line(
    "publish_support_amounts",
    False,
    "公布支持保障的数额",
    "采用时，以后公布的清单写明经费等支持保障的数额；不采用的，只公布保障内容，数额只给本级和承担的"
    "单位看。已公布的版次不变。",
    ground=NO_NATIONAL_RULE,
)
