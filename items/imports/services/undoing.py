"""What an import leaves behind so that it can be undone, and the undoing: a batch of its own
through the same verbs.
"""

from dutylist.history.refusals import NotPossible
from items.models import DutyItem, ProposedChange
from items.register.services.edit_conditions import is_published
from items.register.services.editing import cancel_items, change_items, restore_items
from items.register.services.many_changes import amend_additions, withdraw_changes

PENDING = ProposedChange.Outcome.PENDING
TOUCHED = "“{name}”在导入之后又有修改，不能整批撤销；请逐项修改。"
PUBLISHED = "清单在导入之后已经公布，不能再撤销这次导入；请通过集中修订修改。"


class Trail:
    """What one import did, in the terms of its undoing: JSON, kept with the job."""

    def __init__(self, planned_items):
        self.items, self.cancelled, self.changes = [], [], []
        self.pending = {}
        for planned in planned_items:
            if planned.item and planned.change:
                self.pending[planned.item.pk] = proposal_of(planned.change)

    def wrote(self, outcome, before):
        """Notes an outcome of `change_items`; `before` has the contents of the items that were
        there.
        """
        for item in (*outcome.created, *outcome.changed):
            self.items.append(
                {"id": item.pk, "before": before.get(item.pk), "version": item.version}
            )
        for change in outcome.proposed:
            self.proposed(change, self.pending.get(change.item_id))

    def proposed(self, change, before):
        self.changes.append(
            {"id": change.pk, "item": change.item_id, "before": before, "left": left_as(change)}
        )

    def took_out(self, outcome):
        """Notes an outcome of `cancel_items`."""
        self.cancelled += [{"id": item.pk, "version": item.version} for item in outcome.changed]
        for change in outcome.proposed:
            self.proposed(change, self.pending.get(change.item_id))

    def as_json(self):
        return {"items": self.items, "cancelled": self.cancelled, "changes": self.changes}


def proposal_of(change):
    return {"op": change.op, "proposed": change.proposed}


def left_as(change):
    """By what it is seen later that nobody touched the change."""
    return [change.version, change.outcome]


def undo_trail(county, trail, *, by, reason):
    """Puts back what a trail says, inside an open recording. Raises NotPossible when anything moved
    since.
    """
    undo_items(county, trail, {"by": by, "reason": reason, "source": "import"})
    undo_changes(county, trail["changes"], by=by, reason=reason)


def why_not_undone(county, trail):
    """The sentence that taking an import back would be refused with as things are, else ""; nothing
    is changed.
    """
    try:
        if (trail["items"] or trail["cancelled"]) and is_published(county):
            return PUBLISHED
        untouched_items(trail)
        untouched_changes(trail["changes"])
    except NotPossible as refused:
        return refused.sentence
    return ""


def undo_items(county, trail, verb):
    if not trail["items"] and not trail["cancelled"]:
        return
    if is_published(county):
        raise NotPossible(PUBLISHED)
    rows = untouched_items(trail)
    if trail["cancelled"]:
        restore_items(county, [rows[entry["id"]] for entry in trail["cancelled"]], **verb)
    created, pairs = [], []
    for entry in trail["items"]:
        item = rows[entry["id"]]
        if entry["before"] is None:
            created.append(item)
        else:
            pairs.append((item, entry["before"]))
    if created:
        cancel_items(county, created, **verb)
    if pairs:
        change_items(county, pairs, **verb)


def untouched_items(trail):
    """{pk: item} of all that was written, each still as the import left it."""
    written = [*trail["items"], *trail["cancelled"]]
    rows = DutyItem.objects.in_bulk([entry["id"] for entry in written])
    for entry in written:
        if rows[entry["id"]].version != entry["version"]:
            raise NotPossible(TOUCHED.format(name=rows[entry["id"]].name))
    return rows


def undo_changes(county, entries, *, by, reason):
    """Withdraws what the import proposed, and gives what waited before it its earlier text back."""
    if not entries:
        return
    changes = untouched_changes(entries)
    withdrawn, amended, cancelled, proposed = [], [], [], []
    for entry in entries:
        change, before = changes[entry["id"]], entry["before"]
        if before is None:
            withdrawn.append(change)
        elif before["op"] == ProposedChange.Op.CANCEL:
            cancelled.append(change.item)
        elif change.item_id is None:
            amended.append((change, before["proposed"]))
        else:
            proposed.append((change.item, before["proposed"]))
    withdraw_changes(county, withdrawn, by=by, reason=reason)
    amend_additions(county, amended, by=by, reason=reason)
    if cancelled:
        cancel_items(county, cancelled, by=by, reason=reason, source="import")
    if proposed:
        change_items(county, proposed, by=by, reason=reason, source="import")


def untouched_changes(entries):
    """{pk: change} of all that was proposed, each still as the import left it."""
    rows = ProposedChange.objects.select_related("item").in_bulk([entry["id"] for entry in entries])
    for entry in entries:
        change = rows[entry["id"]]
        if left_as(change) != entry["left"]:
            raise NotPossible(TOUCHED.format(name=change.title))
    return rows
