"""Revisions and corrections over HTTP: their lists, their decisions, and a new correction."""

from dutylist.history.refusals import Invalid
from dutylist.organizations.models import Region
from dutylist.organizations.places_asked import NAME_COUNTY
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.preconditions import reason_of
from dutylist.rest.views import SignedInView, body_of
from dutylist.workflow.api import decisions_of, state_of_one, state_response
from dutylist.workflow.states import row_of
from items.models import Correction, DutyItem, Revision
from items.register import parameters  # noqa: F401 (names them)
from items.register.filters import CorrectionFilters, RevisionFilters
from items.register.services.corrections import submit_correction

TEXTS = ("code", "field", "department", "role", "approved_text")

OneRevision = state_of_one(Revision, "revisions", gives="RevisionState")
OneCorrection = state_of_one(Correction, "corrections", gives="CorrectionState")
RevisionDecisions = decisions_of(Revision, "revisions", gives="RevisionState")
CorrectionDecisions = decisions_of(Correction, "corrections", gives="CorrectionState")


def rows_json(rows):
    return [row_of(row) for row in rows]


class Revisions(SignedInView):
    """The revisions of the counties whose working register this person reads."""

    filterset_class = RevisionFilters

    @described("revisions_list", "集中修订", gives="List", query=("county", "status", *PAGED))
    def get(self, request):
        rows = Revision.objects.visible_to(request.user).select_related("county")
        return self.page_of(request, rows, rows_json, "-pk")


class Corrections(SignedInView):
    """GET: the corrections this person sees. POST: asks for one."""

    filterset_class = CorrectionFilters

    @described("corrections_list", "更正", gives="List", query=("county", "status", *PAGED))
    def get(self, request):
        rows = Correction.objects.visible_to(request.user).select_related("county", "item")
        return self.page_of(request, rows, rows_json, "-pk")

    @described(
        "corrections_create",
        "提请更正：登记的一处文本改回审定的原文",
        takes="CorrectionWrite",
        gives="CorrectionState",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, request):
        told = texts_of(body_of(request, "county", "reason", *TEXTS))
        county = own_county(request, told["county"])
        item = (
            DutyItem.objects.visible_to(request.user)
            .current()
            .filter(county=county, code=told["code"])
            .first()
        )
        if item is None:
            raise Invalid({"code": "没有这一编码的事项，请核对。"})
        made = submit_correction(
            county,
            item,
            told["field"],
            told["approved_text"],
            department=told["department"],
            role=told["role"],
            by=request.user,
            reason=reason_of(request),
            source="api",
        )
        return state_response(made, request.user, 201)


def texts_of(data):
    """What a body says in texts; nothing where it does not say it."""
    names = ("county", *TEXTS)
    wrong = [name for name in names if not isinstance(data.get(name), str | None)]
    if wrong:
        raise Invalid(dict.fromkeys(wrong, "应为文字。"))
    return {name: data.get(name) or "" for name in names}


def own_county(request, code):
    if not isinstance(code, str):
        code = ""
    county = Region.objects.keeping_list().filter(code=code).first()
    if county is None or county.pk not in request.user.standing().county_ids():
        raise Invalid({"county": NAME_COUNTY})
    return county
