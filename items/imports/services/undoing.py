"""What an import leaves behind so that it can be undone, and the undoing: a batch of its own through the same verbs."""

from dutylist.history.refusals import NotPossible
from items.content import content_of, contents_of
from items.models import DutyItem, ProposedChange
from items.services.proposals import amend_change, pending_change, withdraw_change
from items.services.register import cancel_items, change_items, is_published, restore_items

PENDING, WITHDRAWN = ProposedChange.Outcome.PENDING, ProposedChange.Outcome.WITHDRAWN
TOUCHED = "“{name}”在导入之后又有修改，不能整批撤销；请逐项修改。"


class Trail:
    """What one import did, in the terms of its undoing: JSON, kept with the job."""

    def __init__(self, standings):
        self.items, self.cancelled, self.changes = [], [], []
        self.pending = {s.item.pk: proposal_of(s.change) for s in standings if s.item and s.change}

    def wrote(self, outcome, before):
        """Notes an outcome of `change_items`; `before` has the contents of the items that were there."""
        written = [*outcome.created, *outcome.changed]
        after = contents_of(DutyItem.objects.filter(pk__in=[item.pk for item in written]))
        for item in written:
            self.items.append({"id": item.pk, "before": before.get(item.pk), "after": after[item.pk]})
        for change in outcome.proposed:
            self.proposed(change, self.pending.get(change.item_id))

    def proposed(self, change, before):
        self.changes.append({"id": change.pk, "item": change.item_id, "before": before, "after": proposal_of(change)})

    def took_out(self, outcome):
        """Notes an outcome of `cancel_items`."""
        self.cancelled += [item.pk for item in outcome.changed]
        for change in outcome.proposed:
            self.proposed(change, self.pending.get(change.item_id))

    def as_json(self):
        return {"items": self.items, "cancelled": self.cancelled, "changes": self.changes}


def proposal_of(change):
    return {"op": change.op, "proposed": change.proposed, "outcome": change.outcome}


def undo_trail(county, trail, *, by, reason):
    """Puts back what a trail says, inside an open recording. Raises NotPossible when anything moved since."""
    undo_items(county, trail, by, reason)
    for entry in reversed(trail["changes"]):
        undo_change(county, entry, by, reason)


def undo_items(county, trail, by, reason):
    if not trail["items"] and not trail["cancelled"]:
        return
    if is_published(county):
        raise NotPossible("清单在导入之后已经公布，不能再撤销这次导入；请通过集中修订修改。")
    verb = {"by": by, "reason": reason, "source": "import"}
    require_untouched(trail)
    if trail["cancelled"]:
        restore_items(county, DutyItem.objects.filter(pk__in=trail["cancelled"]), **verb)
    rows = {item.pk: item for item in DutyItem.objects.filter(pk__in=[entry["id"] for entry in trail["items"]])}
    created = [rows[entry["id"]] for entry in trail["items"] if entry["before"] is None]
    if created:
        cancel_items(county, created, **verb)
    pairs = [(rows[entry["id"]], entry["before"]) for entry in trail["items"] if entry["before"] is not None]
    if pairs:
        change_items(county, pairs, **verb)


def require_untouched(trail):
    """Every item still reads as the import left it."""
    rows = {item.pk: item for item in DutyItem.objects.filter(pk__in=[entry["id"] for entry in trail["items"]])}
    now = contents_of(rows.values())
    for entry in trail["items"]:
        item = rows[entry["id"]]
        if item.cancelled_on or now[item.pk] != entry["after"]:
            raise NotPossible(TOUCHED.format(name=item.name))
    revived = DutyItem.objects.current().filter(pk__in=trail["cancelled"]).first()
    if revived:
        raise NotPossible(TOUCHED.format(name=revived.name))


def undo_change(county, entry, by, reason):
    """Withdraws a change the import proposed, or gives one that waited before it its earlier text back."""
    change = ProposedChange.objects.select_related("revision__county", "item").get(pk=entry["id"])
    if proposal_of(change) != entry["after"]:
        raise NotPossible(TOUCHED.format(name=change.title))
    before = entry["before"]
    if change.outcome == PENDING:
        pending_change(change)
        if before is None:
            withdraw_change(change, by=by, reason=reason)
        elif before["proposed"] is not None:
            restore_proposal(county, change, before, by, reason)
        else:
            withdraw_change(change, by=by, reason=reason)
            cancel_items(county, [change.item], by=by, reason=reason, source="import")
    elif before:
        restore_proposal(county, change, before, by, reason)


def restore_proposal(county, change, before, by, reason):
    """An addition is amended back; a change of an item is proposed again as it was."""
    if change.item_id is None:
        amend_change(change, before["proposed"], by=by, reason=reason)
    elif before["op"] == ProposedChange.Op.CANCEL:
        cancel_items(county, [change.item], by=by, reason=reason, source="import")
    elif before["proposed"] != content_of(change.item):
        change_items(county, [(change.item, before["proposed"])], by=by, reason=reason, source="import")
