"""The ground of the benchmarks: counties of any size with texts about as long as printed lists have
them.
"""

import random

from benchmarks.figures import say

MATTERS = [
    "河道巡查",
    "森林防火",
    "违法建设",
    "食品安全",
    "地质灾害",
    "燃气安全",
    "秸秆禁烧",
    "农村宅基地",
    "校车安全",
    "养老服务",
]
DOINGS = [
    "日常巡查",
    "宣传教育",
    "隐患排查",
    "信息上报",
    "矛盾调处",
    "应急处置",
    "登记核实",
    "政策咨询",
]
FIELDS = [
    "党的建设",
    "经济发展",
    "民生服务",
    "平安法治",
    "乡村振兴",
    "生态环保",
    "城乡建设",
    "文化旅游",
    "应急管理",
    "综合政务",
]
OFFICES = [
    "林业",
    "水利",
    "应急管理",
    "农业农村",
    "生态环境",
    "市场监督管理",
    "住房和城乡建设",
    "民政",
    "教育",
    "公安",
    "交通运输",
    "自然资源",
]
REVIEW = {"reviewer": "李审查", "on": "2026-01-05", "result": "可以公开"}
CYCLE = ("basic", "coordination", "coordination", "coordination", "reclaimed")
LINES = 4
TAG, TAGGED = "沿河", 10


def county_of_size(code, name, items, townships):
    """A county whose register holds so many items over so many townships, ready to publish: ->
    (county, seconds).
    """
    from benchmarks.figures import timed
    from dutylist.organizations.models import User
    from items.register.services.editing import change_items
    from tests.factories import (
        make_category,
        make_county,
        make_department,
        make_tag,
        make_townships,
    )

    say(f"{name}: {items} items x {townships} townships")
    county = make_county(code, name)
    make_tag(
        TAG, *make_townships(townships, county=county)[: max(1, townships // 3)], county=county
    )
    for department in departments():
        make_department(department, county=county, public_telephone="0000-0000001")
    for kind in sorted(set(CYCLE)):
        for position, category in enumerate(FIELDS, 1):
            make_category(kind, category, county=county, position=position)
    with timed() as clock:
        change_items(
            county,
            [(None, row) for row in contents(items)],
            by=User.objects.system(),
            reason="编制",
        )
    return county, clock.seconds


def departments():
    return [f"县{office}局" for office in OFFICES]


def contents(count, seed=2026):
    """So many payloads of the three kinds; one in TAGGED does not hold in the whole county."""
    chance = random.Random(seed)
    return [content(chance, number) for number in range(count)]


def content(chance, number):
    kind, matter = CYCLE[number % len(CYCLE)], chance.choice(MATTERS)
    found = {
        "kind": kind,
        "category": FIELDS[number // len(CYCLE) % len(FIELDS)],
        "name": f"开展{matter}的{chance.choice(DOINGS)}和{chance.choice(DOINGS)}工作（第{number + 1}项）",
        "responsibilities": responsibilities(chance, kind),
        "secrecy_review": REVIEW,
    }
    if kind == "coordination":
        found["township_duty"] = duty(chance, matter)
        found["bases"] = [
            {
                "act": f"《某省{matter}条例》",
                "document_number": "",
                "article": f"第{number % 60 + 1}条",
            }
        ]
    if number % TAGGED == 1:
        found |= {"scope": "tagged", "tags": [TAG]}
    return found


def responsibilities(chance, kind):
    chosen = chance.sample(departments(), 3)
    if kind == "coordination":
        roles = ("lead", "joint", "support")
        return [
            {"department": department, "role": role, "duty": duty(chance, chance.choice(MATTERS))}
            for department, role in zip(chosen, roles, strict=True)
        ]
    if kind == "reclaimed":
        return [
            {
                "department": chosen[0],
                "role": "receiver",
                "method": f"由{chosen[0]}开展执法检查并作出处理",
            }
        ]
    return []


def duty(chance, matter):
    """Numbered lines, about a hundred signs."""
    doings = chance.sample(DOINGS, LINES)
    return "\n".join(
        f"{n}.组织开展{matter}{doing}，发现问题及时处理；" for n, doing in enumerate(doings, 1)
    )
