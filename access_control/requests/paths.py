"""Which way a request goes: the stages that the county's policy leaves in it, one after another."""

from access_control.models import Body, Channel, RequestStatus
from dutylist.organizations.models import CountyPolicy
from items.entry.content import changed_fields

from .path_words import CONSULTING, LEGAL, REPORTING


def policy_of(request):
    return CountyPolicy.objects.filter(region=request.county_id).first() or CountyPolicy()


def rule_of(request, key, default=None):
    """What the county rules for the channel of this request."""
    return policy_of(request).value(key).get(request.channel, default)


def stages_of(request):
    """The stages that are not left out for this request."""
    stages = rule_of(request, "stages", [])
    if request.channel == Channel.SUMMARY and not touches_basis(request):
        return [stage for stage in stages if stage != LEGAL]
    return stages


def touches_basis(request):
    """A simple adjustment goes to the legal officer where a legal basis changes."""
    changes = [change for change in request.changes.pending() if isinstance(change.proposed, dict)]
    return any("bases" in changed_fields(change.then or {}, change.proposed) for change in changes)


def first_stage(request):
    """Where a request waits that was just handed in."""
    if CONSULTING not in stages_of(request):
        return after_consulting(request)
    if request.channel == Channel.TEMPORARY:
        return RequestStatus.CONSULTING
    return RequestStatus.SUBMITTED


def after_consulting(request):
    if LEGAL in stages_of(request):
        return RequestStatus.LEGAL_REVIEW
    return RequestStatus.OFFICE_REVIEW


def is_cleared_first(request):
    """Whether the superior clears the change before it takes effect."""
    return bool(rule_of(request, "clear_before_effect", False))


def is_reported(request):
    return is_cleared_first(request) or REPORTING in stages_of(request)


def superiors_after(request, superior):
    """The superiors to whom it is reported after this one has cleared it."""
    listed = rule_of(request, "superiors", [])
    if superior not in listed:
        return []
    return listed[listed.index(superior) + 1 :]


def bodies_of(request, policy=None):
    """The bodies that decide on it one after another, by what kind of unit applies; one always
    does, also where the county's rule names none.
    """
    bodies = (policy or policy_of(request)).value("bodies")
    return bodies.get(request.applicant_kind) or [Body.STAFFING.value]
