"""What became of a region: where an old address leads, what a region was called on a day, and which
went over into it; and which departments went over into another.
"""

from django.utils import timezone

from .models import DepartmentSuccession, Region, RegionSuccession


def successors_of(code, on=None):
    """The regions that stand for this code on a day: itself while valid, else the ends of its
    chain; [] if none.
    """
    day = on or timezone.localdate()
    ahead = list(Region.objects.filter(code=code))
    standing, over = {}, set()
    while ahead:
        ended = set()
        for region in ahead:
            if region.is_valid(day):
                standing[region.pk] = region
            elif region.pk not in over:
                ended.add(region.pk)
        over |= ended
        steps = RegionSuccession.objects.filter(predecessor__in=ended, happened_on__lte=day)
        steps = steps.exclude(successor__in=over).select_related("successor")
        ahead = [step.successor for step in steps]
    return sorted(standing.values(), key=lambda region: region.code)


def with_predecessors(keys):
    """The ids of these regions, and of those that are no more and went over into them, directly or
    by others: their papers are read by whoever reads those of the ones that remain.
    """
    return with_gone_over(keys, RegionSuccession)


def with_merged(keys):
    """The same for departments."""
    return with_gone_over(keys, DepartmentSuccession)


def with_heirs(keys):
    """The ids of these departments, and of those they went over into."""
    known, ahead = set(keys), set(keys)
    while ahead:
        steps = DepartmentSuccession.objects.filter(predecessor__in=ahead)
        ahead = set(steps.exclude(successor__in=known).values_list("successor", flat=True))
        known |= ahead
    return known


def with_gone_over(keys, succession):
    known, ahead = set(keys), set(keys)
    while ahead:
        steps = succession.objects.filter(successor__in=ahead).exclude(predecessor__in=known)
        steps = steps.exclude(predecessor__valid_until=None)
        ahead = set(steps.values_list("predecessor", flat=True))
        known |= ahead
    return known


def name_on(region, day):
    """What the region was called on a day; the former name holds until the day before it was
    changed.
    """
    later = (
        region.successions.filter(happened_on__gt=day, successor=region)
        .order_by("happened_on", "id")
        .first()
    )
    if later:
        return later.former_name
    return region.name
