"""What the demo county has of satisfaction rounds: one that was published, with answers enough."""

from datetime import timedelta

from django.utils import timezone

from assessment.models import SatisfactionAction
from dutylist.organizations.models import Region, User
from dutylist.workflow.engine import perform

from .services.planning import create_round
from .services.rating import keep_ballot

DEPARTMENTS = ("县自然资源局", "县水利局", "县农业农村局")
DIMENSIONS = ("响应及时", "帮助有效")
ANSWERS = (
    ("satisfied", "satisfied"),
    ("satisfied", "mostly"),
    ("mostly", "satisfied"),
    ("mostly", "unknown"),
    ("satisfied", "mostly"),
    ("unsatisfied", "mostly"),
)


def add_to_demo(county):
    """-> what to say of it. Not every township of the demo has an account: the ballots of those
    that have none are laid down as the service would write them.
    """
    lead, today = User.objects.get(username="lead"), timezone.localdate()
    told = {
        "county": county.code,
        "year": today.year,
        "title": f"{today.year}年度部门服务基层满意度评价",
        "departments": list(DEPARTMENTS),
        "dimensions": list(DIMENSIONS),
        "opens_on": today.isoformat(),
        "closes_on": (today + timedelta(days=10)).isoformat(),
    }
    row = create_round(told, by=lead, source="seed")
    perform(row, SatisfactionAction.OPEN, by=lead)
    answer(row, county)
    perform(row, SatisfactionAction.CLOSE, by=lead)
    perform(row, SatisfactionAction.PUBLISH, by=lead)
    return "满意度评价"


def answer(row, county):
    rated = list(row.departments.order_by("position").values_list("department", flat=True))
    towns = Region.objects.valid().townships_of(county).order_by("code")[: len(ANSWERS)]
    for place, town in enumerate(towns):
        ratings = {}
        for shift, pk in enumerate(rated):
            answers = ANSWERS[(place + shift) % len(ANSWERS)]
            ratings[str(pk)] = {"answers": list(answers), "text": ""}
        keep_ballot(row, town, ratings)
