"""Many proposed changes at once, in statements that do not grow with them: withdrawn, or amended
where they add an item.
"""

from dutylist.history.recording import recording
from items.entry.cleaning import clean_content
from items.entry.lookup import Lookup
from items.models import ChangeSet, ProposedChange
from items.register.services.edit_conditions import require_reason

from .change_sets import follow_emptied, locked_owner, require_pending, save_for_owners
from .proposals import operation

WITHDRAWN = ProposedChange.Outcome.WITHDRAWN
AT_ONCE = 500


def withdraw_changes(county, changes, *, by, reason):
    """Takes pending changes of one county back."""
    with verb(county, by, reason):
        rows = still_pending(changes, by=by)
        take_out(rows, by=by, reason=reason)
    return rows


def take_out(rows, *, by, reason):
    """Marks locked pending changes as withdrawn, inside an open recording."""
    for change in rows:
        change.end(WITHDRAWN, reason)
    for owner in save_for_owners(rows, by=by, reason=reason):
        follow_emptied(owner, by=by)


def amend_additions(county, pairs, *, by, reason, lookup=None):
    """Changes what pending additions propose, [(change, content)]: -> the changes."""
    with verb(county, by, reason):
        contents = {change.pk: content for change, content in pairs}
        lookup = lookup or Lookup(county)
        rows = still_pending([change for change, _ in pairs], by=by)
        for change in rows:
            change.proposed = clean_content(contents[change.pk], lookup, change.proposed)
            change.op = operation(change.then, change.proposed)
            change.reason = reason
            change.version += 1
        save_for_owners(rows, by=by, reason=reason)
    return rows


def verb(county, by, reason):
    require_reason(reason, published=True)
    return recording(by=by, reason=reason, source="import", county=county.code)


def still_pending(changes, *, by):
    """The changes under the locks, each still pending where its owner lets this person change
    it.
    """
    sets = ChangeSet.objects.in_bulk({change.change_set_id for change in changes})
    for change_set in sets.values():
        locked_owner(change_set).require_changer(by)
    rows, keys = [], [change.pk for change in changes]
    for start in range(0, len(keys), AT_ONCE):
        locked = ProposedChange.objects.select_for_update(of=("self",)).select_related("item")
        rows += locked.filter(pk__in=keys[start : start + AT_ONCE]).order_by("pk")
    for change in rows:
        change.change_set = sets[change.change_set_id]
        require_pending(change)
    return rows
