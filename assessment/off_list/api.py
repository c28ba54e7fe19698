"""Off-list reports over HTTP. Nothing here is kept under an Idempotency-Key: its record would name
the account that reported, or tell again what two people opened.
"""

from django.http import Http404
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from assessment.models import OffListReport
from assessment.models.off_list_reports import counties_handled_by
from assessment.registers import parameters  # noqa: F401 (names them)
from assessment.registers.asked import read_by, year_asked
from dutylist.history.refusals import Invalid, NotAllowed
from dutylist.organizations.filters import PlaceField
from dutylist.organizations.models import Region
from dutylist.organizations.places_asked import counties
from dutylist.organizations.roles import TOWNSHIP_ROLES
from dutylist.rest.described import PAGED, described, name_parameters
from dutylist.rest.parsing import StrictJSONParser
from dutylist.rest.preconditions import REASON, etag, reason_of
from dutylist.rest.views import SignedInView, body_of
from dutylist.workflow.api import decisions_of, subject_or_404
from dutylist.workflow.states import state_of

from . import (
    moves,  # noqa: F401 (the view of the moves asks for the flow by its name)
    reports_json,
)
from .figures import figures
from .filters import OffListFilters
from .services.following import (
    newest_opening,
    open_reporter,
    receipt_json,
    report_of_receipt,
)
from .services.reporting import report_off_list

name_parameters(receipt="反映时给出的查询码")
OffListDecisions = decisions_of(OffListReport, "off_list_reports", gives="OffListReport")
FILES = "file"


def report_or_404(http, pk):
    return subject_or_404(OffListReport, http, pk)


def require_handler(user):
    """For everybody else there is no such list."""
    if not counties_handled_by(user):
        raise Http404


class OffListReports(SignedInView):
    """GET: the reports, for those who handle them; with a receipt, how far that one is. POST: a new
    one, by a township.
    """

    filterset_class = OffListFilters
    parser_classes = (StrictJSONParser, MultiPartParser)

    @described(
        "off_list_reports_list",
        "清单外交办反映；填写 receipt 的，为凭查询码查询",
        gives="OffListListOrFollowed",
        query=("county", "status", "receipt", *PAGED),
    )
    def get(self, http):
        if "receipt" in http.GET:
            return Response(receipt_json(report_of_receipt(http.GET["receipt"], http.user)))
        require_handler(http.user)
        rows = OffListReport.objects.visible_to(http.user)
        rows = rows.select_related("county", "department", "shown_township")
        return self.page_of(http, rows, reports_json.light_rows, "pk")

    @described(
        "off_list_reports_create",
        "反映清单外交办的工作；带文件的，以 multipart/form-data 提交，文件放在 file 字段",
        takes="OffListReportWrite",
        gives="OffListReport",
        status=201,
    )
    def post(self, http):
        if not http.user.standing().has(*TOWNSHIP_ROLES):
            raise NotAllowed("清单外交办事项由基层单位反映，您没有相应的角色。", code="role")
        told, files = told_of(http)
        report, receipt = report_off_list(told, by=http.user, files=files, source="api")
        body = state_of(report, http.user) | {"receipt": receipt}
        return Response(body, status=201, headers={"ETag": etag(report.version)})


def told_of(http):
    """(the members, the files) of a body, whether it is JSON or a form."""
    if not http.content_type.startswith("multipart/"):
        return body_of(http), ()
    strangers = [name for name in http.FILES if name != FILES]
    if strangers:
        raise Invalid(dict.fromkeys(strangers, "文件请放在 file 字段。"))
    told = {}
    for name, value in http.POST.items():
        told[name] = value
    hide = told.get("hide_me")
    if hide in ("true", "false"):
        told["hide_me"] = hide == "true"
    return told, http.FILES.getlist(FILES)


class OneOffListReport(SignedInView):
    """GET: one report, for those who handle it."""

    @described("off_list_reports_read", "一件清单外交办反映", gives="OffListReport")
    def get(self, http, pk):
        report = report_or_404(http, pk)
        body = reports_json.report_json(report, http.user)
        return Response(body, headers={"ETag": etag(report.version)})


class OffListOpening(SignedInView):
    """The opening of who reported: the first person asks (202), another agrees (201);
    these two read the unit.
    """

    @described("off_list_reports_opening_read", "反映单位的开启情况", gives="OffListOpening")
    def get(self, http, pk):
        report = report_or_404(http, pk)
        opening = newest_opening(report)
        return Response(reports_json.opening_json(opening, report, http.user))

    @described(
        "off_list_reports_open",
        "提出或者同意开启反映单位",
        takes="Reason",
        gives="OffListOpening",
        status=201,
        also={202: "OffListOpening"},
    )
    def post(self, http, pk):
        report = report_or_404(http, pk)
        body_of(http, REASON)
        opening = open_reporter(report, by=http.user, reason=reason_of(http), source="api")
        body = reports_json.opening_json(opening, report, http.user)
        return Response(body, status=201 if opening.is_agreed else 202)


class OffListFigures(SignedInView):
    """GET: the figures of a year by department, from three reports on."""

    @described(
        "off_list_reports_figures",
        "清单外交办反映的年度数字，满三件才列",
        gives="OffListFigures",
        query=("county", "year"),
    )
    def get(self, http):
        handled = Region.objects.filter(pk__in=counties_handled_by(http.user)).order_by("code")
        if named := read_by(PlaceField(required=False, regions=counties), http, "county"):
            handled = handled.filter(pk=named.pk)
        county = handled.first()
        if county is None:
            raise Http404
        return Response(figures(county, year_asked(http)))
