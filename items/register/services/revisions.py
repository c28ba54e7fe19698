"""Giving a whole revision up: refused while an edition carries it, and its changes are withdrawn
with it.
"""

from dutylist.history.tracking import bulk_save
from dutylist.workflow.refusals import NotPossible
from items.models import EditionStatus, ProposedChange


def require_not_carried(revision):
    """A revision that an edition carries is given up only after that edition."""
    if edition := revision.editions.exclude(status=EditionStatus.DISCARDED).first():
        raise NotPossible(
            f"{revision.title}随第{edition.number}版办理（{edition.status_label}），请先放弃起草该版次。"
        )


def withdraw_all(revision, decision, facts):
    """Takes every pending change of a discarded revision back, inside the recording of its
    decision.
    """
    changes = list(revision.changes.pending())
    for change in changes:
        change.end(ProposedChange.Outcome.WITHDRAWN, decision.reason)
    bulk_save(changes)
