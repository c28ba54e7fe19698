"""Editions on their way over HTTP: drafts, the moves of their flow, supplements, findings."""

from rest_framework.response import Response

from dutylist.history.refusals import Invalid
from dutylist.organizations.models import Region
from dutylist.organizations.places_asked import NAME_COUNTY
from dutylist.rest.described import described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.preconditions import reason_of
from dutylist.rest.views import SignedInView, body_of
from dutylist.workflow.api import BODY, decided, decisions_of, state_response, subject_or_404
from items.editions.services.editions import start_edition
from items.editions.services.publishing import findings_of
from items.models import Edition, EditionAction

Decisions = decisions_of(Edition, "editions", gives="EditionState")


class Drafts(SignedInView):
    """POST: opens the draft of the county's next edition, `{"county", "with_revision", "title",
    "reason"}`.
    """

    @described(
        "edition_drafts_create",
        "起草新版次",
        takes="EditionDraft",
        gives="EditionState",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, request):
        data = body_of(request, "county", "with_revision", "title", "reason")
        title, with_revision = draft_of(data)
        county = Region.objects.keeping_list().filter(code=str(data.get("county", ""))).first()
        if county is None or county.pk not in request.user.standing().county_ids():
            raise Invalid({"county": NAME_COUNTY})
        edition = start_edition(
            county,
            by=request.user,
            reason=reason_of(request),
            title=title,
            with_revision=with_revision,
            source="api",
        )
        return state_response(edition, request.user, 201)


def draft_of(data):
    """(title, whether the open revision goes with it) of a draft."""
    title, with_revision = data.get("title"), data.get("with_revision")
    faults = {}
    if not isinstance(title, str | None):
        faults["title"] = "应为文字。"
    if not isinstance(with_revision, bool | None):
        faults["with_revision"] = "应为 true 或 false。"
    if faults:
        raise Invalid(faults)
    return title or "", with_revision


class Supplements(SignedInView):
    """POST: a supplement of a published edition; asked for by the clerk, issued by the office
    lead.
    """

    @described(
        "editions_supplement",
        "提请或印发增补页",
        takes="DecisionWrite",
        gives="EditionState",
        status=201,
        if_match=True,
        keyed=True,
    )
    @idempotent
    def post(self, request, pk):
        data = body_of(request, *BODY)
        data.setdefault("action", EditionAction.SUPPLEMENT)
        if data["action"] not in (EditionAction.REQUEST_SUPPLEMENT, EditionAction.SUPPLEMENT):
            raise Invalid({"action": "可填：request_supplement、supplement。"})
        return decided(request, subject_or_404(Edition, request, pk), data)


class Findings(SignedInView):
    """The findings on the list that this edition would publish."""

    @described("editions_findings_list", "拟公布清单的审核提示", gives="List")
    def get(self, request, pk):
        findings = findings_of(subject_or_404(Edition, request, pk))
        results = [finding.as_json(n) for n, finding in enumerate(findings, 1)]
        return Response({"results": results, "next": None, "total": len(results), "capped": False})
