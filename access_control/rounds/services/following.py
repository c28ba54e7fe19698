"""Rounds of opinions follow when a region goes over into another: called inside the change's own
batch.
"""

from access_control.models import RevisionRound, RoundOpinion, RoundStatus
from access_control.requests.services.following import answer_follows
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
    opinions = RoundOpinion.objects.filter(township=predecessor, round__status=RoundStatus.OPEN)
    for opinion in opinions.select_related("round"):
        answer_follows(opinion, successor, opinion.round.opinions, by=by, reason=reason)
        open_turn(opinion.round, by=by)
