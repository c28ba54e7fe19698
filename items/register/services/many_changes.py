"""Many proposed changes at once, in statements that do not grow: withdrawn, or amended where they
add an item.
"""

from dutylist.history.recording import recording
from dutylist.history.tracking import bulk_save
from dutylist.notices.services import close_todos
from dutylist.organizations.models import CountyPolicy
from items.entry.cleaning import clean_content
from items.entry.lookup import Lookup
from items.models import ProposedChange
from items.register.services.edit_conditions import require_editor, require_reason

from .proposals import operation, require_pending

WITHDRAWN = ProposedChange.Outcome.WITHDRAWN
AT_ONCE = 500


def withdraw_changes(county, changes, *, by, reason):
    """Takes pending changes of one county's open revision out of it."""
    with verb(county, by, reason):
        rows = still_pending(changes)
        take_out(rows, by=by, reason=reason)
    return rows


def take_out(rows, *, by, reason):
    """Marks locked pending changes as withdrawn, inside an open recording."""
    for change in rows:
        change.outcome, change.outcome_reason = WITHDRAWN, reason
    bulk_save(rows)
    for revision in {change.revision for change in rows}:
        if not revision.changes.pending().exists():
            close_todos(revision.flow_name, revision.pk, by=by)


def amend_additions(county, pairs, *, by, reason, lookup=None):
    """Changes what pending additions propose, [(change, content)]: -> the changes."""
    with verb(county, by, reason):
        contents = {change.pk: content for change, content in pairs}
        lookup, rows = lookup or Lookup(county), still_pending([change for change, _ in pairs])
        for change in rows:
            change.proposed = clean_content(contents[change.pk], lookup, change.proposed)
            change.op = operation(change.then, change.proposed)
            change.reason = reason
            change.version += 1
        bulk_save(rows)
    return rows


def verb(county, by, reason):
    require_editor(by, county)
    require_reason(reason, published=True)
    return recording(by=by, reason=reason, source="import", county=county.code)


def still_pending(changes):
    """The changes under the register's lock and their own, each still pending in an open revision."""
    if not changes:
        return []
    CountyPolicy.objects.locked(changes[0].revision.county)
    rows, keys = [], [change.pk for change in changes]
    for start in range(0, len(keys), AT_ONCE):
        found = ProposedChange.objects.select_for_update(of=("self",)).select_related(
            "revision", "item"
        )
        rows += found.filter(pk__in=keys[start : start + AT_ONCE]).order_by("pk")
    for change in rows:
        require_pending(change)
    return rows
