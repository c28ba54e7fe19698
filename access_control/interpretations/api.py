"""Interpretations over HTTP: asked by a unit, answered and confirmed by the office."""

from access_control.models import Interpretation
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.views import SignedInView, body_of
from dutylist.workflow.api import decisions_of, state_of_one, state_response, subject_or_404
from dutylist.workflow.states import row_of
from items.register import parameters  # noqa: F401 (names them)

from . import moves  # noqa: F401 (names the flow)
from .filters import InterpretationFilters
from .services.asking import ask_interpretation

InterpretationDecisions = decisions_of(Interpretation, "interpretations", gives="Interpretation")
OneInterpretation = state_of_one(Interpretation, "interpretations", gives="Interpretation")


class Interpretations(SignedInView):
    """GET: the interpretations this person reads. POST: a new question, by a unit."""

    filterset_class = InterpretationFilters

    @described(
        "interpretations_list",
        "清单释义",
        gives="List",
        query=("county", "item", "status", "waiting", "q", *PAGED),
    )
    def get(self, http):
        rows = Interpretation.objects.visible_to(http.user).with_units()

        def shown(found):
            return [row_of(row.as_known_to(http.user)) for row in found]

        return self.page_of(http, rows, shown, "-pk")

    @described(
        "interpretations_create",
        "就清单提问：item 为事项编码，不问某一事项的为 null",
        takes="InterpretationWrite",
        gives="Interpretation",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, http):
        made = ask_interpretation(body_of(http), by=http.user, source="api")
        return state_response(subject_or_404(Interpretation, http, made.pk), http.user, 201)
