"""What a county may rule about whistles: how soon a department comes, how soon the township
confirms, and how many on one item lead to an adjustment.
"""

from dutylist.organizations.policies import (
    register_days,
    register_hours,
    register_line,
    register_minutes,
)
from dutylist.organizations.policy_shapes import WholeNumber

PRACTICE = "各地“乡镇吹哨、部门报到”工作办法的通行做法；全国没有统一规定"

register_minutes(
    "whistle_emergency_minutes",
    30,
    "吹哨（紧急）到场时限",
    "有人身危险的，自派单之时起算；到时没有办结的自动提级。",
    ground=PRACTICE,
)
register_hours(
    "whistle_enforcement_hours",
    24,
    "吹哨（要执法）到场时限",
    "自派单之时起算；到时没有办结的自动提级。",
    ground=PRACTICE,
)
register_days(
    "whistle_ordinary_days",
    3,
    "吹哨（一般）到场时限",
    "自派单之日起算；到期没有办结的自动提级。",
    ground=PRACTICE,
)
register_days(
    "whistle_confirm_days",
    3,
    "吹哨办结确认时限",
    "部门办结以后由吹哨单位确认和评价；到期没有确认的自动归档，不算作满意。",
)
register_days(
    "whistle_close_days",
    5,
    "吹哨归档",
    "确认以后几个工作日自动归档；归档以前仍可退回重办。",
)
register_line(
    "whistle_adjustment_count",
    3,
    "同一事项吹哨几次起草动态调整",
    "同一事项在一年内吹哨达到这个次数，自动起草一件依职权启动的动态调整，"
    "由编办决定提交或者搁置；同一事项一年内只起草一件。",
    ground=PRACTICE,
    shape=WholeNumber("次", least=2, most=20),
)
