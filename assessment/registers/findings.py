"""The findings of a row as API and pages tell them, and blocking ones set aside with a reason."""

from dutylist.workflow.facts import Fact, FactType
from dutylist.workflow.refusals import Invalid
from items.findings.registry import TOLD_TWICE, Severity, may_be_overridden, severities_of

OVERRIDES = Fact(
    "overrides",
    FactType.ROWS,
    "保留问题的理由",
    columns=(
        Fact("finding", FactType.INTEGER, "审核提示", required=True),
        Fact("reason", FactType.TEXT, "理由", required=True, is_long=True),
    ),
)


def found(county, hits):
    """[finding as the API tells it] of [(rule, what its sentence is filled in with)]."""
    severities = severities_of(county)
    findings = []
    for number, (rule, facts) in enumerate(hits, 1):
        finding = rule.finding(facts.get("code"), severities[rule.code], facts)
        findings.append(finding.as_json(number))
    return findings


def blocking(findings):
    return [one for one in findings if one["severity"] == Severity.BLOCKING]


def require_set_aside(findings, facts):
    """Refuses while a blocking finding stands without a reason; what is told of each is kept with
    its sentence.
    """
    by_number = {one["id"]: one for one in findings}
    told, errors = set(), {}
    for place, row in enumerate(facts.get("overrides") or []):
        finding = by_number.get(row.get("finding"))
        if finding is None:
            errors[f"overrides.{place}.finding"] = "没有这条审核提示。"
        elif not may_be_overridden(finding["rule"]):
            errors[f"overrides.{place}.finding"] = "这一提示须处理，不能说明理由后继续。"
        elif finding["id"] in told:
            errors[f"overrides.{place}.finding"] = TOLD_TWICE
        else:
            told.add(finding["id"])
            row["rule"] = finding["sentence"]
    if errors:
        raise Invalid(errors)
    left = [one["sentence"] for one in blocking(findings) if one["id"] not in told]
    if left:
        raise Invalid(
            {"overrides": f"{''.join(left)}须先处理，或者逐条说明理由后继续。"}, code="blocked"
        )
