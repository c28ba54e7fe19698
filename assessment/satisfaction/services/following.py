"""Satisfaction rounds and opinions on heads follow when a region goes over into another: called
inside the change's own batch.
"""

from assessment.models import Ballot, HeadOpinion, SatisfactionRound, SatisfactionStatus
from dutylist.organizations.models import Level
from dutylist.organizations.services.moving import give_to
from dutylist.workflow.turns import open_turn


def regions_follow(predecessor, successors, *, on, by, reason):
    """A county's rounds, and what was said of heads, belong to its new row. In a round under way
    whoever follows a township is asked in its place.
    """
    if predecessor.level == Level.TOWNSHIP:
        townships_follow(predecessor, successors, by)
        return
    [successor] = successors
    rows = SatisfactionRound.objects.filter(county=predecessor)
    give_to(successor, rows, by=by, reason=reason)
    opinions = HeadOpinion.objects.filter(county=predecessor)
    give_to(successor, opinions, by=by, reason=reason, audience_of=audience_of_opinion)
    for row in SatisfactionRound.objects.filter(county=successor, status=SatisfactionStatus.OPEN):
        open_turn(row, by=by)


def audience_of_opinion(opinion):
    return opinion.audience()


def townships_follow(predecessor, successors, by):
    county = predecessor.county
    rounds = SatisfactionRound.objects.filter(county=county, status=SatisfactionStatus.OPEN)
    for row in rounds:
        if predecessor not in successors:
            ballot_follows(row, predecessor, successors[0])
        if successors[0].county == county:  # else the whole county goes over, and asks at its end
            open_turn(row, by=by)


def ballot_follows(row, predecessor, successor):
    """A township has one ballot: that of the successor stands, where it has given one. Nothing is
    recorded of it, as of every ballot.
    """
    ballots = Ballot.objects.filter(round=row)
    if ballots.filter(township=successor).exists():
        ballots.filter(township=predecessor).delete()
    else:
        ballots.filter(township=predecessor).update(township=successor)
