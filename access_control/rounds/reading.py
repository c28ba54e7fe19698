"""What a person reads of the rounds of a revision: which of them, and which revision at all."""

from access_control.models import RevisionRound
from items.models import Revision


def rounds_read(user, revision_pk):
    """(the revision, its rounds as far as this person sees them, the first one first); (None, [])
    where he sees neither the revision nor a round of it.
    """
    rows = RevisionRound.objects.visible_to(user).filter(revision__pk=revision_pk)
    rows = list(rows.select_related("revision__county", "county__parent").order_by("number"))
    if rows:
        return rows[0].revision, rows
    return Revision.objects.visible_to(user).filter(pk=revision_pk).first(), rows
