"""The score of the process (过程分) from the whistles of a year: solved 100, partly 70, not
possible 30, as the answers of a ballot are weighed. A refusal and a wrong address are not counted:
they are settled by the office, and tell nothing of how work was done. A whistle that was sent back
and finished again counts once, by how it was finished last.
"""

from assessment.models import Outcome, WhistleOutcome

SCORES = {Outcome.SOLVED: 100, Outcome.PARTLY: 70, Outcome.NOT_POSSIBLE: 30}
LEAST = 3  # whistles: below it a single case would be the score


def process_score(department, year):
    """The mean of what came of the whistles of a year in which the department was at work; None
    below three whistles.
    """
    rows = WhistleOutcome.objects.filter(
        department=department, at__year=year, outcome__in=list(SCORES)
    )
    last = {}
    for whistle, outcome in rows.order_by("at", "pk").values_list("whistle", "outcome"):
        last[whistle] = outcome
    if len(last) < LEAST:
        return None
    return sum(SCORES[outcome] for outcome in last.values()) / len(last)
