"""The opinion of a unit on the draft changes that concern it: saved in parts, sent once; from paper
by the clerk.
"""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from access_control.models import RoundAction, RoundOpinion
from access_control.requests.forms import OpinionForm, capacity_initial, opinion_initial
from access_control.requests.paths import policy_of
from access_control.requests.views.opinion import (
    QUESTIONS,
    at_boxes,
    is_sending,
    key_of,
    parts_of,
    reply_by,
    unit_told,
)
from access_control.rounds import moves  # noqa: F401 (names the flow)
from access_control.rounds.services.giving import give_opinion
from dutylist.organizations.roles import Role
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_form
from dutylist.workflow.attached import attachment_keeper
from dutylist.workflow.panels import Moves, lost
from dutylist.workflow.refusals import Invalid, Refusal
from items.models import ProposedChange
from items.register.places import frame

from .seen import given_of, rounds_or_404


@takes("unit")
@desk_form
def opinion(http, pk):
    revision, rows = rounds_or_404(http, pk)
    if not rows:
        raise Http404
    row = rows[-1].as_known_to(http.user)
    to_give = opinions_to_give(row, http.user)
    own = opinions_of_own(rows, http.user)
    if not to_give and not own:
        return redirect("desk:revision-rounds", pk)
    chosen = chosen_of(http, to_give)
    contest, is_contest = None, http.POST.get("action") == RoundAction.CONTEST
    form, status = form_of(http, row, chosen, is_sent=not is_contest), 200
    if is_contest:
        contest, status = contesting(row, http.user).make(http)
        if contest is None:
            return redirect(http.get_full_path())
    elif http.method == "POST":
        status = give(http, row, form, chosen)
        if status == 302:
            return redirect(next_page(http, row, chosen))
    context = page_of(http, row, to_give, chosen, form)
    context |= {"revision": revision, "given": [given_of(one) for one in own if one.sent_at]}
    context |= panels_of(row, http.user, contest)
    return render(http, "rounds/opinion.html", context, status=status)


def contesting(row, user):
    """The one move that a unit makes of a round: it contests what was recorded for it."""
    return Moves(row, user, only=(RoundAction.CONTEST,))


def panels_of(row, user, sent):
    panels = contesting(row, user).panels(list(row.decisions), sent)
    return {"panels": panels, "refused": sent, "lost_form": lost(sent, panels)}


def opinions_to_give(row, user):
    """The opinions of the round that nobody has sent and this person may write: of his own units,
    and of every unit for the clerk, who records them from paper.
    """
    owed = row.opinions_owed()
    if user.standing().has(Role.CLERK, county=row.county):
        return owed
    return [one for one in owed if one.is_of(user)]


def opinions_of_own(rows, user):
    """The opinions of this person's units in all rounds, the last round first."""
    opinions = RoundOpinion.objects.visible_to(user).filter(round__in=rows)
    opinions = opinions.select_related("department", "township", "round__revision")
    return [one for one in opinions.order_by("-round__number", "pk") if one.is_of(user)]


def chosen_of(http, to_give):
    """The opinion that is named, or the only one; None while it is to be chosen."""
    asked = http.POST.get("unit") or http.GET.get("unit", "")
    for one in to_give:
        if key_of(one) == asked:
            return one
    return to_give[0] if len(to_give) == 1 else None


def form_of(http, row, chosen, *, is_sent):
    """The form of the chosen opinion; one without boxes where none is chosen, which takes what was
    sent and can only refuse it.
    """
    data, files = None, None
    if http.method == "POST" and is_sent:
        data, files = http.POST, http.FILES
    if chosen is None:
        return OpinionForm(data, files, action="opinion", is_township=False)
    papers = None
    if not chosen.is_led_by(http.user):
        papers = attachment_keeper().choices_of(row, http.user)
    return OpinionForm(
        data,
        files,
        action="opinion",
        initial=initial_of(chosen, http.user),
        units=[(key_of(chosen), chosen.unit.name)],
        changes=chosen.changes,
        is_township=bool(chosen.township_id),
        papers=papers,
    )


def initial_of(chosen, user):
    """What is saved of it; nothing yet: what the township said of its capacity last time, where it
    is the township that answers.
    """
    values = {"unit": key_of(chosen)}
    if chosen.by_id and chosen.is_written_by(user):
        return values | opinion_initial(chosen, chosen.changes)
    if last := word_offered(chosen, user):
        values |= capacity_initial(last.capacity)
    return values


def word_offered(chosen, user):
    """What is offered to the unit itself of what it said last; None while something is saved."""
    if chosen is None or chosen.by_id or not chosen.is_of(user):
        return None
    return last_word(chosen)


def last_word(chosen):
    """The last opinion on a revision in which the same township answered the questions about its
    capacity.
    """
    if not chosen.township_id:
        return None
    rows = RoundOpinion.objects.sent().filter(township=chosen.township_id)
    for one in rows.select_related("round__revision").order_by("-sent_at")[:10]:
        if any(answer is not None for answer in one.capacity.values()):
            return one
    return None


def give(http, row, form, chosen):
    """Saves or sends what was typed: the status of the answer."""
    if not form.is_valid() or (is_sending(http) and not form.require_every_stance()):
        return 422
    try:
        form.attach_with(partial(attachment_keeper().attach, row, by=http.user))
    except Invalid as refused:
        form.refuse(Invalid({"paper_file": refused.sentence}, refused.code))
        return refused.status
    told = form.told(send=is_sending(http))
    try:
        told["unit"] = unit_told(form.cleaned_data["unit"])
        given, _is_first = give_opinion(row, told, by=http.user)
    except Refusal as refused:
        form.refuse(at_boxes(refused, form))
        return refused.status
    said = "已反馈意见。" if given.sent_at else "已保存，尚未反馈。"
    messages.success(http, f"{given.unit.name}：{said}")
    return 302


def next_page(http, row, chosen):
    """The clerk goes back to the board, a unit stays where it reads what it said."""
    if not is_sending(http):
        return http.get_full_path()
    if row.reads_all(http.user) and not chosen.is_of(http.user):
        return row.get_absolute_url()
    return reverse("desk:revision-opinion", args=[row.revision_id])


def parts_as_sent(form, row, words, user):
    """Units read what was sent, not who in the office wrote it when."""
    parts = parts_of(form, row, words, user)
    for part in parts:
        part.comparison.proposed = part.comparison.edited = None
    return parts


def page_of(http, row, to_give, chosen, form):
    context = frame(http, row.county) | {"counties": ()}
    return context | {
        "row": row,
        "turn": row.own_turn(),
        "reads_all": row.reads_all(http.user),
        "to_give": to_give,
        "keys": [(key_of(one), one.unit.name) for one in to_give],
        "chosen": chosen,
        "form": form,
        "parts": parts_as_sent(form, row, context["words"], http.user),
        "capacity": [(box, QUESTIONS[box.name]) for box in form.boxes_of_capacity()],
        "open_boxes": form.open_boxes(),
        "stance_so_far": form.stance_so_far(),
        "is_led": chosen is not None and chosen.is_led_by(http.user),
        "is_recorded": chosen is not None and not chosen.is_of(http.user),
        "left": reply_by(chosen.due_on) if chosen else "",
        "has_new": any(change.op == ProposedChange.Op.ADD for change in form.changes),
        "said_last": word_offered(chosen, http.user),
        "is_open_to_all": policy_of(row).value("opinions_open"),
    }
