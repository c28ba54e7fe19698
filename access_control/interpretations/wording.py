"""Whether an interpretation still speaks of what the list says: its wording, as a digest."""

from access_control.models import InterpretationKind
from items.editions.documents import text_of
from items.models.document_bytes import canonical, digest_of


def wording_in(published, interpretation):
    """The digest of what a public list says of the matter: the text of the item, and for 不在清单内
    which items there are. "" where the answer rests on neither, or nothing is published.
    """
    said = {}
    if published is None:
        return ""
    if interpretation.item:
        entry = published.find(interpretation.item.code)
        said["item"] = entry and text_of(entry)
    if interpretation.kind == InterpretationKind.NOT_LISTED:
        said["codes"] = sorted(entry["code"] for entry in published.entries)
    if not said:
        return ""
    return digest_of(canonical(said))


def holds_in(published, interpretation):
    """Whether it may stand beside this list, which has its item in the confirmed wording."""
    item = interpretation.item
    if item and published.find(item.code) is None:
        return False
    return wording_in(published, interpretation) == interpretation.wording
