"""Rounds of opinions follow when a region or a department goes over into another: called inside the
change's own batch.
"""

from access_control.models import RevisionRound, RoundOpinion, RoundStatus
from access_control.requests.services.following import answer_follows, audience_of_answer
from dutylist.history.recording import current, recording
from dutylist.organizations.models import Level
from dutylist.organizations.services.moving import give_to
from dutylist.workflow.turns import open_turn


def regions_follow(predecessor, successors, *, on, by, reason):
    """A county's rounds belong to its new row. Where one township follows another, it says what
    that one is asked to say in the round that is under way.
    """
    if len(successors) != 1:
        return
    [successor] = successors
    if predecessor.level != Level.TOWNSHIP:
        rows = RevisionRound.objects.filter(county=predecessor)
        give_to(successor, rows, by=by, reason=reason)
        return
    opinions_follow(predecessor, successor, field="township", by=by, reason=reason)


def departments_follow(predecessor, successors, *, on, by, reason):
    """Where one department follows another, the same."""
    if len(successors) == 1:
        opinions_follow(predecessor, successors[0], field="department", by=by, reason=reason)


def opinions_follow(predecessor, successor, *, field, by, reason):
    opinions = RoundOpinion.objects.filter(**{field: predecessor}, round__status=RoundStatus.OPEN)
    for opinion in opinions.select_related("round"):
        in_round = opinion.round.opinions
        if opinion.is_silent:
            ask_about_more(opinion, in_round.owed().filter(**{field: successor}), by, reason)
        answer_follows(opinion, successor, in_round, field=field, by=by, reason=reason)
        open_turn(opinion.round, by=by)


def ask_about_more(opinion, beside, by, reason):
    """Whoever has not spoken either is asked about what that one was asked too."""
    for other in beside:
        other.asked_about = sorted({*other.asked_about, *opinion.asked_about})
        other.version += 1
        options = {"county": other.unit.county.code, "audience": audience_of_answer(other)}
        with recording(by=by, reason=reason, source=current().source, **options):
            other.save()
