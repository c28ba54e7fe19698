"""Proposed changes: collected in the change set of a revision or another owner, shown as then / now
/ proposed, applied by a decision.
"""

from django.db.models import Max
from django.utils import timezone

from dutylist.history.limits import MOST_ROWS
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
from items.meaning.of_items import make_later_for_changes
from items.models import DutyItem, ProposedChange, Revision, RevisionStatus
from items.register.services.change_sets import (
    changing,
    follow_emptied,
    give_change_set,
    pending_change,
    when_emptied,
    with_reason,
)
from items.register.services.edit_conditions import (
    Outcome,
    clean_all,
    fresh_items,
    require_editor,
    require_reason,
    with_the_sitting_words,
)

Op, Result = ProposedChange.Op, ProposedChange.Outcome
NO_CLASH = "这条拟调整内容没有需要处理的冲突。"
SCOPE_FIELDS = frozenset({"scope", "tags", "townships"})


def open_revision(county):
    """The county's open revision, or None."""
    return Revision.objects.filter(county=county, status=RevisionStatus.OPEN).first()


def opened_revision(county, *, by):
    """The open revision, opened now if there is none; inside an open recording."""
    rows = Revision.objects.select_for_update(of=("self",)).select_related("change_set")
    if revision := rows.filter(county=county, status=RevisionStatus.OPEN).first():
        return revision
    if waiting := Revision.objects.filter(county=county, status=RevisionStatus.SUBMITTED).first():
        raise NotPossible(with_the_sitting_words(waiting))
    last = Revision.objects.filter(county=county).aggregate(last=Max("number"))["last"] or 0
    today = timezone.localdate()
    revision = Revision(
        county=county,
        number=last + 1,
        title=f"{today.year}年第{last + 1}次集中修订",
        opened_on=today,
    )
    give_change_set(revision)
    return begin(revision, by=by)


@when_emptied(Revision.owner_kind)
def close_its_todos(revision, *, by):
    close_todos(revision.flow_name, revision.pk, by=by)


def propose(owner, pairs, *, lookup, reason):
    """Puts [(item or None, payload)] into the owner's change set, inside an open recording: ->
    `Outcome`.

    A later edit of the same item amends its pending change; an edit back to what stands withdraws
    it.
    """
    items = [item for item, _ in pairs if item]
    now = contents_of(items)
    require_not_reshaped(owner, items)
    pending = _pending_of(owner, items)
    bases = {item.pk: _base(item, pending, now) for item in items}
    contents = clean_all(pairs, lookup, bases)
    outcome = Outcome()
    for (item, _), content in zip(pairs, contents, strict=True):
        _sort_proposal(outcome, item, content, now, pending, owner, reason)
    bulk_save(outcome.proposed)
    make_later_for_changes(owner.change_set)
    return outcome


def edited_contents(items):
    """{item pk: (what an edit starts from, its pending change or None)}: the proposal, where one
    waits.

    An item that is to be merged into another waits with that merge.
    """
    now = contents_of(items)
    waiting = ProposedChange.objects.pending()
    waiting = waiting.filter(change_set__revision__status=RevisionStatus.OPEN)
    waiting = waiting.select_related("change_set__revision", "item")
    counties = {item.county_id for item in items}
    fates = reshaping(waiting.filter(op=Op.MERGE, change_set__county__in=counties))
    pending = {change.item_id: change for change in waiting.filter(item__in=items)}
    starts = {}
    for item in items:
        if item.pk not in pending and item.code in fates:
            pending[item.pk] = fates[item.code]
        starts[item.pk] = (_base(item, pending, now), pending.get(item.pk))
    return starts


def reshaping(changes):
    """{item code: the merge or split among these changes that decides its whole fate}."""
    fates = {}
    for change in changes:
        if change.op in (Op.MERGE, Op.SPLIT):
            fates |= dict.fromkeys(change.starting_codes, change)
    return fates


def require_not_reshaped(owner, items):
    """An item that is to be merged or split is not changed beside that: the proposal is withdrawn
    first.
    """
    fates = reshaping(
        owner.changes.pending().filter(op__in=(Op.MERGE, Op.SPLIT)).select_related("item")
    )
    for item in items:
        if change := fates.get(item.code):
            raise NotPossible(f"“{item.name}”已提出{change.get_op_display()}，须先撤回。")


def _pending_of(owner, items):
    """{item pk: the change of it that waits in the owner's change set}."""
    changes = owner.changes.pending().filter(item__in=items)
    return {change.item_id: change for change in changes}


def _base(item, pending, now):
    change = pending.get(item.pk)
    if change and change.op not in (Op.CANCEL, Op.MERGE, Op.SPLIT):
        return change.proposed
    return now[item.pk]


def _sort_proposal(outcome, item, content, now, pending, owner, reason):
    change = stands = None
    if item:
        change, stands = pending.get(item.pk), now[item.pk]
    if item and content == stands and not change:
        outcome.same.append(item)
        return
    if change and change.proposed == content:
        outcome.same.append(item)
        return
    change = change or ProposedChange(change_set=owner.change_set, item=item)
    if item and content == stands:
        change.end(Result.WITHDRAWN, reason)
    else:
        change.version += bool(change.pk)
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
    if set(changed_fields(before, after)) <= SCOPE_FIELDS:
        return Op.SCOPE
    return Op.REVISE


def propose_cancelling(owner, items, *, reason):
    """Proposes taking items out of the list, inside an open recording."""
    now = contents_of(items)
    require_not_reshaped(owner, items)
    pending = _pending_of(owner, items)
    changes = []
    for item in items:
        change = pending.get(item.pk)
        changes.append(change or ProposedChange(change_set=owner.change_set, item=item))
    for change in changes:
        change.op, change.then, change.proposed = Op.CANCEL, now[change.item_id], None
        change.sources, change.reason = [], reason
        change.version += bool(change.pk)
    bulk_save(changes)
    return Outcome(proposed=changes)


def propose_merge(county, items, payload, *, by, reason):
    """Proposes one new item in the place of several, in the county's revision: -> the change."""
    require_editor(by, county)
    require_reason(reason, published=True)
    with recording(by=by, reason=reason, county=county.code):
        CountyPolicy.objects.locked(county)
        revision = opened_revision(county, by=by)
        change = merging(revision, items, payload, Lookup(county))
        return propose_whole(revision, change, reason=reason)


def propose_split(county, item, payloads, *, by, reason):
    """Proposes several new items in the place of one, in the county's revision: -> the change."""
    require_editor(by, county)
    require_reason(reason, published=True)
    with recording(by=by, reason=reason, county=county.code):
        CountyPolicy.objects.locked(county)
        revision = opened_revision(county, by=by)
        change = splitting(revision, item, payloads, Lookup(county))
        return propose_whole(revision, change, reason=reason)


def merging(owner, items, payload, lookup):
    """The merge of items into one, checked, not saved; what the payload does not say the first item
    says.
    """
    if len(items) < 2:
        raise Invalid({"items": "合并至少需要两个事项。"})
    fresh = fresh_items(lookup.county, items)
    first, *others = [fresh[item.pk] for item in items]
    then = content_of(first)
    return ProposedChange(
        change_set=owner.change_set,
        item=first,
        op=Op.MERGE,
        then=then,
        proposed=clean_content(payload, lookup, then),
        sources=[other.code for other in others],
    )


def splitting(owner, item, payloads, lookup):
    """The split of an item into several, checked, not saved; the faults of all parts at once."""
    if len(payloads) < 2:
        raise Invalid({"items": "拆分后至少应有两个事项。"})
    item = fresh_items(lookup.county, [item])[item.pk]
    then = content_of(item)
    return ProposedChange(
        change_set=owner.change_set,
        item=item,
        op=Op.SPLIT,
        then=then,
        proposed=clean_parts(payloads, lookup, [then] * len(payloads)),
    )


def clean_parts(payloads, lookup, bases):
    """The contents of the parts of a split; their faults at the number of each part."""
    contents, errors = [], {}
    for number, (payload, base) in enumerate(zip(payloads, bases, strict=True)):
        try:
            contents.append(clean_content(payload, lookup, base))
        except Invalid as refused:
            errors |= refused.errors_below(number)
    if errors:
        raise Invalid(errors)
    return contents


def propose_whole(owner, change, *, reason):
    """Saves a merge or a split, where nothing else is proposed for any of its items: -> the
    change.
    """
    items = [change.item, *DutyItem.objects.filter(county=owner.county, code__in=change.sources)]
    require_not_reshaped(owner, items)
    require_none_pending(owner, change.starting_codes)
    change.reason = reason
    change.save()
    return change


def require_none_pending(owner, codes):
    """Refuses where the owner has a change of one of these items already."""
    if taken := owner.changes.pending().filter(item__code__in=codes).first():
        raise NotPossible(f"“{taken.title}”已有待审定的拟调整内容，请先撤回。")


def amend_change(change, payload, *, by, reason, expect=None, source="form"):
    """Changes what a pending change proposes: -> the change.

    The payload is a content, maybe partial; of a split a list of them, one for each part.
    """
    with changing(change.change_set, by=by, reason=reason, source=source) as owner:
        change = pending_change(change, owner, expect)
        with with_reason(owner, reason):
            lookup = Lookup(owner.county)
            change.proposed = amended(change, payload, lookup, is_draft=owner.is_draft)
        if change.op not in (Op.MERGE, Op.SPLIT):
            change.op = operation(change.then, change.proposed)
        change.reason = reason
        change.version += 1
        change.save()
    return change


def amended(change, payload, lookup, *, is_draft=False):
    """What a pending change is to propose after this payload."""
    if change.op == Op.SPLIT:
        return amended_parts(change, payload, lookup)
    if not isinstance(change.proposed, dict):
        raise NotPossible("这条拟调整内容不能直接修改，请撤回后重新提出。")
    return clean_content(payload, lookup, change.proposed, is_draft=is_draft)


def amended_parts(change, payloads, lookup):
    """The parts of a split; one that is new starts from the item that is split."""
    if not isinstance(payloads, list) or not 1 < len(payloads) <= MOST_ROWS:
        raise Invalid({"": f"拆分后应有2至{MOST_ROWS}个事项。"})
    if change.restores and len(payloads) != len(change.restores):
        raise Invalid({"": f"各项沿用原编码，须仍为{len(change.restores)}项。"})
    known = change.proposed[: len(payloads)]
    bases = known + [change.then] * (len(payloads) - len(known))
    return clean_parts(payloads, lookup, bases)


def withdraw_change(change, *, by, reason, expect=None, source="form"):
    """Takes a pending change back (撤回); it stays readable."""
    with changing(change.change_set, by=by, reason=reason, source=source) as owner:
        change = pending_change(change, owner, expect)
        require_reason(reason, published=owner.needs_reason)
        change.end(Result.WITHDRAWN, reason)
        change.save()
        follow_emptied(owner, by=by)
    return change


def rebased(change, now):
    """(content, clashes): the proposal moved onto what stands now.

    A field that the proposal changes takes the proposed value; every other keeps today's. A field
    that changed on both sides and differently is a clash, which the clerk settles by amending or
    withdrawing the change.
    """
    then, content, clashes = change.then or EMPTY, dict(now), []
    for key in changed_fields(then, change.passed):
        if now.get(key) not in (then.get(key), change.passed.get(key)):
            clashes.append(key)
        content[key] = change.passed[key]
    return content, clashes


def clashes_of(changes):
    """{change pk: labels of the fields that meanwhile changed otherwise}, in constant queries."""
    now = contents_of([change.item for change in changes if change.item_id])
    clashes = {}
    for change in changes:
        if change.item_id and isinstance(change.proposed, dict):
            _, keys = rebased(change, now[change.item_id])
            if keys:
                clashes[change.pk] = [LABELS[key] for key in keys]
    return clashes


def settle_clash(change, *, keep, by, reason, expect=None, source="form"):
    """Settles a clash: `keep` is "proposed" or "now"; the proposal then starts from what stands
    now.
    """
    asked = {"by": by, "reason": reason, "source": source}
    with changing(change.change_set, settling=True, **asked) as owner:
        change = pending_change(change, owner, expect, settling=True)
        now, content, clashes = require_clash(change)
        with with_reason(owner, reason):
            require_choice(keep)
        if keep == "now":
            for key in clashes:
                content[key] = now[key]
        change.then, change.proposed, change.reason = now, content, reason
        if content == now:
            change.end(Result.WITHDRAWN, reason)
        else:
            change.version += 1
        change.save()
        follow_emptied(owner, by=by)
    return change


def require_clash(change):
    """(what stands now, the proposal moved onto it, the fields that clash) of a change with a
    clash.
    """
    if change.item_id is None or not isinstance(change.proposed, dict):
        raise NotPossible(NO_CLASH)
    now = content_of(change.item)
    content, clashes = rebased(change, now)
    if not clashes:
        raise NotPossible(NO_CLASH)
    return now, content, clashes


def require_choice(keep):
    if keep not in ("proposed", "now"):
        raise Invalid({"keep": "请选择采用拟调整内容或保留现行内容。"})


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
            added += change.contents
            gone.add(change.item_id)
            gone.update(codes.get(code) for code in change.sources)
        else:
            by_item[change.item_id] = rebased(change, now[change.item_id])[0]
    contents = []
    for item in items:
        if item.pk not in gone:
            contents.append((item.code, by_item.get(item.pk, now[item.pk])))
    for content in added:
        contents.append((None, content))
    return contents
