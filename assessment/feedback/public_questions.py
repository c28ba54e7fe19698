"""The published answers of an item, for its public page: the words that the clerk let everybody read,
never those that were sent, and nobody's contact.
"""

from assessment.models import Feedback
from items.published.asked_in_public import AskedInPublic, asked_in_public

MOST_SHOWN = 10


@asked_in_public
def published_answers(code):
    rows = Feedback.objects.published_on(code).with_units()
    told = []
    for feedback in rows[:MOST_SHOWN]:
        unit = feedback.assigned.name if feedback.assigned else ""
        answered_on = feedback.answered_on.isoformat()
        told.append(AskedInPublic(feedback.public_text, feedback.public_answer, unit, answered_on))
    return told
