"""What the page of an item on the desk says of interpretations, and the way to ask for one."""

from access_control.models import Interpretation, InterpretationStatus
from access_control.requests.page_panels import PagePanel, on_page_of_item

from .services.asking import counties_to_ask

MOST_SHOWN = 10
SHOWN = (
    InterpretationStatus.ASKED,
    InterpretationStatus.ANSWERED,
    InterpretationStatus.CONFIRMED,
    InterpretationStatus.LAPSED,
)


@on_page_of_item
def interpretations_of_item(item, user):
    """Those of an item that this person reads, but for those taken back; a unit may ask."""
    rows = Interpretation.objects.visible_to(user).filter(item=item, status__in=SHOWN)
    rows = list(rows.with_units().order_by("-pk")[:MOST_SHOWN])
    may_ask = counties_to_ask(user).filter(pk=item.county_id).exists()
    if not rows and not may_ask:
        return None
    facts = {"item": item, "interpretations": rows, "may_ask": may_ask}
    return PagePanel("interpretations/_of_item.html", facts)
