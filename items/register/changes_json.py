"""Proposed changes as the API tells them."""

from items.models import ProposedChange
from items.models.proposals import know_owners, owner_models
from items.permissions import READERS
from items.register.services.proposals import clashes_of


def shown_content(content, *, in_office):
    """Departments and townships do not see the office's own notes on secrecy."""
    if in_office:
        return content
    shown = dict(content)
    shown.pop("secrecy_review", None)
    return shown


def changes_json(changes, user):
    """The changes as this person reads them, in a number of queries that does not grow with
    them.
    """
    know_owners(changes)
    pending = [change for change in changes if change.outcome == ProposedChange.Outcome.PENDING]
    clashes = clashes_of(pending)
    office = user.standing().county_ids(*READERS)
    rows = []
    for change in changes:
        in_office = change.change_set.county_id in office
        kept = clashes.get(change.pk, [])
        rows.append(change_json(change, clashes=kept, in_office=in_office))
    return rows


def change_json(change, *, clashes, in_office):
    change_set = change.change_set
    owners = dict.fromkeys(owner_models) | {change_set.owner_kind: change_set.owner.pk}
    return {
        "id": change.pk,
        **owners,
        "change_set": change_set.pk,
        "county": change_set.county.code,
        "op": change.op,
        "item": change.item_id,
        "code": change.item and change.item.code,
        "title": change.title,
        "then": shown_value(change.then, in_office=in_office),
        "proposed": shown_value(change.proposed, in_office=in_office),
        "final": shown_value(change.final, in_office=in_office),
        "sources": change.sources,
        "restores": change.restores,
        "made": change.made,
        "clashes": clashes,
        "reason": change.reason,
        "outcome": change.outcome,
        "outcome_reason": change.outcome_reason,
        "version": change.version,
    }


def shown_value(value, *, in_office):
    """A content, or the list of those of a split, as the reader may know it."""
    if isinstance(value, list):
        return [shown_content(content, in_office=in_office) for content in value]
    return value and shown_content(value, in_office=in_office)
