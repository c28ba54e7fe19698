"""Imports and head words follow when a region goes over into another: called inside the change's
own batch.
"""

from django.db.models import F

from dutylist.organizations.models import Level
from dutylist.organizations.services.moving import give_to
from items.models import HeadWord, ImportJob, ImportPart, ImportState

OPEN = (ImportState.ASKED, ImportState.PREVIEWED)


def imports_follow(predecessor, successors, *, on, by, reason):
    """A county's imports and the words it remembers belong to its new row; of a township what waits
    to be confirmed goes where one follows it.
    """
    if len(successors) != 1:
        return
    [successor] = successors
    as_next = F("version") + 1
    if predecessor.level == Level.TOWNSHIP:
        waiting = ImportJob.objects.filter(state__in=OPEN)
        parts = ImportPart.objects.filter(job__in=waiting, township=predecessor)
        parts.update(township=successor)
        waiting.filter(township=predecessor).update(township=successor, version=as_next)
        return
    jobs = ImportJob.objects.filter(county=predecessor)
    jobs.update(county=successor, version=as_next)
    words = HeadWord.objects.filter(county=predecessor)
    give_to(successor, words, by=by, reason=reason)
