"""The circumstances of requests (调整情形): the table as it ships, and as a county has it.

Each has the channels it is for, the papers that it asks for beside the others, and a limit in
working days of its own where it has one (`domain.md`, "Words").
"""

from typing import NamedTuple

from access_control.models import Channel
from dutylist.organizations.models import CountyPolicy

EVERY_CHANNEL = tuple(channel.value for channel in Channel)
LONGEST_DAYS = 365


class Circumstance(NamedTuple):
    code: str
    name: str
    channels: tuple
    papers: tuple = ()
    days: int | None = None


SHIPPED = {
    "superior": {"name": "上级交办", "channels": ["admission", "temporary"]},
    "own_motion": {"name": "部门动议", "channels": ["admission", "adjustment", "temporary"]},
    "law_changed": {"name": "法律法规立改废释", "channels": list(EVERY_CHANNEL)},
    "reform": {"name": "机构职能调整", "channels": ["adjustment", "summary"]},
    "delegation": {"name": "简政放权", "channels": ["adjustment"]},
    "township_request": {"name": "乡镇自主申请", "channels": ["adjustment"]},
    "township_unable": {"name": "乡镇被动承接、不愿承接、无力承接", "channels": ["adjustment"]},
    "common_problem": {"name": "监督发现的共性问题", "channels": ["adjustment"]},
    "support_failed": {"name": "保障未兑现", "channels": ["adjustment"]},
    "trial_ended": {"name": "试点期满", "channels": ["adjustment"]},
}
MEMBERS = ("name", "channels", "papers", "days")


def circumstances_of(county):
    """{code: `Circumstance`} of the county's table, in its order."""
    policy = CountyPolicy.objects.filter(region=county).first() or CountyPolicy()
    found = {}
    for code, row in policy.value("circumstances").items():
        channels, papers = tuple(row["channels"]), tuple(row.get("papers", ()))
        found[code] = Circumstance(code, row["name"], channels, papers, row.get("days"))
    return found


def fault_of_table(value):
    """What is wrong with a county's own table, or ""."""
    if not isinstance(value, dict) or not value:
        return "请按情形的代码填写名称、适用渠道、另需材料和办理时限。"
    for code, row in value.items():
        if fault := fault_of_row(row):
            return f"{code}：{fault}"
    return ""


def fault_of_row(row):
    if not isinstance(row, dict) or set(row) - set(MEMBERS):
        return f"可填：{'、'.join(MEMBERS)}。"
    if not isinstance(row.get("name"), str) or not row["name"].strip():
        return "请填写名称。"
    channels = row.get("channels")
    if not is_texts(channels) or not channels or set(channels) - set(EVERY_CHANNEL):
        return f"适用渠道可填：{'、'.join(EVERY_CHANNEL)}。"
    if not is_texts(row.get("papers", [])):
        return "另需材料应为名称的列表。"
    days = row.get("days")
    is_number = isinstance(days, int) and not isinstance(days, bool)
    if days is not None and not (is_number and 1 <= days <= LONGEST_DAYS):
        return f"办理时限应为1到{LONGEST_DAYS}的整数。"
    return ""


def is_texts(value):
    return isinstance(value, list) and all(isinstance(text, str) and text for text in value)
