"""Who is told of what was done with a request: the people of a unit, each once."""

from collections import Counter

from access_control.models import RequestAction, RequestStatus, Stage
from access_control.models.request_states import LEGAL_REVIEWS
from dutylist.notices.services import tell
from dutylist.organizations.models import Department, Membership, User


def people_of_unit(unit):
    """Whoever works in a department or a township today."""
    held = Membership.objects.in_force()
    if isinstance(unit, Department):
        held = held.filter(department=unit)
    else:
        held = held.filter(region=unit)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def people_of(request):
    """The people of the unit that applied; of the office, who drew the request up."""
    if request.unit:
        return people_of_unit(request.unit)
    return User.objects.filter(pk=request.drawn_up_by_id)


def tell_applicant(request, key, title):
    """Tells each person of the unit that applied, once."""
    for user in people_of(request):
        tell(user, key, title, url=request.get_absolute_url())


def tell_unit(unit, request, key, title):
    """Tells each person of a unit that was asked, once."""
    for user in people_of_unit(unit):
        tell(user, key, title, url=request.get_absolute_url())


def tell_decided(request, decision, facts):
    """Tells the unit that applied what was decided on its request, change by change counted."""
    title = f"{request}：{words_of_decision(request, decision)}"
    tell_applicant(request, f"decided-{decision.pk}", title)


def words_of_decision(request, decision):
    """What was decided, in a few words: 会议审定修改后通过1条、缓议1条."""
    if decision.action == RequestAction.COME_INTO_FORCE:
        return "已随清单公布施行"
    if decision.action in LEGAL_REVIEWS:
        return f"{Stage.LEGAL.label}{counted(request.told_results)}"
    if decision.action == RequestAction.APPROVE:
        return f"{Stage.SITTING.label}{counted(request.told_results)}"
    if decision.target_status == RequestStatus.REFUSED:
        return request.refusal_label
    return decision.action_label


def counted(results):
    """How many changes have which result: 通过2条、缓议1条."""
    counts = Counter(result.get_outcome_display() for result in results)
    return "、".join(f"{label}{count}条" for label, count in counts.items())
