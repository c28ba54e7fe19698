"""The page of one interpretation: the question, the answer, the item it rests on, and the moves of
whoever reads it.
"""

from django.shortcuts import get_object_or_404, redirect, render

from access_control.interpretations import moves  # noqa: F401 (names the flow)
from access_control.models import (
    Interpretation,
    InterpretationAction,
    InterpretationKind,
    InterpretationStatus,
)
from dutylist.organizations.record_readers import reads_counties
from dutylist.organizations.words import words_for
from dutylist.staff.pages import desk_form
from dutylist.workflow.engine import whose_turn
from dutylist.workflow.panels import Moves, lost
from items.register.picking import item_choices


def interpretation_seen(http, pk):
    """The interpretation of this number; 404 where it is not this person's to read."""
    rows = Interpretation.objects.visible_to(http.user).with_units()
    return get_object_or_404(rows, pk=pk).as_known_to(http.user)


@desk_form
def interpretation(http, pk):
    subject = interpretation_seen(http, pk)
    sent, status = None, 200
    if http.method == "POST":
        sent, status = moves_of(subject, http.user).make(http)
        if sent is None:
            return redirect(subject)
        subject = interpretation_seen(http, pk)
    return render(http, "interpretations/one.html", page_of(http, subject, sent), status=status)


def moves_of(subject, user):
    """An answer that was given before stands in the form, to be kept or mended."""
    before = {"text": subject.text, "kind": subject.kind}
    if subject.text and not subject.is_public:
        before["internal"] = "yes"
    return Moves(
        subject,
        user,
        suggested={InterpretationAction.ANSWER: before},
        choices={
            "kind": InterpretationKind.choices,
            "item": item_choices(subject.county)[1:],
        },
    )


def page_of(http, subject, sent):
    decisions = subject.decisions_known_to(http.user)
    panels = moves_of(subject, http.user).panels(decisions, sent)
    return {
        "county": subject.county,
        "words": words_for(subject.county),
        "subject": subject,
        "turn": whose_turn(subject),
        "panels": panels,
        "has_lapsed": subject.status == InterpretationStatus.LAPSED,
        "refused": sent,
        "lost_form": lost(sent, panels) if sent else None,
        "decisions": decisions,
        "reads_record": reads_counties(http.user),
    }
