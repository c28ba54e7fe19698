"""Satisfaction rounds and opinions on heads follow when a region goes over into another, and who is
rated when a department does: called inside the change's own batch.
"""

from assessment.models import (
    Ballot,
    HeadOpinion,
    RatedDepartment,
    SatisfactionRound,
    SatisfactionStatus,
)
from dutylist.history.tracking import bulk_delete
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


def departments_follow(predecessor, successors, *, on, by, reason):
    """In a round that is not over whoever follows a department is rated in its place, once; what
    was rated is told under the name of its day.
    """
    if len(successors) != 1:
        return
    [successor] = successors
    rounds = SatisfactionRound.objects.select_for_update(of=("self",))
    for row in rounds.filter(status__in=(SatisfactionStatus.DRAFT, SatisfactionStatus.OPEN)):
        rated = RatedDepartment.objects.filter(round=row)
        for one in rated.filter(department=predecessor):
            if rated.filter(department=successor).exists():
                bulk_delete([one])
            else:
                give_to(successor, [one], field="department", by=by, reason=reason)
                ratings_follow(row, predecessor, successor)


def ratings_follow(row, predecessor, successor):
    """What ballots said of a department they say of the one that follows; nothing is recorded."""
    for ballot in Ballot.objects.filter(round=row):
        rating = ballot.ratings.pop(str(predecessor.pk), None)
        if rating is not None:
            ballot.ratings[str(successor.pk)] = rating
            ballot.save()
