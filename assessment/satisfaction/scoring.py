"""From the ballots of a round to what is told of it. Whatever rests on fewer answers than the round
asks for is left out, and so is what two results would give by their difference.
"""

import unicodedata
from dataclasses import dataclass, field

from assessment.models import Ballot, RatedDepartment
from assessment.models.satisfaction_rounds import OVER, POINTS

from .process import process_score


@dataclass
class Tally:
    """The answers on one department: points by dimension, and how many ballots said anything."""

    points: list
    ballots: int = 0

    def add(self, answers):
        counted = [POINTS.get(answer) for answer in answers]
        for points, one in zip(self.points, counted, strict=True):
            if one is not None:
                points.append(one)
        self.ballots += any(one is not None for one in counted)


@dataclass
class Result:
    score: float | None = None
    answers: int | None = None
    by_dimension: list = field(default_factory=list)


def tallies_of(row):
    """{number of a department: `Tally`} of the ballots of a round."""
    tallies = {}
    for pk in row.departments.values_list("department", flat=True):
        tallies[pk] = Tally([[] for _dimension in row.dimensions])
    # In no order: nothing of the ballots but their sum goes on from here.
    for ratings in Ballot.objects.filter(round=row).order_by().values_list("ratings", flat=True):
        for key, rating in ratings.items():
            if int(key) in tallies:
                tallies[int(key)].add(rating["answers"])
    return tallies


def result_of(row, tally, earlier):
    """What is told of one department; `earlier` is {dimension: [how many answers an earlier
    round of the year told of]}.
    """
    result, scores = Result(), []
    for dimension, points in zip(row.dimensions, tally.points, strict=True):
        told = {"dimension": dimension, "score": None, "answers": None}
        if is_told(len(points), earlier.get(plain(dimension), ()), row.least_answers):
            mean = sum(points) / len(points)
            told |= {"score": round(mean, 1), "answers": len(points)}
            scores.append(mean)
        result.by_dimension.append(told)
    if scores:
        result.score = round(sum(scores) / len(scores), 1)
        result.answers = tally.ballots
    return result


def is_told(count, earlier, least):
    """Whether a mean of so many answers is told: of enough, and such that beside an earlier one it
    does not give the answers of the few by whom the two differ.
    """
    if count < least:
        return False
    return not any(0 < abs(count - before) < least for before in earlier)


def plain(dimension):
    """A dimension as it is compared."""
    return "".join(unicodedata.normalize("NFKC", dimension).split())


def earlier_counts(row):
    """{department: {dimension: [answers]}} of what the rounds of the year have told already."""
    rows = RatedDepartment.objects.filter(
        round__county=row.county_id, round__year=row.year, round__status__in=OVER
    ).exclude(round=row.pk)
    counts = {}
    for pk, by_dimension in rows.values_list("department", "by_dimension"):
        for told in by_dimension:
            if told["answers"] is not None:
                names = counts.setdefault(pk, {})
                names.setdefault(plain(told["dimension"]), []).append(told["answers"])
    return counts


def write_results(row):
    """The departments of a round with what is told of each; not saved."""
    tallies, earlier = tallies_of(row), earlier_counts(row)
    rated = list(row.rated)
    for one in rated:
        found = result_of(row, tallies[one.department_id], earlier.get(one.department_id, {}))
        one.score, one.answers = found.score, found.answers
        one.by_dimension = found.by_dimension
        one.process = process_score(one.department, row.year)
        one.total = total_of(one.score, one.process, row.process_share)
    return rated


def total_of(score, process, share):
    """The score of ballots and that of the process, weighted; the ballots alone where there is no
    process.
    """
    if score is None or process is None:
        return score
    return round((process * share + score * (100 - share)) / 100, 1)
