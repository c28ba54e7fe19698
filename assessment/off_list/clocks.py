"""What the daily run does with off-list reports: older ones ask whoever is named now."""

from assessment.models.off_list_reports import open_reports
from dutylist.notices.jobs import Stage, daily
from dutylist.organizations.models import User
from dutylist.workflow.turns import open_turn

NOTE = "清单外反映的待办已经核对。"  # how many there are is for nobody else


@daily("off_list_todos", Stage.MOVES)
def ask_named_people(now):
    system = User.objects.system()
    for report in open_reports().select_related("county"):
        open_turn(report, by=system, at=now)
    return NOTE
