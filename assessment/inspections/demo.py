"""What the demo county has of inspections: one of the plan, and one outside it that was merged into
it.
"""

from django.utils import timezone

from assessment.models import InspectionAction as Action
from assessment.registers.demo_people import people_of_demo
from assessment.registers.services.writing import make_row
from dutylist.workflow.engine import perform

from .registers import INSPECTIONS


def add_to_demo(county):
    """Plans and merges them by the accounts of the demo: -> what to say of it."""
    people = people_of_demo()
    today = timezone.localdate()

    def submitted(by, title, kind, **told):
        day = today.isoformat()
        told |= {"county": county.code, "year": today.year, "from": day, "to": day}
        told |= {"title": title, "kind": kind, "subject": "安全生产"}
        row = make_row(INSPECTIONS, told, by=people[by], source="seed")
        perform(row, Action.SUBMIT, by=people[by])
        return row

    planned = submitted("department", "矿山安全生产督查", "comprehensive", in_plan=True)
    perform(planned, Action.APPROVE, by=people["lead"])
    other = submitted("department2", "安全生产专项检查", "special", in_plan=False)
    reason = "内容、时间相近，由两个部门联合开展一次。"
    perform(other, Action.MERGE, by=people["lead"], reason=reason, into=planned.pk)
    return "督查检查考核"
