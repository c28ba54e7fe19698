"""The circumstances of requests (调整情形): the table as it ships, and as a county has it.

Each has the channels it is for, the papers that it asks for beside the others, and a limit in
working days of its own where it has one.
"""

from datetime import date
from typing import NamedTuple

from django.utils import timezone

from access_control.models import ChangeRequest, Channel
from dutylist.organizations.models import CountyPolicy
from dutylist.organizations.policy_shapes import (
    Column,
    Day,
    Lines,
    Rows,
    SomeOf,
    Text,
    WholeNumber,
)


class Circumstance(NamedTuple):
    code: str
    name: str
    channels: tuple
    papers: tuple = ()
    days: int | None = None
    until: date | None = None  # from this day on it is not chosen any more

    def is_open(self, on):
        return self.until is None or on < self.until


SHIPPED = {
    "superior": {"name": "上级交办", "channels": ["admission", "temporary"]},
    "own_motion": {"name": "部门动议", "channels": ["admission", "adjustment", "temporary"]},
    "law_changed": {"name": "法律法规立改废释", "channels": list(Channel.values)},
    "reform": {"name": "机构职能调整", "channels": ["adjustment", "summary"]},
    "delegation": {"name": "简政放权", "channels": ["adjustment"]},
    "township_request": {"name": "乡镇自主申请", "channels": ["adjustment"]},
    "township_unable": {"name": "乡镇被动承接、不愿承接、无力承接", "channels": ["adjustment"]},
    "common_problem": {"name": "监督发现的共性问题", "channels": ["adjustment"]},
    "support_failed": {"name": "保障未兑现", "channels": ["adjustment"]},
    "trial_ended": {"name": "试点期满", "channels": ["adjustment"]},
}
TABLE = Rows(
    {
        "name": Column("名称", Text(), required=True),
        "channels": Column(
            "适用渠道", SomeOf(dict(Channel.choices), least=1), required=True, words="适用于{}"
        ),
        "papers": Column(
            "另需材料", Lines(), words="另需{}", help="每行一份材料的名称，没有的不填。"
        ),
        "days": Column(
            "单独的办理时限（工作日）",
            WholeNumber("个工作日"),
            words="办理时限{}",
            help="没有单独时限的不填。",
        ),
        "until": Column(
            "停用日期", Day(), words="{}起停用", help="自这一天起新的申请不能再选；不停用的不填。"
        ),
    },
    noun="情形",
)


def circumstances_of(county):
    """{code: `Circumstance`} of the county's table, in its order, those that were ended too."""
    policy = CountyPolicy.objects.filter(region=county).first() or CountyPolicy()
    found = {}
    for code, row in policy.value("circumstances").items():
        until = row.get("until")
        found[code] = Circumstance(
            code,
            row["name"],
            tuple(row["channels"]),
            tuple(row.get("papers", ())),
            row.get("days"),
            until and date.fromisoformat(until),
        )
    return found


def circumstances_open(county, *, kept="", on=None):
    """{code: `Circumstance`} of those that may be chosen on a day; `kept` is the one that a request
    names already.
    """
    on = on or timezone.localdate()
    table = circumstances_of(county)
    return {code: row for code, row in table.items() if code == kept or row.is_open(on)}


def used_in(county):
    """The codes that requests of the county name, also for their next submission."""
    used = set()
    requests = ChangeRequest.objects.filter(county=county).order_by()
    for names in requests.values_list("circumstance", "rewording__circumstance").distinct():
        used.update(names)
    return used


def faults_of_removal(county, before, after):
    """{code: sentence} of the circumstances that requests of the county rest on and that would be
    gone from its table.
    """
    gone = set(before) - set(after)
    faults = {}
    for code in sorted(gone & used_in(county)):
        name = before[code]["name"]
        faults[code] = f"“{name}”已有申请采用，不能删除；不再使用的，请填写停用日期。"
    return faults
