"""Whose opinion a person may give on a request now."""

from access_control.models import Opinion, RequestStatus
from access_control.requests.services.opinions import last_round
from dutylist.organizations.roles import Role


def key_of(opinion):
    """What names an opinion in an address and in a form: the unit that gives it."""
    if opinion.department_id:
        return f"department:{opinion.department.name}"
    return f"township:{opinion.township.code}"


def opinions_to_give(subject, user):
    """The opinions of this round that nobody has sent and this person may write: of his own units,
    and of every unit for the clerk, who records them from paper.
    """
    if subject.status != RequestStatus.CONSULTING:
        return []
    owed = Opinion.objects.filter(request=subject, round=last_round(subject), sent_at=None)
    owed = owed.select_related("department", "township").order_by("pk")
    if user.standing().has(Role.CLERK, county=subject.county):
        return list(owed)
    return [opinion for opinion in owed if opinion.is_of(user)]


def gives_own(to_give, user):
    """Whether one of these is asked of a unit of this person."""
    return any(opinion.is_of(user) for opinion in to_give)


def giving_words(to_give, user):
    """What the way to these opinions is called: their own unit's people give one, the clerk records
    it.
    """
    if gives_own(to_give, user):
        return "反馈意见"
    return "代录意见"
