"""What a county may rule about assessment schemes: how long the review and the mending take."""

from dutylist.organizations.policies import register_days

register_days("scheme_days", 5, "考核方案审核时限", "自方案提交之日起算。")
register_days(
    "scheme_return_days", 10, "考核方案修改时限", "方案退回修改以后，制定单位改好再报的期限。"
)
