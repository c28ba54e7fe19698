"""What the lists of runs and of messages to other systems may be asked."""

from dutylist.history.filtering import ListFilters, OneOf

from .models import EventOutcome, JobRun, OutboundEvent, RunState


class RunFilters(ListFilters):
    state = OneOf(label="运行情况", choices=RunState.choices)

    class Meta:
        model = JobRun
        fields = ()


class EventFilters(ListFilters):
    outcome = OneOf(label="结果", choices=EventOutcome.choices)

    class Meta:
        model = OutboundEvent
        fields = ()
