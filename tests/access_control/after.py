"""What stands after the decision: requests brought into force, and the days that pass."""

from django.core.management import call_command
from django.utils import timezone

from dutylist.organizations.services.regions import set_policy
from items.editions.services.editions import issue_supplement

from .people import DECIDED, complete, decide, handed_in, told

CHANNELS = ("admission", "adjustment", "temporary", "summary")


def set_stages(place, *stages, **more):
    values = {"stages": {channel: list(stages) for channel in CHANNELS}, **more}
    set_policy(place.county, values, by=place.lead, reason="本县规定")


def in_force(place, *changes, **fields):
    """The number of a request that was decided and published today."""
    request = handed_in(place, *changes, **fields)
    pk = request["id"]
    told(decide(place.lead, pk, "endorse", {"complete": complete(place, request)}))
    told(decide(place.recorder, pk, "approve", DECIDED))
    publish_supplement(place)
    return pk


def publish_supplement(place):
    issue_supplement(
        place.edition,
        requested_by=place.clerk,
        by=place.lead,
        document_number="示政发〔2026〕30号",
        effective_on=timezone.localdate(),
        reason="增补",
    )


def tick(day):
    call_command("tick", on=day.isoformat(), verbosity=0)
