"""Who may say how people call an item, and under which lock it is written."""

import contextlib

from dutylist.history.recording import recording
from dutylist.organizations.models import CountyPolicy
from dutylist.organizations.services.texts import needed
from dutylist.organizations.words import staffing_office_of
from dutylist.workflow.refusals import NotAllowed, NotPossible
from items.models import DutyItem
from items.permissions import may_edit


@contextlib.contextmanager
def keeping(county, by, reason, source):
    """The recording of a verb of the county's clerk. The county's row is locked first: what is
    written to its phrases is written one after another, so that the last row of the history tells
    whether anything has changed (`items.lookup.phrase_book`).
    """
    if not may_edit(by, county):
        raise NotAllowed(f"只有{county.name}的{staffing_office_of(county)}经办人可以修改群众说法。")
    with recording(by=by, reason=needed(reason), source=source, county=county.code):
        CountyPolicy.objects.locked(county)
        yield


def current_item(item):
    """The item as it is now; one that is cancelled is refused."""
    item = DutyItem.objects.select_related("county").get(pk=item.pk)
    if item.cancelled_on:
        raise NotPossible(f"“{item.name}”已不在清单中，不能登记说法。")
    return item
