"""The rounds of a consultation: what opened each, which opinion of a unit stands, and how it was
settled. They are told apart by the moves, for two of them may fall on one day.
"""

from django.utils import timezone

from dutylist.organizations.models import DepartmentAlias
from dutylist.organizations.successors import successors_of

from .request_states import RequestAction, RequestStatus

OPENING = (RequestAction.SUBMIT, RequestAction.ACCEPT, RequestAction.CONCLUDE)


def last_of_each_unit(opinions):
    """The last opinion of each unit, which stands; they come in the order of their rounds."""
    last = {opinion.unit: opinion for opinion in opinions}
    return list(last.values())


def opens_another_round(decision):
    """Whether units are asked again with it about what was changed for them."""
    is_conclusion = decision.action == RequestAction.CONCLUDE
    return is_conclusion and decision.target_status == RequestStatus.CONSULTING


def opening_of(opinion, decisions):
    """The decision by which this opinion was asked for, in its round."""
    opened, number = None, 1
    for decision in decisions:
        if decision.action not in OPENING or decision.target_status != RequestStatus.CONSULTING:
            continue
        if opens_another_round(decision):
            number += 1
        is_before = timezone.localdate(decision.at) <= opinion.asked_on
        if number == opinion.round and (is_before or opened is None):
            opened = decision
    return opened


def settlements_of(opinions, decisions):
    """{opinion pk: {change pk: the settlement as it was told last}}; the opinions come in the order
    of their rounds. What is concluded settles what each unit had said last by then.
    """
    settled, number = {}, 1
    for decision in decisions:
        if decision.action != RequestAction.CONCLUDE:
            continue
        for row in decision.facts.get("settlements") or ():
            opinion = said_until(number, row["unit"], opinions)
            if opinion:
                settled.setdefault(opinion.pk, {})[row["change"]] = row
        if opens_another_round(decision):
            number += 1
    return settled


def said_until(number, unit, opinions):
    """The last opinion of this unit, as a settlement names it, up to this round; of a unit that is
    no more, or is called otherwise since, that of the one that followed. None where there is none.
    """
    said = last_of_unit(number, unit, opinions)
    if said is None and "township" in unit:
        for heir in successors_of(unit["township"]):
            said = said or last_of_unit(number, {"township": heir.code}, opinions)
    elif said is None:
        for name in present_names(unit["department"], opinions):
            said = said or last_of_unit(number, {"department": name}, opinions)
    return said


def present_names(former, opinions):
    """What those of the departments are called now that were once called so."""
    departments = {one.department_id for one in opinions if one.department_id}
    known = DepartmentAlias.objects.filter(department__in=departments, name=former)
    return list(known.order_by("pk").values_list("department__name", flat=True))


def last_of_unit(number, unit, opinions):
    last = None
    for opinion in opinions:
        if opinion.round <= number and is_of_unit(opinion, unit):
            last = opinion
    return last


def is_of_unit(opinion, unit):
    if opinion.department_id:
        return unit.get("department") == opinion.department.name
    return unit.get("township") == opinion.township.code
