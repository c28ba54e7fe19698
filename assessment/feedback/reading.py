"""What the pages of feedback tell beside the rows: where somebody is clerk, the names of items, and
how often answers were of use.
"""

from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone

from assessment.models import AnswerTap
from dutylist.organizations.models import Region
from dutylist.organizations.roles import Role
from items.published.lists import county_list

TAP_DAYS = 30
MOST_TAPPED = 20


def clerks_counties(user):
    """The counties in which this person writes feedback down."""
    counties = user.standing().county_ids(Role.CLERK)
    return Region.objects.filter(pk__in=counties).order_by("code")


def item_name(county_code, code):
    """The name of an item in the list of today; its code where it is no longer there."""
    published = county_list(county_code)
    entry = published.find(code) if published and code else None
    return entry["name"] if entry else code


def taps_told(user):
    """[{code, name, useful, missed}] of the last days, what was missed most often first."""
    since = timezone.localdate() - timedelta(days=TAP_DAYS)
    rows = AnswerTap.objects.visible_to(user).filter(on__gt=since)
    rows = rows.values("county__code", "code").annotate(
        all_useful=Sum("useful"), all_missed=Sum("missed")
    )
    told = []
    for row in rows.order_by("-all_missed", "-all_useful", "code")[:MOST_TAPPED]:
        told.append(
            {
                "code": row["code"],
                "name": item_name(row["county__code"], row["code"]),
                "useful": row["all_useful"],
                "missed": row["all_missed"],
            }
        )
    return told
