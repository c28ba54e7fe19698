"""Proposed changes: collected in the open revision, shown as then / now / proposed, applied by a
decision.
"""

from django.db.models import Max
from django.utils import timezone

from dutylist.history.recording import recording
from dutylist.history.tracking import bulk_save
from dutylist.notices.services import close_todos
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.engine import begin
from dutylist.workflow.refusals import Invalid, NotPossible
from items.entry.cleaning import clean_content
from items.entry.content import changed_fields, content_of, contents_of, contents_within
from items.entry.fields import EMPTY, LABELS
from items.entry.lookup import Lookup
from items.models import DutyItem, ProposedChange, Revision, RevisionStatus
from items.register.services.edit_conditions import (
    Outcome,
    clean_all,
    fresh_items,
    require_editor,
    require_reason,
)

Op, Result = ProposedChange.Op, ProposedChange.Outcome


def open_revision(county):
    """The county's open revision, or None."""
    return Revision.objects.filter(county=county, status=RevisionStatus.OPEN).first()


def opened_revision(county, *, by):
    """The open revision, opened now if there is none; inside an open recording."""
    rows = Revision.objects.select_for_update(of=("self",))
    if revision := rows.filter(county=county, status=RevisionStatus.OPEN).first():
        return revision
    if waiting := Revision.objects.filter(county=county, status=RevisionStatus.SUBMITTED).first():
        raise NotPossible(
            f"{waiting.title}正在提请审定，暂不能提出新的调整；如需修改，请先撤回或退回该版次。"
        )
    last = Revision.objects.filter(county=county).aggregate(last=Max("number"))["last"] or 0
    today = timezone.localdate()
    revision = Revision(
        county=county,
        number=last + 1,
        title=f"{today.year}年第{last + 1}次集中修订",
        opened_on=today,
    )
    return begin(revision, by=by)


def propose(county, pairs, *, lookup, by, reason):
    """Puts [(item or None, payload)] into the open revision, inside an open recording: ->
    `Outcome`.

    A later edit of the same item amends its pending change; an edit back to what stands withdraws
    it.
    """
    items = [item for item, _ in pairs if item]
    now = contents_of(items)
    revision = opened_revision(county, by=by)
    require_not_reshaped(revision, items)
    pending = {c.item_id: c for c in revision.changes.pending().filter(item__in=items)}
    bases = {item.pk: _base(item, pending, now) for item in items}
    contents = clean_all(pairs, lookup, bases)
    outcome = Outcome()
    for (item, _), content in zip(pairs, contents, strict=True):
        _sort_proposal(outcome, item, content, now, pending, revision, reason)
    bulk_save(outcome.proposed)
    return outcome


def edited_contents(items):
    """{item pk: (what an edit starts from, its pending change or None)}: the proposal, where one
    waits.

    An item that is to be merged into another waits with that merge.
    """
    now = contents_of(items)
    waiting = ProposedChange.objects.pending().filter(revision__status=RevisionStatus.OPEN)
    waiting = waiting.select_related("revision", "item")
    fates = reshaping(
        waiting.filter(op=Op.MERGE, revision__county__in={item.county_id for item in items})
    )
    pending = {item.pk: fates[item.code] for item in items if item.code in fates}
    pending |= {change.item_id: change for change in waiting.filter(item__in=items)}
    return {item.pk: (_base(item, pending, now), pending.get(item.pk)) for item in items}


def reshaping(changes):
    """{item code: the merge or split among these changes that decides its whole fate}."""
    found = {}
    for change in changes:
        if change.op in (Op.MERGE, Op.SPLIT):
            found |= dict.fromkeys([change.item.code, *change.sources], change)
    return found


def require_not_reshaped(revision, items):
    """An item that is to be merged or split is not changed beside that: the proposal is withdrawn
    first.
    """
    fates = reshaping(
        revision.changes.pending().filter(op__in=(Op.MERGE, Op.SPLIT)).select_related("item")
    )
    for item in items:
        if change := fates.get(item.code):
            raise NotPossible(f"“{item.name}”已提出{change.get_op_display()}，须先撤回。")


def _base(item, pending, now):
    change = pending.get(item.pk)
    return (
        change.proposed
        if change and change.op not in (Op.CANCEL, Op.MERGE, Op.SPLIT)
        else now[item.pk]
    )


def _sort_proposal(outcome, item, content, now, pending, revision, reason):
    change = pending.get(item.pk) if item else None
    stands = now[item.pk] if item else None
    if item and content == stands and not change:
        outcome.same.append(item)
        return
    if change and change.proposed == content:
        outcome.same.append(item)
        return
    change = change or ProposedChange(revision=revision, item=item)
    change.version += bool(change.pk)
    if item and content == stands:
        change.outcome, change.outcome_reason = Result.WITHDRAWN, reason
    else:
        change.op, change.then, change.proposed = operation(stands, content), stands, content
        change.sources = []
    change.reason = reason
    outcome.proposed.append(change)


def operation(before, after):
    """Which operation turns `before` into `after`: add, transfer kind, scope only, or revise."""
    if before is None:
        return Op.ADD
    if before["kind"] != after["kind"]:
        return Op.TRANSFER
    if set(changed_fields(before, after)) <= {"scope", "tags", "townships"}:
        return Op.SCOPE
    return Op.REVISE


def propose_cancelling(county, items, *, by, reason):
    """Proposes taking items out of the list, inside an open recording."""
    now = contents_of(items)
    revision = opened_revision(county, by=by)
    require_not_reshaped(revision, items)
    pending = {c.item_id: c for c in revision.changes.pending().filter(item__in=items)}
    changes = [
        pending.get(item.pk) or ProposedChange(revision=revision, item=item) for item in items
    ]
    for change in changes:
        change.op, change.then, change.proposed = Op.CANCEL, now[change.item_id], None
        change.sources, change.reason = [], reason
        change.version += bool(change.pk)
    bulk_save(changes)
    return Outcome(proposed=changes)


def propose_merge(county, items, payload, *, by, reason):
    """Proposes one new item in the place of several: -> the change."""
    require_editor(by, county)
    require_reason(reason, published=True)
    if len(items) < 2:
        raise Invalid({"items": "合并至少需要两个事项。"})
    with recording(by=by, reason=reason, county=county.code):
        CountyPolicy.objects.locked(county)
        fresh = fresh_items(county, items)
        first, *others = [fresh[item.pk] for item in items]
        content = clean_content(payload, Lookup(county), content_of(first))
        return _propose_whole(county, first, Op.MERGE, content, others, by=by, reason=reason)


def propose_split(county, item, payloads, *, by, reason):
    """Proposes several new items in the place of one: -> the change."""
    require_editor(by, county)
    require_reason(reason, published=True)
    if len(payloads) < 2:
        raise Invalid({"items": "拆分后至少应有两个事项。"})
    with recording(by=by, reason=reason, county=county.code):
        CountyPolicy.objects.locked(county)
        item = fresh_items(county, [item])[item.pk]
        base, lookup = content_of(item), Lookup(county)
        contents = [clean_content(payload, lookup, base) for payload in payloads]
        return _propose_whole(county, item, Op.SPLIT, contents, [], by=by, reason=reason)


def _propose_whole(county, item, op, proposed, others, *, by, reason):
    revision, sources = opened_revision(county, by=by), [other.code for other in others]
    require_not_reshaped(revision, [item, *others])
    taken = revision.changes.pending().filter(item__code__in=[item.code, *sources])
    if clash := taken.first():
        raise NotPossible(f"“{clash.title}”已有待审定的拟调整内容，请先撤回。")
    change = ProposedChange(
        revision=revision,
        item=item,
        op=op,
        then=content_of(item),
        proposed=proposed,
        sources=sources,
        reason=reason,
    )
    change.save()
    return change


def amend_change(change, payload, *, by, reason):
    """Changes what a pending addition or revision proposes: -> the change."""
    county = change.revision.county
    require_editor(by, county)
    require_reason(reason, published=True)
    with recording(by=by, reason=reason, county=county.code):
        CountyPolicy.objects.locked(county)
        change = pending_change(change)
        if not isinstance(change.proposed, dict):
            raise NotPossible("这条拟调整内容不能直接修改，请撤回后重新提出。")
        change.proposed = clean_content(payload, Lookup(county), change.proposed)
        if change.op != Op.MERGE:
            change.op = operation(change.then, change.proposed)
        change.reason = reason
        change.version += 1
        change.save()
    return change


def withdraw_change(change, *, by, reason):
    """Takes a pending change out of the open revision (撤回); it stays readable."""
    county = change.revision.county
    require_editor(by, county)
    require_reason(reason, published=True)
    with recording(by=by, reason=reason, county=county.code):
        CountyPolicy.objects.locked(county)
        change = pending_change(change)
        change.outcome, change.outcome_reason = Result.WITHDRAWN, reason
        change.save()
        if not change.revision.changes.pending().exists():
            close_todos(change.revision.flow_name, change.revision_id, by=by)
    return change


def pending_change(change):
    """The change under the lock, still pending in an open revision."""
    change = (
        ProposedChange.objects.select_for_update(of=("self",))
        .select_related("revision", "item")
        .get(pk=change.pk)
    )
    require_pending(change)
    return change


def require_pending(change):
    if change.outcome != Result.PENDING:
        raise NotPossible(f"这条拟调整内容{change.get_outcome_display()}，不能再改。")
    if change.revision.status != RevisionStatus.OPEN:
        raise NotPossible(
            f"{change.revision.title}{change.revision.status_label}，其内容不能再改；请先退回。"
        )


def rebased(change, now):
    """(content, clashes): the proposal moved onto what stands now.

    A field that the proposal changes takes the proposed value; every other keeps today's. A field
    that changed on both sides and differently is a clash, which the clerk settles by amending or
    withdrawing the change.
    """
    then, content, clashes = change.then or EMPTY, dict(now), []
    for key in changed_fields(then, change.proposed):
        if now.get(key) not in (then.get(key), change.proposed.get(key)):
            clashes.append(key)
        content[key] = change.proposed[key]
    return content, clashes


def clashes_of(changes):
    """{change pk: labels of the fields that meanwhile changed otherwise}, in constant queries."""
    now = contents_of([change.item for change in changes if change.item_id])
    found = {}
    for change in changes:
        if change.item_id and isinstance(change.proposed, dict):
            _, keys = rebased(change, now[change.item_id])
            if keys:
                found[change.pk] = [LABELS[key] for key in keys]
    return found


def settle_clash(change, *, keep, by, reason):
    """Settles a clash: `keep` is "proposed" or "now"; the proposal then starts from what stands
    now.
    """
    if keep not in ("proposed", "now"):
        raise Invalid({"keep": "请选择采用拟调整内容或保留现行内容。"})
    county = change.revision.county
    require_editor(by, county)
    require_reason(reason, published=True)
    with recording(by=by, reason=reason, county=county.code):
        CountyPolicy.objects.locked(county)
        change = pending_change(change)
        now = content_of(change.item)
        content, clashes = rebased(change, now)
        if keep == "now":
            content |= {key: now[key] for key in clashes}
        change.then, change.proposed, change.reason = now, content, reason
        change.version += 1
        if content == now:
            change.outcome, change.outcome_reason = Result.WITHDRAWN, reason
        change.save()
    return change


def draft_contents(county, changes):
    """The draft list: [(code or None, content)] of the register with these pending changes applied,
    nothing written.
    """
    items, now = contents_within(DutyItem.objects.of_county(county).current().in_print_order())
    by_item, gone, added = {}, set(), []
    codes = {item.code: item.pk for item in items}
    for change in changes:
        if change.op == Op.CANCEL:
            gone.add(change.item_id)
        elif change.op in (Op.ADD, Op.MERGE, Op.SPLIT):
            added += change.proposed if isinstance(change.proposed, list) else [change.proposed]
            gone.add(change.item_id)
            gone.update(codes.get(code) for code in change.sources)
        else:
            by_item[change.item_id] = rebased(change, now[change.item_id])[0]
    kept = [
        (item.code, by_item.get(item.pk, now[item.pk])) for item in items if item.pk not in gone
    ]
    return kept + [(None, content) for content in added]
