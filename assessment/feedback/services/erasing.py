"""How to reach a citizen is forgotten half a year after the matter was over."""

from django.utils import timezone

from assessment.models import Feedback

from .deciding import erased_on


def erase_contacts(now):
    """Empties the contact of what has been over for so long: -> how many. The column is in no
    history, so nothing is left of it.
    """
    today, erased = timezone.localdate(now), 0
    for feedback in Feedback.objects.over().exclude(contact=""):
        if today < erased_on(feedback.closed_on):
            continue
        feedback.contact = ""
        feedback.save()
        erased += 1
    return erased
