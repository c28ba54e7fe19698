"""On whose agenda a request stands, and whether a body decides on it that has it on none."""

from .request_states import RequestStatus

_next_bodies = []


def next_bodies_are_told_by(function):
    """Registers who knows on whose agenda a request may stand now: `function(request)` gives the
    bodies.
    """
    _next_bodies[:] = [function]
    return function


def agenda_line(request):
    """Its line on the agenda of a sitting that is still to be held, or None."""
    if request.status != RequestStatus.AWAITING_SITTING:
        return None
    return request.agenda_lines.open().select_related("sitting__county").first()


def waits_beside_agendas(request):
    """Whether a body decides on some of it next that has it on no agenda."""
    on_agendas = set(request.agenda_lines.open().values_list("body", flat=True))
    return not on_agendas.issuperset(_next_bodies[0](request))
