"""To which superiors a request is reported (报送上级), and to whom next."""

from .request_states import SUPERIORS, RequestAction


def is_reported_first(request):
    """Whether the superior clears it before it takes effect."""
    return request.county.policy.value("clear_before_effect").get(request.channel, False)


def superior_asked(request):
    """The role of the superior to whom it was reported last; none before."""
    last = request.decisions.filter(action=RequestAction.REPORT).last()
    return (SUPERIORS[last.facts["to"]],) if last else ()


def superior_due(request):
    """Whom the county reports it to next, in its order: who has not been told of it, or where it
    takes effect with the clearance who has not cleared it since the last objection; None where
    nobody is left.
    """
    rules = request.county.policy
    is_first = is_reported_first(request)
    if not is_first and "reporting" not in rules.value("stages").get(request.channel, ()):
        return None
    done = superiors_cleared(request) if is_first else superiors_told(request)
    for superior in rules.value("superiors").get(request.channel, ()):
        if superior not in done:
            return superior
    return None


def superiors_told(request):
    """The superiors to whom it was reported."""
    reports = request.decisions.filter(action=RequestAction.REPORT)
    return {report.facts["to"] for report in reports}


def superiors_cleared(request):
    """The superiors who cleared it since the last objection."""
    asked, cleared = None, set()
    for decision in request.decisions:
        if decision.action == RequestAction.REPORT:
            asked = decision.facts["to"]
        elif decision.action == RequestAction.CLEAR:
            cleared.add(asked)
        elif decision.action == RequestAction.OBJECT:
            cleared.clear()
    return cleared
