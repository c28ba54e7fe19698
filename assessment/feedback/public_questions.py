"""The published answers, for the public page of their item, or of feedback where they have none:
the words that the clerk let everybody read, never those that were sent, and nobody's contact.
"""

from assessment.models import Feedback
from items.published.asked_in_public import AskedInPublic, asked_in_public

MOST_SHOWN = 10


@asked_in_public
def published_answers(code):
    return told_in_public(Feedback.objects.published_on(code))


def answers_about_no_item(county_code):
    """What a county answered in public that is about no item of its list: [`AskedInPublic`]."""
    return told_in_public(Feedback.objects.published_of_no_item(county_code))


def told_in_public(rows):
    told = []
    for feedback in rows.with_units()[:MOST_SHOWN]:
        unit = feedback.assigned.name if feedback.assigned else ""
        answered_on = feedback.answered_on.isoformat()
        told.append(AskedInPublic(feedback.public_text, feedback.public_answer, unit, answered_on))
    return told
