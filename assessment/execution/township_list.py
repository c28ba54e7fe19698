"""The list of a township on a day: all that it carries, what is not public too."""

from dataclasses import dataclass, field

from django.utils import timezone

from items.published.listings import whole
from items.published.lists import county_list


@dataclass(frozen=True)
class TownshipList:
    """The entries of one township in their printed order; `label` says of which list."""

    label: str
    entries: list = field(default_factory=list)

    def codes(self):
        return {entry["code"] for entry in self.entries}


def township_list(county, township, on=None):
    """The `TownshipList` in force on a day, today unless told; None where the county has none, or
    none with it.
    """
    on = on or timezone.localdate()
    published = county_list(county.code, on)
    if published is None:
        return None
    full = whole(published).on(on)
    place = full.township(township.code)
    if place is None:
        return None
    return TownshipList(published.label, full.entries_for(place))
