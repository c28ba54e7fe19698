"""Who answers when a department or a township goes over into another: called
inside the change's own batch.
"""

from assessment.models import AnswerTap, Feedback
from assessment.models.feedback import SETTLED
from dutylist.history.recording import recording
from dutylist.organizations.services.moving import give_to
from dutylist.workflow.turns import open_turn


def departments_follow(predecessor, successors, *, on, by, reason):
    for feedback in Feedback.objects.filter(department=predecessor).select_related("county"):
        feedback.department = successors[0]
        hand_over(feedback, by, reason)


def regions_follow(predecessor, successors, *, on, by, reason):
    """A county's feedback and counts belong to its new row. Where one township follows another, it
    answers; of several the clerk names one anew.
    """
    if len(successors) != 1:
        return
    if predecessor.level != "township":
        rows = Feedback.objects.filter(county=predecessor)
        give_to(successors[0], rows, by=by, reason=reason, audience_of=audience_of_feedback)
        AnswerTap.objects.filter(county=predecessor).update(county=successors[0])
        return
    rows = Feedback.objects.filter(assigned_township=predecessor).select_related("county")
    for feedback in rows:
        feedback.assigned_township = successors[0]
        hand_over(feedback, by, reason)


def audience_of_feedback(feedback):
    return feedback.audience()


def hand_over(feedback, by, reason):
    """Keeps the new unit, in a batch that only those who handle it read."""
    feedback.version += 1
    audience, code = feedback.audience(), feedback.county.code
    with recording(by=by, reason=reason, county=code, audience=audience):
        feedback.save()
        if feedback.status not in SETTLED:
            open_turn(feedback, by=by)
