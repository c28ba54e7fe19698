"""What is said of an inspection before it is approved: a second comprehensive one, one that repeats
another, one outside the plan.
"""

from assessment.models import Inspection, InspectionKind
from assessment.registers.findings import found
from dutylist.organizations.models import CountyPolicy
from items.findings.registry import Rule, Severity, register_rule

from .repeats import repeats_of

GROUND = "中共中央办公厅关于统筹规范督查检查考核工作的有关规定"
MOST_A_YEAR = "comprehensive_a_year"

SECOND_COMPREHENSIVE = register_rule(
    Rule(
        "second_comprehensive",
        "{owner}{year}年已有综合性督查检查“{other}”，一年最多{most}次。",
        check=None,
        place="类别",
        remedy="与已有的合并开展，或者改为确有必要的专项检查。",
        ground=GROUND,
        severity=Severity.BLOCKING,
    )
)
REPEAT = register_rule(
    Rule(
        "repeat",
        "与{owner}的“{other}”内容相近、时间相近，{count}个单位重复。",
        check=None,
        place="检查内容、时间",
        remedy="内容相近的合并开展，由编办负责人办理“合并”。",
        ground=GROUND,
    )
)
OUT_OF_PLAN = register_rule(
    Rule(
        "out_of_plan",
        "“{name}”没有列入{year}年度计划。",
        check=None,
        place="列入年度计划",
        remedy="计划外的，由编办负责人同意以后，再经会议审定。",
        ground=GROUND,
    )
)


def findings_of(row, user=None):
    hits = []
    if other := comprehensive_before(row):
        facts = {
            "owner": row.department.name,
            "year": row.year,
            "other": other.title,
            "most": most_a_year(row.county),
        }
        hits.append((SECOND_COMPREHENSIVE, facts))
    for other, overlap in repeats_of(row, user):
        facts = {"owner": other.department.name, "other": other.title, "count": len(overlap)}
        hits.append((REPEAT, facts))
    if not row.in_plan:
        hits.append((OUT_OF_PLAN, {"name": row.title, "year": row.year}))
    return found(row.county, hits)


def most_a_year(county):
    policy = CountyPolicy.objects.filter(region=county).first() or CountyPolicy()
    return policy.value(MOST_A_YEAR)


def comprehensive_before(row):
    """Another comprehensive inspection of the same department and year, where it has as many as
    there may be; None where this is no further one.
    """
    if not (row.is_comprehensive and row.is_live):
        return None
    others = Inspection.objects.live().filter(
        county=row.county_id,
        department=row.department_id,
        year=row.year,
        kind=InspectionKind.COMPREHENSIVE,
    )
    others = list(others.exclude(pk=row.pk).order_by("pk"))
    return others[0] if len(others) >= most_a_year(row.county) else None
