"""The one verb that changes items: straight into the register before the first edition, then into
the revision.
"""

from django.utils import timezone

from dutylist.history.recording import recording
from dutylist.history.tracking import bulk_save
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.refusals import NotPossible
from items.entry.content import changed_fields, contents_of
from items.entry.fields import LABELS
from items.entry.lookup import Lookup
from items.entry.writing import write_contents
from items.models import DutyItem

from .edit_conditions import (
    Outcome,
    clean_all,
    fresh_items,
    is_published,
    require_editor,
    require_not_submitted,
    require_reason,
    require_version,
)
from .proposals import opened_revision, propose, propose_cancelling


def change_items(county, pairs, *, by, reason="", source="form", expect=None, lookup=None):
    """Takes [(item or None, payload)], payloads partial: -> `Outcome`.

    Before the first edition the register is written; afterwards each change waits in the open
    revision and a reason is required (`docs/architecture.md`, "How data flows, and only so").
    `expect` is what an editor saw of a single item; see `require_version`. Raises NotAllowed,
    NotPossible, Stale, and Invalid with paths "row.field" (plain "field" for a single item).
    """
    require_editor(by, county)
    with recording(by=by, reason=reason, source=source, county=county.code) as rec:
        policy = CountyPolicy.objects.locked(county)
        published = is_published(county)
        items = fresh_items(county, [item for item, _ in pairs if item])
        require_version(pairs, items, expect)
        require_reason(reason, published=published)
        lookup = lookup or Lookup(county)
        pairs = [(item and items[item.pk], payload) for item, payload in pairs]
        if published:
            revision = opened_revision(county, by=by)
            outcome = propose(revision, pairs, lookup=lookup, reason=reason)
        else:
            outcome = write_directly(county, pairs, lookup, policy)
        outcome.batch = rec.id
    return outcome


def rehearse_items(county, pairs, *, by, lookup):
    """Refuses what `change_items` would refuse of [(item or None, payload)], while the register is
    written directly; nothing is written. Raises as it does.
    """
    require_editor(by, county)
    items = fresh_items(county, [item for item, _ in pairs if item])
    require_not_submitted(county)
    clean_all(pairs, lookup, contents_of(list(items.values())))


def cancel_items(county, items, *, by, reason, source="form", expect=None):
    """Takes items out of the register (nothing is deleted): at once before the first edition, else
    as proposals.
    """
    require_editor(by, county)
    with recording(by=by, reason=reason, source=source, county=county.code) as rec:
        policy = CountyPolicy.objects.locked(county)
        rows = fresh_items(county, items)
        require_version([(item, None) for item in items], rows, expect)
        require_reason(reason, published=True)
        fresh = list(rows.values())
        if is_published(county):
            revision = opened_revision(county, by=by)
            outcome = propose_cancelling(revision, fresh, reason=reason)
        else:
            require_not_submitted(county)
            cancel_rows(fresh, timezone.localdate())
            policy.raise_list_version()
            outcome = Outcome(changed=fresh)
        outcome.batch = rec.id
    return outcome


def restore_items(county, items, *, by, reason, source="form"):
    """Takes cancelled items back into a register that has not been published yet: how a cancelling
    is undone.
    """
    require_editor(by, county)
    require_reason(reason, published=True)
    with recording(by=by, reason=reason, source=source, county=county.code) as rec:
        policy = CountyPolicy.objects.locked(county)
        require_not_submitted(county)
        if is_published(county):
            raise NotPossible("清单已经公布，已取消的事项须重新提出新增。")
        rows = list(DutyItem.objects.filter(county=county, pk__in=[item.pk for item in items]))
        cancel_rows(rows, None)
        policy.raise_list_version()
    return Outcome(changed=rows, batch=rec.id)


def write_directly(county, pairs, lookup, policy):
    require_not_submitted(county)
    contents = clean_all(pairs, lookup, contents_of([item for item, _ in pairs if item]))
    to_write = [(item, content) for (item, _), content in zip(pairs, contents, strict=True)]
    written = write_contents(county, to_write, lookup, policy)
    if written.created or written.changed:
        policy.raise_list_version()
    return Outcome(written.created, written.changed, written.same)


def cancel_rows(items, on):
    """Marks items as cancelled on a day (None: no longer) inside an open recording."""
    for item in items:
        item.cancelled_on = on
        item.version += 1
    bulk_save(items)


def describe_change(before, after):
    """The changed fields of an item as Chinese labels, for previews."""
    return [LABELS[key] for key in changed_fields(before, after)]
