"""One feedback on the desk: what was said, who answers, and the moves of whoever reads it."""

from django.shortcuts import get_object_or_404, redirect, render

from assessment.feedback import moves  # noqa: F401 (names the flow)
from assessment.feedback.reading import item_name
from assessment.models import Feedback, FeedbackAction, Problem
from dutylist.attachments.panel import attachments_of
from dutylist.organizations.models import Department, Region
from dutylist.organizations.words import words_for
from dutylist.staff.pages import desk_form
from dutylist.workflow.engine import whose_turn
from dutylist.workflow.panels import Moves, lost


def feedback_seen(http, pk):
    """The feedback of this number; 404 where it is somebody else's."""
    rows = Feedback.objects.visible_to(http.user).with_units()
    return get_object_or_404(rows.select_related("county__parent"), pk=pk)


@desk_form
def one(http, pk):
    feedback = feedback_seen(http, pk)
    form, status = None, 200
    if http.method == "POST":
        form, status = moves_of(feedback, http.user).make(http)
        if form is None:
            return redirect("desk:feedback-one", pk)
        feedback = feedback_seen(http, pk)
    return render(http, "feedback/one.html", page_of(http, feedback, form), status=status)


def moves_of(feedback, user):
    """The moves for one person; what will be told to everybody starts with what was said."""
    departments = Department.objects.filter(county=feedback.county).valid()
    names = departments.order_by("position", "pk").values_list("name", flat=True)
    towns = Region.objects.valid().townships_of(feedback.county).values_list("code", "name")
    choices = {
        "department": [(name, name) for name in names],
        "township": list(towns),
    }
    suggested = {
        FeedbackAction.PUBLISH: {"text": feedback.text, "answer": feedback.answer},
        FeedbackAction.TO_PROBLEM: {"text": feedback.text},
    }
    return Moves(feedback, user, choices=choices, suggested=suggested)


def page_of(http, feedback, form):
    decisions = list(feedback.decisions)
    panels = moves_of(feedback, http.user).panels(decisions, form)
    return {
        "county": feedback.county,
        "words": words_for(feedback.county),
        "feedback": feedback,
        "turn": whose_turn(feedback),
        "item_name": item_name(feedback.county.code, feedback.item_code),
        "shows_contact": feedback.shows_contact_to(http.user),
        "problem": Problem.objects.visible_to(http.user).filter(pk=feedback.problem_id).first(),
        "panels": panels,
        "refused": form,
        "lost_form": lost(form, panels),
        "decisions": decisions,
        "attachments": attachments_of(feedback, http.user),
    }
