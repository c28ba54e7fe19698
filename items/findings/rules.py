"""What an edition is checked for before it goes to the sitting: findings that block, warn or
inform.
"""

from collections import defaultdict
from dataclasses import asdict, dataclass, replace

from django.utils import timezone

from dutylist.organizations.models import CountyPolicy
from items.models import Kind, LegalAct

BLOCKING = {"repealed_basis", "empty_scope", "no_receiver", "no_lead"}
# Where a county lets these block, no reason overrides them (`flows.md`: the secrecy review can not
# be overridden).
NEVER_OVERRIDDEN = {"no_secrecy_review"}


@dataclass(frozen=True)
class Finding:
    """One finding in the shape of `interface.md`; `entry` is an item code, or None for the list as
    a whole.
    """

    rule: str
    sentence: str
    place: str = ""
    remedy: str = ""
    ground: str = ""
    entry: str | None = None
    severity: str = "warning"

    def as_json(self, number):
        return {"id": number, **asdict(self)}


def severities(county):
    """{rule: severity} where a rule is no warning: the defaults, and what the county's policy says
    otherwise.
    """
    policy = CountyPolicy.objects.filter(region=county).first() or CountyPolicy()
    return {**dict.fromkeys(BLOCKING, "blocking"), **policy.value("check_severities")}


def list_findings(contents, lookup, on=None):
    """The findings on a draft list [(code or None, content)], in list order."""
    on = on or timezone.localdate()
    repealed = repealed_titles(lookup.county, on)
    found = []
    for code, content in contents:
        for check in ITEM_CHECKS:
            found += [Finding(*finding, entry=code) for finding in check(content, lookup, repealed)]
    levels = severities(lookup.county)
    found += duplicate_wordings(contents)
    return [replace(finding, severity=levels.get(finding.rule, "warning")) for finding in found]


def repealed_titles(county, on):
    acts = LegalAct.objects.for_county(county).filter(repealed_on__lte=on)
    return dict(acts.values_list("title", "repealed_on"))


def check_bases(content, lookup, repealed):
    for basis in content["bases"]:
        if basis["act"] in repealed:
            yield (
                "repealed_basis",
                f"“{content['name']}”的依据《{basis['act']}》已于{repealed[basis['act']]:%Y-%m-%d}废止。",
                "设定依据",
                "更换依据，或取消该事项。",
            )
        elif basis["act"] not in lookup.acts:
            yield (
                "unknown_act",
                f"“{content['name']}”的依据《{basis['act']}》不在法规库中。",
                "设定依据",
                "核对名称，或在法规库中登记。",
            )


def check_scope(content, lookup, repealed):
    if not lookup.in_scope(content):
        yield (
            "empty_scope",
            f"“{content['name']}”没有任何适用的单位。",
            "适用范围",
            "选择适用的单位或区域类型。",
        )


def check_departments(content, lookup, repealed):
    roles = [row["role"] for row in content["responsibilities"]]
    if content["kind"] == Kind.RECLAIMED and "receiver" not in roles:
        yield (
            "no_receiver",
            f"收回事项“{content['name']}”没有承接部门。",
            "承接部门",
            "填写承接部门。",
        )
    if content["kind"] == Kind.COORDINATION and "lead" not in roles:
        yield (
            "no_lead",
            f"配合事项“{content['name']}”没有排在第一位的牵头部门。",
            "对应上级部门",
            "指定牵头部门。",
        )


def check_receivers(content, lookup, repealed):
    if content["kind"] != Kind.RECLAIMED:
        return
    receivers = [
        row
        for row in content["responsibilities"]
        if row["role"] == "receiver" and not row["collective"]
    ]
    if any(not row["internal_office"] for row in receivers):
        yield (
            "no_internal_office",
            f"收回事项“{content['name']}”未写明承接内设机构。",
            "承接内设机构",
            "补充内设机构。",
        )
    if any(not row["transition_on"] for row in receivers):
        yield (
            "no_transition",
            f"收回事项“{content['name']}”未写明交接期限。",
            "交接期限",
            "补充交接期限。",
        )


def check_wording(content, lookup, repealed):
    if not content["category"]:
        yield "no_category", f"“{content['name']}”没有类别。", "类别", "选择类别。"
    if content["kind"] == Kind.COORDINATION and not content["township_duty"]:
        yield (
            "no_township_duty",
            f"配合事项“{content['name']}”没有写明配合职责。",
            "配合职责",
            "补充配合职责。",
        )
    if not content["secrecy_review"]:
        yield (
            "no_secrecy_review",
            f"“{content['name']}”没有登记保密审查。",
            "保密审查",
            "登记审查人、日期和结论。",
        )


ITEM_CHECKS = (check_bases, check_scope, check_departments, check_receivers, check_wording)


def duplicate_wordings(contents):
    names = defaultdict(list)
    for code, content in contents:
        names[content["kind"], content["name"]].append(code)
    for (_, name), codes in names.items():
        if len(codes) > 1:
            yield Finding(
                "duplicate_name",
                f"同类事项中有{len(codes)}个“{name}”。",
                "事项名称",
                "合并，或在名称中写明区别。",
                entry=codes[0],
            )
