"""Whoever asks what the office has answered before is told so, beside the list: what was confirmed,
is for everybody, and speaks of what that list says. Who asked is never told.
"""

from access_control.models import Interpretation
from items.published.interpreted import (
    Told,
    tell_interpretations_of_item,
    tell_interpreted,
)
from items.search.everyday_words import pairs_asked
from items.search.text import fold

from .wording import holds_in

# Of the pairs of characters of what is asked, and of the question that was answered, how many both
# have: a word or two out of a long question are not that question.
ENOUGH_OF_ASKED = 0.6
ENOUGH_OF_QUESTION = 0.25
# Of both together: from here on it is that very question, and the look-up answers by it.
SAME_QUESTION = 0.7
MOST_TOLD = 3


@tell_interpreted
def interpretations_asked_for(text, published):
    """Those whose question a text resembles, the likest first."""
    found = []
    for interpretation in Interpretation.objects.for_everybody(published.county["code"]):
        likeness = likeness_of(text, interpretation.question)
        if likeness and holds_in(published, interpretation):
            found.append((likeness, interpretation))
    found.sort(key=lambda pair: -pair[0])
    told = []
    for likeness, interpretation in found[:MOST_TOLD]:
        told.append(Told(public_json(interpretation), likeness >= SAME_QUESTION))
    return told


@tell_interpretations_of_item
def interpretations_beside_item(published, code):
    rows = Interpretation.objects.for_everybody(published.county["code"]).filter(item__code=code)
    return [public_json(row) for row in rows if holds_in(published, row)]


def likeness_of(text, question):
    """What share of both is common, 1 for the same words, 0 where too little is."""
    if fold(text) == fold(question):
        return 1
    asked, answered = pairs_asked(text), pairs_asked(question)
    common = len(asked & answered)
    if not common:
        return 0
    if common < ENOUGH_OF_ASKED * len(asked) or common < ENOUGH_OF_QUESTION * len(answered):
        return 0
    return 2 * common / (len(asked) + len(answered))


def public_json(interpretation):
    return {
        "id": interpretation.pk,
        "question": interpretation.question,
        "text": interpretation.text,
        "answer": interpretation.answer_kind,
        "item": interpretation.item and interpretation.item.code,
        "confirmed_on": interpretation.confirmed_on.isoformat(),
    }
