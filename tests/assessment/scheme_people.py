"""A published county with those who have a part in assessment schemes."""

from types import SimpleNamespace

from dutylist.organizations.roles import Role
from items.models import Category
from items.register.services.acts import create_act
from tests.access_control.people import API, browser_of, get, patch, post, told
from tests.factories import (
    make_category,
    make_content,
    make_county,
    make_department,
    make_items,
    make_staff,
    make_townships,
    make_user,
    publish,
)
from tests.grounds import ground

__all__ = ["API", "SCHEMES", "browser_of", "get", "patch", "place", "post", "told"]
SCHEMES = f"{API}schemes/"
ACT = "中华人民共和国粮食安全保障法"
LED = {
    "responsibilities": [{"department": "县公安局", "role": "lead", "duty": "预警劝阻、案件侦办"}],
    "township_duty": "1.协助入户劝阻；\n2.上报线索。",
}
METHOD = "取消对乡镇的排名通报，由部门统计"
TAKEN_BACK = {
    "responsibilities": [{"department": "县商务局", "role": "receiver", "method": METHOD}]
}
NAMES = {
    "rivers": ("basic", "落实河湖长制，开展河湖日常巡查保洁"),
    "grain": ("basic", "落实粮食安全责任，稳定粮食播种面积"),
    "disputes": ("basic", "排查化解矛盾纠纷，开展人民调解"),
    "fraud": ("coordination", "反电信网络诈骗"),
    "business": ("reclaimed", "开展招商引资数量、到位资金排名考核"),
}


@ground
def place(db):
    """示例县 with three towns, and a list that holds an item of each kind."""
    county = make_county()
    towns = make_townships(3, county=county)
    names = ("县委组织部", "县水利局", "县公安局", "县商务局", "县农业农村局")
    departments = {name: make_department(name, county=county) for name in names}
    contents = []
    for kind, name in NAMES.values():
        make_kind(kind, county)
        more = {"coordination": LED, "reclaimed": TAKEN_BACK}.get(kind, {})
        contents.append(make_content(kind, name, category="治理", **more))
    items = make_items(contents, county=county)
    clerk, recorder, lead = make_staff(county)
    create_act(county, ACT, by=clerk, reason="登记")
    publish(county, staff=(clerk, recorder, lead))
    owner = departments["县委组织部"]
    return SimpleNamespace(
        county=county,
        towns=towns,
        departments=departments,
        codes=dict(zip(NAMES, [item.code for item in items], strict=True)),
        items=dict(zip(NAMES, items, strict=True)),
        clerk=clerk,
        lead=lead,
        head=make_user(Role.DEPARTMENT_LEAD, department=owner, name="何组织"),
        staff=make_user(Role.DEPARTMENT_STAFF, department=owner, name="林组织"),
        other=make_user(Role.DEPARTMENT_LEAD, department=departments["县水利局"], name="水利人"),
        mayor=make_user(Role.TOWNSHIP_LEAD, township=towns[0], name="吴镇长"),
        auditor=make_user(Role.AUDITOR, region=county, name="审计人"),
    )


def make_kind(kind, county):
    """The category of a kind, once a county."""
    if not Category.objects.filter(county=county, kind=kind).exists():
        make_category(kind, "治理", county=county)


def indicator(place, name="河湖日常巡查", **fields):
    row = {"name": name, "text": "河道保洁现状，现场抽查", "weight": 20, "lead": "县水利局"}
    return row | {"items": [place.codes["rivers"]]} | fields


def scheme_told(place, *indicators, **fields):
    """The body of a scheme of the department of organisation."""
    return {
        "county": place.county.code,
        "owner": {"department": "县委组织部"},
        "year": 2026,
        "title": "示例县2026年度乡镇综合考核实施方案",
        "bearer": "township",
        "total_points": 100,
        "frequency": "每年一次",
        "days": 2,
        "indicators": list(indicators) or [indicator(place)],
        **fields,
    }


def decided(user, pk, action, facts=None, *, reason=""):
    body = {"action": action, "reason": reason, "facts": facts or {}}
    return post(user, f"{SCHEMES}{pk}/decisions/", body, **{"If-Match": "*"})
