"""What the demo county has of reports asked of townships: one is answered, one a twin of it."""

from assessment.models import DemandAction as Action
from assessment.registers.demo_people import people_of_demo
from assessment.registers.services.writing import make_row
from dutylist.workflow.engine import perform

from .registers import REPORT_DEMANDS


def add_to_demo(county):
    """Hands them in by the accounts of the demo: -> what to say of it."""
    people = people_of_demo()

    def submitted(by, title, **told):
        told |= {"county": county.code, "title": title, "frequency": "每月"}
        row = make_row(REPORT_DEMANDS, told, by=people[by], source="seed")
        perform(row, Action.SUBMIT, by=people[by])
        return row

    first = submitted("department", "耕地撂荒情况月报表", basis="土地管理法实施条例")
    perform(first, Action.APPROVE, by=people["lead"])
    submitted("department2", "撂荒耕地情况统计月报表")
    return "报表台账"
