"""Which problems are of one kind in a year, and how many of a kind make it common (共性问题): of
the same item, or where none is named of the same words or meaning.
"""

from collections import Counter

from assessment.models import Problem
from assessment.registers.near import alike
from dutylist.organizations.models import CountyPolicy

COMMON_TIMES = "common_problem_times"


def common_times(county):
    """How many of a kind in a year are common."""
    policy = CountyPolicy.objects.filter(region=county).first() or CountyPolicy()
    return policy.value(COMMON_TIMES)


def counts_of_kinds(county, year):
    """{number of a problem: how many of its kind the county has in that year}"""
    rows = Problem.objects.filter(county=county, found_on__year=year).order_by("pk")
    rows = list(rows.values_list("pk", "item", "text"))
    of_items = Counter(item for _pk, item, _text in rows if item)
    counts = {pk: of_items[item] for pk, item, _text in rows if item}
    without = [(pk, text, "") for pk, item, text in rows if not item]
    for (pk, _name, _text), near in zip(without, alike(without, without, compute=0), strict=True):
        counts[pk] = len(near) + 1
    return counts


def is_common(problem):
    if problem.common_known is None:
        mark_common([problem])
    return problem.common_known


def mark_common(problems):
    """Says of each whether it is common, asked once for each county and year."""
    counts, times = {}, {}
    for problem in problems:
        year = problem.found_on.year
        key = problem.county_id, year
        if key not in counts:
            counts[key] = counts_of_kinds(problem.county_id, year)
            times[key] = common_times(problem.county_id)
        problem.common_known = counts[key].get(problem.pk, 1) >= times[key]
    return problems
