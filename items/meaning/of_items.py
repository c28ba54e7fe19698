"""The texts by which an item is held against another, and the vectors of a county's list."""

from items.models import DutyItem, ProposedChange, Responsibility

from . import engine, services
from .background import make_later_from, maker
from .engine import Way

# How the texts of items are read when items are held against items.
WAY = Way.QUESTION

# What a server makes by itself when it starts: a county's list and its demo, not a nation's.
MOST_AT_START = 2_000


def duty_of(content):
    """What is done in an item, as one text: the township's part, or where it has none the
    departments'.
    """
    if content.get("township_duty"):
        return content["township_duty"]
    said = []
    for row in content.get("responsibilities", []):
        said += [row.get("duty", ""), row.get("method", "")]
    return "\n".join(text for text in dict.fromkeys(said) if text)


def whole_of(content):
    """An item as one text, its name first."""
    return "。".join(filter(None, [content["name"], duty_of(content)]))


def told_contents(items):
    """What the items of a queryset tell of themselves, in two queries: their code, kind, name and
    duties.
    """
    found = {}
    for pk, *values in items.order_by("code").values_list(
        "pk", "code", "kind", "name", "township_duty"
    ):
        told = dict(zip(("code", "kind", "name", "township_duty"), values, strict=True))
        found[pk] = told | {"responsibilities": []}
    rows = Responsibility.objects.filter(item__in=items.order_by().values("pk"))
    for pk, duty, method in rows.values_list("item", "duty", "method"):
        if pk in found:  # an item may have come between the two queries
            found[pk]["responsibilities"].append({"duty": duty, "method": method})
    return list(found.values())


def texts_of(content):
    """The texts of an item whose vectors are kept."""
    return [content["name"], whole_of(content)]


def make_later_for_list(county):
    """Makes what the list of a county lacks, beside serving, once it is committed."""
    make_later_from(lambda: _texts_within(DutyItem.objects.of_county(county)), WAY)


def make_later_for_changes(change_set):
    """The same for what is proposed in a set of changes."""
    make_later_from(lambda: _texts_proposed(change_set), WAY)


def make_for(county, told=None):
    """Makes what the list of a county lacks, now: -> how many vectors were made."""
    if not engine.is_available():
        return 0
    return services.make_missing(_texts_within(DutyItem.objects.of_county(county)), WAY, told)


def begin_serving():
    """The process serves from now on: what the lists lack is made beside it. Where there are many
    more items than one county has, `reindex` makes them, and whoever asks for some.
    """
    maker.serving = True
    maker.add_from(_texts_at_start, WAY)


def _texts_at_start():
    items = DutyItem.objects.current()
    if items.count() > MOST_AT_START:
        return []
    return _texts_within(items)


def _texts_within(items):
    texts = []
    for content in told_contents(items.current()):
        texts += texts_of(content)
    return texts


def _texts_proposed(change_set):
    texts = []
    for change in ProposedChange.objects.filter(change_set=change_set).pending():
        for content in change.contents:
            texts += texts_of(content)
    return texts
