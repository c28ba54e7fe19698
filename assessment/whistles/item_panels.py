"""What the page of an item on the desk says of whistles: how often it was called for within a
year, and the way to call.
"""

from django.utils import timezone

from access_control.requests.page_panels import PagePanel, on_page_of_item
from assessment.models import Whistle
from assessment.models.whistles import A_YEAR

from .services.raising import townships_of

MOST_SHOWN = 10


@on_page_of_item
def whistles_of_item(item, user):
    """The whistles on an item that this person sees; whoever works in a township may call."""
    since = timezone.now() - A_YEAR
    rows = Whistle.objects.visible_to(user).on_item(item.county, item.code, since)
    rows = rows.select_related("county", "township", "lead").order_by("-pk")
    may_call = townships_of(user).filter(parent=item.county).exists()
    total = rows.count()
    if not total and not may_call:
        return None
    facts = {
        "item": item,
        "whistles": rows[:MOST_SHOWN],
        "total": total,
        "may_call": may_call,
    }
    return PagePanel("whistles/_of_item.html", facts)
