"""Decided changes enter the register: with the checks and the writer of an edit, under the
decision's recording.
"""

from dutylist.history.tracking import bulk_save
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.refusals import NotPossible
from items.entry.content import contents_of
from items.entry.fields import LABELS
from items.entry.lookup import Lookup
from items.entry.writing import write_contents
from items.models import DutyItem, Lineage, ProposedChange
from items.register.services.edit_conditions import clean_all, fresh_items

from .editing import cancel_rows
from .proposals import rebased

Op, Result = ProposedChange.Op, ProposedChange.Outcome
MAKING = (Op.ADD, Op.MERGE, Op.SPLIT)


def apply_changes(county, changes, *, decided_on):
    """Writes decided changes into the register, inside the recording of their decision: -> the
    changes, applied.

    The same checks and the same writer as an edit. Raises NotPossible where the register moved
    under a change.
    """
    policy = CountyPolicy.objects.locked(county)
    changes, lookup = list(changes), Lookup(county)
    items = fresh_items(county, [change.item for change in changes if change.item_id])
    now, revived = contents_of(items.values()), revived_items(county, changes)
    pairs, gone = [], []
    for change in changes:
        _sort_change(change, items, revived, now, pairs, gone)
    given = [(item, content) for item, content, _change in pairs]
    cleaned = clean_all(given, lookup, {})
    to_write = [(item, content) for (item, _), content in zip(given, cleaned, strict=True)]
    written = write_contents(county, to_write, lookup, policy)
    cancel_rows(fresh_sources(county, gone, items), decided_on)
    made = items_made(pairs, written.created)
    _record_lineage(county, made, decided_on)
    for change in changes:
        change.end(Result.APPLIED)
        change.made = [item.code for of, item in made if of is change]
    bulk_save(changes)
    policy.raise_list_version()
    return changes


def revived_items(county, changes):
    """{code: item} of those that left the list with a revoked edition and come back under their own
    codes.
    """
    codes = []
    for change in changes:
        codes += change.restores
    if not codes:
        return {}
    rows = DutyItem.objects.filter(county=county, code__in=codes).exclude(cancelled_on=None)
    revived = {row.code: row for row in rows}
    for item in revived.values():
        item.cancelled_on = None
    return revived


def _sort_change(change, items, revived, now, pairs, gone):
    item = items.get(change.item_id)
    if change.op in (Op.CANCEL, Op.MERGE, Op.SPLIT):
        gone += [item.code, *change.sources]
    if change.op in MAKING:
        codes = change.restores or [None] * len(change.contents)
        for code, content in zip(codes, change.contents, strict=True):
            pairs.append((revived.get(code), content, change))
    elif change.op != Op.CANCEL:
        content, clashes = rebased(change, now[item.pk])
        if clashes:
            names = "、".join(LABELS[key] for key in clashes)
            raise NotPossible(
                f"“{change.title}”的{names}在提出后又有变动，请先处理冲突再审定。", code="clash"
            )
        pairs.append((item, content, change))


def fresh_sources(county, codes, items):
    known = {item.code: item for item in items.values()}
    items, missing = [], []
    for code in dict.fromkeys(codes):
        if code in known:
            items.append(known[code])
        else:
            missing.append(code)
    rows = DutyItem.objects.current().filter(county=county, code__in=missing)
    return items + list(rows)


def items_made(pairs, created):
    """[(change, item)] of the items that came into the list, new ones and those that came back."""
    new = iter(created)
    made = []
    for item, _content, change in pairs:
        item = item or next(new)
        if change.op in MAKING:
            made.append((change, item))
    return made


def _record_lineage(county, made, on):
    rows = []
    for change, target in made:
        if change.op == Op.ADD:
            continue
        op = Lineage.Op.SPLIT
        if change.op == Op.MERGE:
            op = Lineage.Op.MERGE
        sources = [change.item, *DutyItem.objects.filter(county=county, code__in=change.sources)]
        for source in sources:
            rows.append(Lineage(source=source, target=target, op=op, happened_on=on))
    bulk_save(rows)
