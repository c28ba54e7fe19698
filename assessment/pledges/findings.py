"""What is said of a pledge or a veto item: it needs a ground from the centre or the province."""

from assessment.registers.findings import found
from dutylist.organizations.models import CountyPolicy
from items.findings.registry import Rule, Severity, register_rule

NO_GROUND = register_rule(
    Rule(
        "no_ground",
        "“{name}”没有{levels}文件作为依据：{lacking}。",
        check=None,
        place="依据的发文层级、文号",
        remedy="没有依据的，不得要求基层单位签订责任状，不得设定“一票否决”事项。",
        ground="中共中央办公厅、国务院办公厅关于整治形式主义为基层减负的有关规定",
        severity=Severity.BLOCKING,
    )
)
LEVELS = "pledge_levels"


def levels_accepted(county):
    """The levels whose documents are a ground in this county."""
    policy = CountyPolicy.objects.filter(region=county).first() or CountyPolicy()
    return policy.value(LEVELS)


def findings_of(row, user=None):
    labels = dict(row._meta.get_field("issuer_level").choices)
    accepted = levels_accepted(row.county)
    lacking = []
    if row.issuer_level not in accepted:
        lacking.append(f"依据是{labels[row.issuer_level]}文件")
    if not row.document_number:
        lacking.append("没有填写文号")
    if not lacking:
        return []
    levels = "、".join(labels[level] for level in accepted)
    facts = {"name": row.title, "levels": levels, "lacking": "，".join(lacking)}
    return found(row.county, [(NO_GROUND, facts)])
