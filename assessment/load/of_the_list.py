"""The items of each township's list as of the day of a year, and those admitted for a time."""

from items.published.listings import whole
from items.published.lists import county_list

from .counting import Row, counted, day_of

KINDS = ("basic", "coordination", "reclaimed")


@counted("temporary", *(f"items.{kind}" for kind in KINDS))
def listed_items(county, year):
    """None where no list was in force on that day."""
    day = day_of(year)
    published = county_list(county.code, day)
    if published is None:
        return None
    return rows_of_list(whole(published).on(day))


def rows_of_list(published):
    for place in published.townships:
        for entry in published.entries_for(place):
            row = Row(entry["name"], f"/i/{entry['code']}/", note=f"第{entry['number']}项")
            yield f"items.{entry['kind']}", place.code, row
            if entry.get("ends_on"):
                until = f"{entry['ends_on']}止"
                yield (
                    "temporary",
                    place.code,
                    Row(entry["name"], f"/i/{entry['code']}/", note=until),
                )
