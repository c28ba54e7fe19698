"""The verbs that may not be half done, one after the other in the life of one county."""

from datetime import date

from access_control.models import ChangeRequest, Channel
from dutylist.organizations.services.regions import set_policy
from dutylist.workflow.engine import perform
from items.editions.services.editions import issue_supplement
from items.imports.services.importing import Options
from items.imports.services.jobs import confirm, preview_uploads
from items.models import ImportJob
from tests.access_control.people import (
    DECIDED,
    complete,
    decide,
    drafted,
    new_item,
    read,
    told,
)
from tests.faults.breaking import fresh
from tests.imports.workbooks import FIRE, RIVER, save_workbook

BARE = {channel.value: [] for channel in Channel}
REASON = "按会议决定办理"
DAY = date(2026, 12, 10)


def request_to_decide(place):
    """A request that only the county's decision is owed for: one item added, one changed, one
    ended.
    """
    set_policy(place.county, {"stages": BARE}, by=place.lead, reason="本县简化环节")
    draft = drafted(
        place,
        {"op": "add", "item": new_item(place)},
        {"op": "revise", "code": place.items[1].code, "item": changed(place)},
        {"op": "cancel", "code": place.items[0].code},
    )
    told(decide(place.head, draft["id"], "submit"))
    facts = {"complete": complete(place, read(place.lead, draft["id"]))}
    told(decide(place.lead, draft["id"], "endorse", facts))
    return ChangeRequest.objects.get(pk=draft["id"])


def changed(place):
    return {"township_duty": "1.巡查河道。", "bases": new_item(place)["bases"]}


def approval(place, request):
    def approve():
        perform(fresh(request), "approve", by=place.recorder, reason=REASON, **DECIDED)

    return approve


def publication(place):
    def publish():
        issue_supplement(
            fresh(place.edition),
            requested_by=place.clerk,
            by=place.lead,
            document_number="示政发〔2026〕30号",
            effective_on=DAY,
            reason=REASON,
        )

    return publish


def revocation(place, edition):
    def revoke():
        perform(fresh(edition), "revoke", by=place.recorder, reason=REASON)

    return revoke


def importing(place, path):
    """A workbook that changes one published item and adds one: its preview waits."""
    save_workbook(path, ("coordination", ["一、生态环保", RIVER, FIRE]))
    options = Options(create_departments=True)
    job = preview_uploads([path], county=place.county, by=place.clerk, options=options)

    def confirm_import():
        confirm(ImportJob.objects.get(pk=job.pk), by=place.clerk, reason=REASON)

    return confirm_import
