"""The entries of the working list with what waits in the open revision; nothing is written."""

from items.models import Kind
from items.register.services.proposals import draft_contents, open_revision

from .documents import entries_of


def draft_entries(county, lookup):
    revision = open_revision(county)
    if revision is None:
        return entries_of(county, lookup)
    changes = revision.changes.pending().select_related("item").order_by("pk")
    return entries_with(county, lookup, list(changes))


def entries_with(county, lookup, changes):
    """The entries of the working list with these pending changes applied, in print order; nothing
    is written.
    """
    rows = draft_contents(county, changes)
    entries = []
    for code, content in sorted(rows, key=lambda row: print_order(lookup, row[1])):
        entries.append(
            {**content, "code": code, "decision": None, "reach": lookup.in_scope(content)}
        )
    return entries


def print_order(lookup, content):
    """Where a content stands in print: by kind, category, place in it; what has none before every
    category.
    """
    category = lookup.categories.get((content["kind"], content["category"]))
    if category:
        place = (category.position, category.pk)
    else:
        place = (-1, 0)
    return (Kind.values.index(content["kind"]), *place, content["position"])
