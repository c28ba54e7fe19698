"""What the demo county has of assessment schemes: one refused, mended and approved, one draft."""

from django.utils import timezone

from assessment.models import SchemeAction as Action
from dutylist.organizations.models import User
from dutylist.workflow.engine import perform
from items.models import DutyItem

from .files import letter_text
from .services.drafting import amend_scheme, create_scheme

SOUND = [
    (
        "党组织建设",
        "村（社区）党组织设置、换届和软弱涣散党组织整顿",
        25,
        "县委组织部",
        "负责村（社区）党组织设置、换届和软弱涣散党组织整顿",
    ),
    ("粮食播种面积", "稳定粮食播种面积", 15, "县农业农村局", "落实粮食安全责任，稳定粮食播种面积"),
    (
        "农村人居环境整治",
        "村庄清洁和厕所改造，现场抽查",
        15,
        "县农业农村局",
        "推进农村人居环境整治和厕所革命",
    ),
    (
        "河湖日常巡查",
        "河道保洁现状，现场抽查",
        15,
        "县水利局",
        "落实河湖长制，开展河湖日常巡查保洁",
    ),
    (
        "矛盾纠纷化解",
        "矛盾纠纷排查化解，群众评议",
        15,
        "县委政法委",
        "排查化解矛盾纠纷，开展人民调解",
    ),
    (
        "法治宣传教育",
        "法治宣传教育，群众评议",
        15,
        "县司法局",
        "开展法治宣传教育，落实行政规范性文件和重大决策合法性审查",
    ),
]
REFUSED = [
    ("招商引资到位资金", "按季度排名通报", 15, "县商务局", "开展招商引资数量、到位资金排名考核"),
    ("政务新媒体转发量", "以转发量计成绩", 5, "县委宣传部", ""),
]


def add_to_demo(county):
    """Draws up and moves the schemes by the accounts of the demo: -> what to say of it."""
    people = {user.username: user for user in User.objects.exclude(username="system")}
    mended(county, people)
    draft(county, people)
    return "考核方案"


def told(county, department, title, rows):
    codes = codes_of(county)
    indicators = []
    for name, text, weight, lead, item in rows:
        items = [codes[item]] if item in codes else None
        row = {"name": name, "text": text, "weight": weight, "lead": lead, "items": items}
        indicators.append(row)
    return {
        "county": county.code,
        "owner": {"department": department},
        "year": this_year(),
        "title": title,
        "total_points": 100,
        "frequency": "每年一次",
        "days": 2,
        "indicators": indicators,
    }


def this_year():
    return timezone.localdate().year


def codes_of(county):
    rows = DutyItem.objects.of_county(county).current().values_list("name", "code")
    return dict(rows)


def mended(county, people):
    """Handed in with what is not the townships', returned with the findings, mended, approved."""
    lead, office = people["organization"], people["lead"]
    title = f"{county.name}{this_year()}年度乡镇（街道）综合考核实施方案"
    before = told(county, "县委组织部", title, [*SOUND, *REFUSED])
    scheme = create_scheme(before, by=lead, source="seed")
    perform(scheme, Action.SUBMIT, by=lead)
    perform(scheme, Action.RETURN, by=people["clerk"], reason=letter_text(scheme))
    after = told(county, "县委组织部", title, SOUND)
    amend_scheme(scheme, {"indicators": after["indicators"]}, by=lead, source="seed")
    perform(scheme, Action.SUBMIT, by=lead)
    perform(scheme, Action.APPROVE, by=office)


def draft(county, people):
    title = f"{county.name}{this_year()}年度自然资源工作考核方案"
    rows = [
        ("耕地保护日常巡查", "查阅巡查台账、打卡记录", 40, "县自然资源局", ""),
        ("违法用地查处率", "对违法占地立案处罚", 60, "县自然资源局", ""),
    ]
    create_scheme(told(county, "县自然资源局", title, rows), by=people["department"], source="seed")
