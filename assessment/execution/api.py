"""The yearly reports over HTTP: read, filled in beforehand, sent once."""

from django.http import Http404
from django.utils import timezone
from rest_framework.response import Response

from assessment.models import ExecutionReport
from assessment.registers import parameters  # noqa: F401 (names them)
from dutylist.organizations.models import Region
from dutylist.organizations.roles import TOWNSHIP_ROLES
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.views import SignedInView, body_of

from .execution_json import report_json, rows_json
from .filters import ExecutionFilters
from .services.drafting import draft_of, list_of
from .services.sending import send_report


class Execution(SignedInView):
    """GET: the reports this person sees. POST: that of the own township for this year."""

    filterset_class = ExecutionFilters

    @described(
        "execution_list",
        "各单位的年度清单执行情况",
        gives="ExecutionReportList",
        query=("county", "township", "year", *PAGED),
    )
    def get(self, http):
        rows = ExecutionReport.objects.visible_to(http.user).select_related("county", "township")
        return self.page_of(http, rows, lambda found: [report_json(row) for row in found], "-pk")

    @described(
        "execution_create",
        "报送本年度的清单执行情况：只报有困难、承接不了的事项，每年一次",
        takes="ExecutionWrite",
        gives="ExecutionReport",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, http):
        report, drafts = send_report(body_of(http), by=http.user, source="api")
        body = report_json(report) | {"adjustments": [draft.pk for draft in drafts]}
        return Response(body, status=201)


class Draft(SignedInView):
    """GET: this year's report of a township as it is filled in beforehand."""

    @described(
        "execution_draft",
        "本年度执行情况的预填内容：系统已经掌握的，不再要求填写",
        gives="ExecutionDraft",
        query=("township",),
    )
    def get(self, http):
        township = township_asked(http)
        year = timezone.localdate().year
        sent = ExecutionReport.objects.filter(township=township, year=year).first()
        rows, beside = draft_of(township, year)
        return Response(
            {
                "township": township.code,
                "year": year,
                "list": list_of(township).label,
                "sent": sent and sent.sent_at.isoformat(),
                "rows": rows_json(rows),
                "beside": [told.as_json() for told in beside],
            }
        )


def township_asked(http):
    """The own township that is named, or the only one; somebody else's is not there."""
    ids = http.user.standing().township_ids(*TOWNSHIP_ROLES)
    own = Region.objects.filter(pk__in=ids, parent__policy__isnull=False).order_by("code")
    if code := http.GET.get("township", ""):
        own = own.filter(code=code)
    found = list(own[:2])
    if len(found) != 1:
        raise Http404
    return found[0]
