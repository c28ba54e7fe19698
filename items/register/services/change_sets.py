"""The way into a change set: its owner says who may change it, and whether it still can be changed.

The same for the changes of a revision and of every other owner; a floor above registers its own
(`items.models.proposals.owns_changes`) and uses the verbs of this room as they are.
"""

import contextlib

from dutylist.history.recording import current, recording
from dutylist.history.texts import clean_text
from dutylist.history.tracking import bulk_save
from dutylist.workflow.refusals import Invalid, NotPossible, Stale
from items.meaning.of_items import make_later_for_changes
from items.models import ChangeSet, ProposedChange
from items.models.proposals import owner_models

from .edit_conditions import REASON_MISSING, require_reason

_when_emptied = {}


def when_emptied(kind):
    """Registers what follows for an owner of this kind when none of its changes is pending any
    more: `follow(owner, *, by)`. A decorator.
    """

    def register(follow):
        _when_emptied[kind] = follow
        return follow

    return register


def give_change_set(owner):
    """Gives an owner that is not saved yet its own empty change set, inside an open recording."""
    change_set = ChangeSet(county=owner.county, owner_kind=owner.owner_kind, title=str(owner))
    change_set.save()
    owner.change_set = change_set


@contextlib.contextmanager
def changing(change_set, *, by, reason, source="form", settling=False):
    """One recorded verb on the changes of a set: -> its owner, under the locks.

    What is private to a unit is so in the record too: the owner names who reads it there. A clash
    may be another person's to settle than the one who proposes.
    """
    owner = change_set.owner
    if settling:
        owner.require_settler(by)
    else:
        owner.require_changer(by)
    options = {"county": change_set.county.code, "audience": owner.record_audience}
    with recording(by=by, reason=reason, source=source, **options):
        yield locked_owner(change_set)
        make_later_for_changes(change_set)


def save_for_owners(changes, *, by, reason):
    """Saves changes inside an open recording, those of a private owner in a batch for its people:
    -> the owners.
    """
    of_owners = {}
    for change in changes:
        of_owners.setdefault(change.change_set.owner, []).append(change)
    source = current().source
    for owner, theirs in of_owners.items():
        audience = owner.record_audience
        if not audience:
            bulk_save(theirs)
            continue
        county = owner.county.code
        with recording(by=by, reason=reason, source=source, county=county, audience=audience):
            bulk_save(theirs)
    return list(of_owners)


def locked_owner(change_set):
    """The owner of a set as it stands under the locks."""
    owner = owner_models[change_set.owner_kind].locked_for_changes(change_set)
    owner.change_set, change_set.owner = change_set, owner
    return owner


def pending_change(change, owner, expect=None, *, settling=False):
    """The change as it stands under the lock; refused where it was seen otherwise or is decided."""
    rows = ProposedChange.objects.select_for_update(of=("self",)).select_related("item")
    change = rows.get(pk=change.pk)
    change.change_set = owner.change_set
    if expect is not None and change.version != expect:
        raise Stale("这条拟调整内容刚刚被他人修改过，请刷新后再办理。")
    require_pending(change, settling=settling)
    return change


def require_pending(change, *, settling=False):
    """Refuses a change that is decided, or whose owner takes no more changes."""
    if change.outcome != ProposedChange.Outcome.PENDING:
        raise NotPossible(f"这条拟调整内容{change.get_outcome_display()}，不能再改。")
    owner = change.change_set.owner
    if not (settling and owner.takes_settling):
        owner.require_taking_changes()


@contextlib.contextmanager
def with_reason(owner, reason):
    """Refuses a missing reason together with everything that is wrong with what is checked
    inside.
    """
    is_missing = owner.needs_reason and not clean_text(reason)
    try:
        yield
    except Invalid as refused:
        if not is_missing:
            raise
        raise Invalid({**refused.errors, **REASON_MISSING}, refused.code) from refused
    require_reason(reason, published=owner.needs_reason)


def follow_emptied(owner, *, by):
    """Does what follows where the owner has nothing pending any more."""
    follow = _when_emptied.get(owner.owner_kind)
    if follow and not owner.changes.pending().exists():
        follow(owner, by=by)
