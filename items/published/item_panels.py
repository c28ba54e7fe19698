"""What the page of an item in the register shows of how people ask for it."""

from items.lookup.item_matters import matters_of
from items.models import Phrase
from items.models.phrases import LONGEST_PHRASE
from items.permissions import may_edit
from items.register.page_links import ItemPanel, panel_of_item


@panel_of_item
def phrases_of_item(item, user):
    matters = matters_of(item)
    facts = {
        "item": item,
        "phrases": list(Phrase.objects.filter(item=item).counted().order_by("pk")),
        "matters": matters,
        "shipped": sum(len(one.phrases) - one.count_struck for one in matters if one.is_counted),
        "may_edit": may_edit(user, item.county) and not item.cancelled_on,
        "longest": LONGEST_PHRASE,
    }
    return ItemPanel("phrases/_of_item.html", facts)
