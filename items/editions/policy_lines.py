"""What a county may rule about its editions."""

from dutylist.organizations.policies import register_days, register_line

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
