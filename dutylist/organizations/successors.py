"""What became of a region: where an old address leads, and what a region was called on a day."""

from django.utils import timezone

from .models import Region, RegionSuccession


def successors_of(code, on=None):
    """The regions that stand for this code on a day: itself while valid, else the ends of its
    chain; [] if none.
    """
    day = on or timezone.localdate()
    ahead = list(Region.objects.filter(code=code))
    found, seen = {}, set()
    while ahead:
        found |= {region.pk: region for region in ahead if region.is_valid(day)}
        over = [region.pk for region in ahead if region.pk not in found and region.pk not in seen]
        seen |= set(over)
        steps = RegionSuccession.objects.filter(
            predecessor__in=over, happened_on__lte=day
        ).select_related("successor")
        ahead = [step.successor for step in steps if step.successor_id not in seen]
    return sorted(found.values(), key=lambda region: region.code)


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
