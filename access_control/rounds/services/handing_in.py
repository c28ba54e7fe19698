"""What was asked for opinions is handed in with an edition next: the clerk is asked for it when a
round has ended, and no more once the next one is opened, the revision is handed in, given up or
emptied.
"""

from django.urls import reverse

from dutylist.notices.models import ToDo
from dutylist.notices.services import open_todo, set_aside
from dutylist.organizations.roles import Role
from items.models import RevisionStatus

STEP = "起草版次，提请审定"


def ask_to_hand_in(revision):
    if revision.status != RevisionStatus.OPEN or not revision.changes.pending().exists():
        return
    ask_no_more(revision)
    open_todo(
        flow=revision.flow_name,
        subject_id=revision.pk,
        title=f"{STEP}：{revision}征求意见已经结束",
        url=reverse("desk:editions"),
        role=Role.CLERK,
        county_id=revision.county_id,
    )


def ask_no_more(revision):
    """Nobody did what was asked: it is closed and names nobody."""
    asked = ToDo.objects.of(revision.flow_name, revision.pk).open()
    set_aside(asked.filter(title__startswith=STEP))
