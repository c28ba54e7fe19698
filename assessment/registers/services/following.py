"""The rows of the registers follow when a region or a department goes over into another: called
inside the change's own batch.
"""

from dutylist.history.recording import current, recording
from dutylist.organizations.models import Level
from dutylist.organizations.services.moving import give_to

from .writing import bear_on


def rows_follow(model, bearing, predecessor, successors, *, by, reason):
    """A county's rows belong to its new row. What still stands or may come to stand, and bore on a
    township (rows of `bearing`), bears on each that follows it, as the scope of an item does.
    """
    if predecessor.level != Level.TOWNSHIP:
        rows = model.objects.filter(county=predecessor)
        give_to(successors[0], rows, by=by, reason=reason, audience_of=draft_audience)
        return
    borne = bearing.objects.filter(township=predecessor)
    for row in model.objects.filter(pk__in=borne.values("subject")).with_units():
        if row.flow.moves_from(row.status):
            bear_on_successors(row, predecessor, successors, by=by, reason=reason)


def owners_follow(model, predecessor, successors, *, by, reason):
    """Where one department follows another, what still stands or may come to stand is its own."""
    if len(successors) != 1:
        return
    owned = model.objects.filter(department=predecessor).select_related("county")
    under_way = [row for row in owned if row.flow.moves_from(row.status)]
    options = {"field": "department", "by": by, "reason": reason}
    give_to(successors[0], under_way, audience_of=draft_audience, **options)


def draft_audience(row):
    return row.draft_audience()


def bear_on_successors(row, predecessor, successors, *, by, reason):
    others = [township for township in row.townships if township != predecessor]
    options = {"county": successors[0].county.code, "audience": row.draft_audience()}
    with recording(by=by, reason=reason, source=current().source, **options):
        bear_on(row, list(dict.fromkeys([*others, *successors])))
        row.version += 1
        row.save()
