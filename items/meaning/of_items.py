"""The texts by which an item is held against another, and the vectors of a county's list."""

from items.entry.content import contents_within
from items.models import DutyItem

from . import engine, services
from .background import make_later, maker

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
    return f"{content['name']}。{duty_of(content)}"


def texts_of(content):
    """The texts of an item whose vectors are kept."""
    return [content["name"], whole_of(content)]


def make_later_for(contents):
    """Makes the vectors of these items beside serving, once they are committed."""
    if not engine.is_available():
        return
    texts = []
    for content in contents:
        texts += texts_of(content)
    make_later(texts)


def make_for(county, told=None):
    """Makes what the list of a county lacks, now: -> how many vectors were made."""
    if not engine.is_available():
        return 0
    return services.make_missing(_texts_within(DutyItem.objects.of_county(county)), told)


def begin_serving():
    """The process serves from now on: what the lists lack is made beside it. Where there are many
    more items than one county has, `reindex` makes them, and whoever asks for some.
    """
    maker.serving = True
    if not engine.is_available():
        return
    maker.add_from(_texts_at_start)


def _texts_at_start():
    items = DutyItem.objects.current()
    if items.count() > MOST_AT_START:
        return []
    return _texts_within(items)


def _texts_within(items):
    _rows, contents = contents_within(items.current())
    texts = []
    for content in contents.values():
        texts += texts_of(content)
    return texts
