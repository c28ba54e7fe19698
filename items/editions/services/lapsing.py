"""What was approved until a day leaves the register after it (期满自动退出); nothing is deleted.

The published list ends it by date alone; this takes it out of the working register, for the next
list. Only what the county has published lapses: an item that is approved and not published yet
stays until it is. Before the first edition the register is the list.
"""

from dutylist.history.recording import recording
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.refusals import NotPossible
from items.editions.documents import standing_document
from items.models import DutyItem, ProposedChange
from items.models.document_bytes import unpacked
from items.models.proposals import know_owners
from items.register.services.edit_conditions import require_not_submitted
from items.register.services.editing import cancel_rows
from items.register.services.many_changes import take_out
from items.register.services.proposals import reshaping

REASON = "终止日期已过，期满自动退出。"


def ended_items(on):
    """What the registers hold of items whose last day was before this one."""
    return DutyItem.objects.current().filter(ends_on__lt=on)


def lapse_items(county, *, by, on, codes=None):
    """Takes the county's ended items out of its register, as one batch of a job: -> the items;
    those of these codes alone where some are named.

    A change that was proposed to such an item goes with it: the item can come back only as a new
    one. Once the change is handed in and can not be changed any more, the item waits for the
    decision.
    """
    with recording(by=by, reason=REASON, source="job", county=county.code):
        policy = CountyPolicy.objects.locked(county)
        rows = ended_items(on).of_county(county).order_by("code")
        if codes is not None:
            rows = rows.filter(code__in=codes)
        items = list(rows)
        if not items:
            return []
        document = standing_document(county)
        if document is None:
            require_not_submitted(county)
        else:
            items = published_ones(items, document)
        changes = changes_of(county, items)
        submitted = {code for code, change in changes if is_submitted(change)}
        lapsed = [item for item in items if item.code not in submitted]
        if lapsed:
            take_out(withdrawn_with(lapsed, changes), by=by, reason=REASON)
            cancel_rows(lapsed, on)
            policy.raise_list_version()
    return lapsed


def end_items(county, items, *, by, on, reason):
    """Takes items that have an end out of the register before it, inside a decision's recording.

    Refuses one that is being decided: what the county says of it comes first.
    """
    with recording(by=by, reason=reason, source="decision", county=county.code):
        policy = CountyPolicy.objects.locked(county)
        changes = changes_of(county, items)
        submitted = {code for code, change in changes if is_submitted(change)}
        if waiting := [item.name for item in items if item.code in submitted]:
            names = "、".join(f"“{name}”" for name in waiting)
            raise NotPossible(f"{names}另有已经提交的拟调整内容，请待审定后再办理。")
        take_out(withdrawn_with(items, changes), by=by, reason=reason)
        cancel_rows(items, on)
        policy.raise_list_version()


def is_submitted(change):
    return not change.change_set.owner.takes_changes


def published_ones(items, document):
    published = {entry["code"] for entry in unpacked(document.full)["entries"]}
    return [item for item in items if item.code in published]


def changes_of(county, items):
    """[(item code, pending change)] of every change that decides what becomes of these items."""
    codes = {item.code for item in items}
    rows = ProposedChange.objects.select_for_update(of=("self",)).pending()
    rows = rows.filter(change_set__county=county).exclude(item=None)
    changes = list(rows.select_related("change_set", "item").order_by("pk"))
    know_owners(changes)
    named = {}
    for change in changes:
        named[change.item.code, change] = True
    named |= dict.fromkeys(reshaping(changes).items())
    return [(code, change) for code, change in named if code in codes]


def withdrawn_with(items, changes):
    """The changes that have no ground once these items are gone.

    A merge keeps its ground as long as the item that it starts from stands.
    """
    codes = {item.code for item in items}
    return [change for code, change in changes if code in codes and change.item.code == code]
