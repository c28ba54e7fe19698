"""The one verb that changes items: straight into the register before the first edition, then into the revision."""

from dataclasses import dataclass, field

from django.utils import timezone

from dutylist.history.recording import recording
from dutylist.history.texts import clean_text
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible, Stale
from items.entry.cleaning import clean_content
from items.entry.content import changed_fields, contents_of
from items.entry.lookup import Lookup
from items.entry.writing import write_contents
from items.models import DutyItem, Edition, EditionDocument, EditionStatus, ProposedChange
from items.permissions import may_edit


@dataclass
class Outcome:
    """What became of a change: rows written, or changes proposed to the open revision."""

    created: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    same: list = field(default_factory=list)
    proposed: list = field(default_factory=list)
    batch: object = None


def is_published(county):
    """Whether a list of the county's stands: then the register changes by decision only.

    Where every edition was revoked nothing is approved any more, and the clerk prepares the list as before the first.
    """
    return EditionDocument.objects.filter(edition__county=county, edition__revocation=None).exists()


def change_items(county, pairs, *, by, reason="", source="form", expect=None, lookup=None):
    """Takes [(item or None, payload)], payloads partial: -> `Outcome`.

    Before the first edition the register is written; afterwards each change waits in the open revision and a reason is
    required (`flows.md`, "How the register changes"). `expect` is what an editor saw of a single item; see
    `require_version`.
    Raises NotAllowed, NotPossible, Stale, and Invalid with paths "row.field" (plain "field" for a single item).
    """
    require_editor(by, county)
    with recording(by=by, reason=reason, source=source, county=county.code) as rec:
        policy = CountyPolicy.objects.locked(county)
        published = is_published(county)
        items = fresh_items(county, [item for item, _ in pairs if item])
        require_version(pairs, items, expect)
        require_reason(reason, published=published)
        lookup = lookup or Lookup(county)
        pairs = [(items[item.pk] if item else None, payload) for item, payload in pairs]
        if published:
            from .proposals import propose

            outcome = propose(county, pairs, lookup=lookup, by=by, reason=reason)
        else:
            outcome = write_directly(county, pairs, lookup, policy)
        outcome.batch = rec.id
    return outcome


def cancel_items(county, items, *, by, reason, source="form", expect=None):
    """Takes items out of the register (nothing is deleted): at once before the first edition, else as proposals."""
    require_editor(by, county)
    with recording(by=by, reason=reason, source=source, county=county.code) as rec:
        policy = CountyPolicy.objects.locked(county)
        rows = fresh_items(county, items)
        require_version([(item, None) for item in items], rows, expect)
        require_reason(reason, published=True)
        fresh = list(rows.values())
        if is_published(county):
            from .proposals import propose_cancelling

            outcome = propose_cancelling(county, fresh, by=by, reason=reason)
        else:
            require_not_submitted(county)
            cancel_rows(fresh, timezone.localdate())
            policy.raise_list_version()
            outcome = Outcome(changed=fresh)
        outcome.batch = rec.id
    return outcome


def restore_items(county, items, *, by, reason, source="form"):
    """Takes cancelled items back into a register that has not been published yet: how a cancelling is undone."""
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
    written = write_contents(
        county, [(item, content) for (item, _), content in zip(pairs, contents, strict=True)], lookup, policy
    )
    if written.created or written.changed:
        policy.raise_list_version()
    return Outcome(written.created, written.changed, written.same)


def cancel_rows(items, on):
    """Marks items as cancelled on a day (None: no longer) inside an open recording."""
    from dutylist.history.tracking import bulk_save

    for item in items:
        item.cancelled_on = on
        item.version += 1
    bulk_save(items)


def clean_all(pairs, lookup, bases):
    """The checked contents in order; the faults of all rows at once."""
    contents, errors = [], {}
    for n, (item, payload) in enumerate(pairs):
        try:
            contents.append(clean_content(payload, lookup, bases.get(item.pk) if item else None))
        except Invalid as invalid:
            prefix = f"{n}." if len(pairs) > 1 else ""
            errors |= {f"{prefix}{path}": sentence for path, sentence in invalid.errors.items()}
    if errors:
        raise Invalid(errors)
    return contents


def fresh_items(county, items):
    """The items as they stand under the lock; a cancelled or foreign one is refused."""
    ids = {item.pk for item in items}
    rows = {row.pk: row for row in DutyItem.objects.current().filter(county=county, pk__in=ids)}
    if missing := ids - set(rows):
        names = "、".join(item.name for item in items if item.pk in missing)
        raise NotPossible(f"“{names}”已不在清单中，不能修改。")
    return rows


def require_editor(user, county):
    if not may_edit(user, county):
        raise NotAllowed(f"只有{county.name}编办经办人可以修改事项。")


def require_reason(reason, *, published):
    if published and not clean_text(reason):
        raise Invalid({"reason": "请填写理由：已公布事项的修改须说明原因。"}, code="reason_required")


def require_version(pairs, items, expect):
    """`expect` is an item's version, or its `seen_version`, which also knows the change that is pending."""
    if expect is None or len(pairs) != 1 or pairs[0][0] is None:
        return
    item = items[pairs[0][0].pk]
    stands = seen_versions([item])[item.pk] if isinstance(expect, str) else item.version
    if stands != expect:
        raise Stale("该事项刚刚被他人修改过，请刷新后再改。")


def seen_versions(items):
    """{item pk: "version", or "version.change.version" while a change is pending}: what an editor has seen."""
    pending = {change.item_id: change for change in ProposedChange.objects.pending().filter(item__in=items)}
    found = {}
    for item in items:
        change = pending.get(item.pk)
        found[item.pk] = f"{item.version}.{change.pk}.{change.version}" if change else str(item.version)
    return found


def require_not_submitted(county):
    """Until the first edition is out, the register stands still while it is being decided."""
    waiting = Edition.objects.filter(
        county=county, status__in=(EditionStatus.AWAITING_SITTING, EditionStatus.APPROVED)
    ).first()
    if waiting:
        raise NotPossible(f"第{waiting.number}版正在“{waiting.status_label}”，暂不能直接修改事项；如需修改，请先退回。")


def describe_change(before, after):
    """The changed fields of an item as Chinese labels, for previews."""
    from items.entry.content import LABELS

    return [LABELS[key] for key in changed_fields(before, after)]
