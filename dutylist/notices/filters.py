"""What the lists of runs and of messages to other systems may be asked."""

from dutylist.history.filtering import ListFilters, OneOf
from dutylist.organizations.filters import County

from .models import EventOutcome, JobRun, OutboundEvent, RunState, event_counties


class RunFilters(ListFilters):
    state = OneOf(label="运行情况", choices=RunState.choices)

    class Meta:
        model = JobRun
        fields = ()


class EventCounty(County):
    """A county whose events the asker's programs may read."""

    def readable(self, user):
        return event_counties(user)


class EventFilters(ListFilters):
    county = EventCounty()
    outcome = OneOf(label="结果", choices=EventOutcome.choices)

    class Meta:
        model = OutboundEvent
        fields = ()
