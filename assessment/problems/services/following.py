"""Problems and evaluations follow when a region goes over into another, problems when a department
does: called inside the change's own batch.
"""

from assessment.models import Evaluation, Problem, ProblemSource
from assessment.models.owned import SUPERVISORS
from dutylist.organizations.models import Level
from dutylist.organizations.record_readers import key_of_role, key_of_unit
from dutylist.organizations.services.moving import give_to

# What came out of something sealed is recorded for those who read the problem, and nobody else.
OUT_OF_SEALED = (ProblemSource.FEEDBACK, ProblemSource.REPORT)


def regions_follow(predecessor, successors, *, on, by, reason):
    """A county's problems and evaluations belong to its new row. Where one township follows
    another, it answers what that one still has to answer; of several the clerk names one anew.
    """
    if len(successors) != 1:
        return
    [successor] = successors
    options = {"by": by, "reason": reason}
    if predecessor.level != Level.TOWNSHIP:
        problems = Problem.objects.filter(county=predecessor)
        give_to(successor, problems, audience_of=readers_of, **options)
        give_to(successor, Evaluation.objects.filter(county=predecessor), **options)
        return
    problems_follow(predecessor, successor, field="assigned_township", **options)


def departments_follow(predecessor, successors, *, on, by, reason):
    """Where one department follows another, it answers what that one still has to answer."""
    if len(successors) == 1:
        options = {"field": "assigned_department", "by": by, "reason": reason}
        problems_follow(predecessor, successors[0], **options)


def problems_follow(predecessor, successor, *, field, by, reason):
    given = Problem.objects.filter(**{field: predecessor}).select_related("county")
    under_way = [problem for problem in given if problem.flow.moves_from(problem.status)]
    give_to(successor, under_way, field=field, audience_of=readers_of, by=by, reason=reason)


def readers_of(problem):
    if problem.source not in OUT_OF_SEALED:
        return ()
    keys = [key_of_role(role, problem.county) for role in SUPERVISORS]
    if problem.assigned:
        keys.append(key_of_unit(problem.assigned))
    return keys
