"""What the demo county has of problems: three of a kind, common; one is being answered."""

from django.utils import timezone

from assessment.models import ProblemAction as Action
from assessment.registers.demo_people import people_of_demo
from dutylist.workflow.engine import perform
from items.models import DutyItem, Kind

from .services.registering import register_problem

SAID = (
    ("visit", "clerk", "配合事项没有培训，村里不会用巡查系统"),
    ("inspection", "inspector", "主管部门没有组织培训，巡查记录不合要求"),
    ("execution", "clerk", "培训和设备没有到位，线索上报不及时"),
)


def add_to_demo(county):
    """Registers them by the accounts of the demo: -> what to say of it."""
    people = people_of_demo()
    items = DutyItem.objects.of_county(county).current().filter(kind=Kind.COORDINATION)
    item = items.order_by("code").first()
    problems = []
    for source, by, text in SAID:
        told = {
            "county": county.code,
            "source": source,
            "found_on": timezone.localdate().isoformat(),
            "text": text,
            "item": item.code,
        }
        problems.append(register_problem(told, by=people[by], source="seed"))
    unit = {"department": "县自然资源局"}
    perform(problems[0], Action.ASSIGN, by=people["clerk"], unit=unit)
    return "问题清单"
