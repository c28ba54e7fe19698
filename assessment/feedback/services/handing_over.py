"""Who answers when a department or a township goes over into another: called
inside the change's own batch.
"""

from assessment.models import Feedback
from assessment.models.feedback import SETTLED
from dutylist.history.recording import recording
from dutylist.workflow.turns import open_turn


def departments_follow(predecessor, successors, *, on, by, reason):
    for feedback in Feedback.objects.filter(department=predecessor).select_related("county"):
        feedback.department = successors[0]
        hand_over(feedback, by, reason)


def townships_follow(predecessor, successors, *, on, by, reason):
    """Where one township follows another; of several the clerk names one anew."""
    if predecessor.level != "township" or len(successors) != 1:
        return
    rows = Feedback.objects.filter(assigned_township=predecessor).select_related("county")
    for feedback in rows:
        feedback.assigned_township = successors[0]
        hand_over(feedback, by, reason)


def hand_over(feedback, by, reason):
    """Keeps the new unit, in a batch that only those who handle it read."""
    feedback.version += 1
    audience, code = feedback.audience(), feedback.county.code
    with recording(by=by, reason=reason, county=code, audience=audience):
        feedback.save()
        if feedback.status not in SETTLED:
            open_turn(feedback, by=by)
