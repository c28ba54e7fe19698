"""Schemes over HTTP: drawn up, checked, mended and decided by the same verbs as on the pages."""

import json

from django.http import Http404, HttpResponse
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from assessment.models import Scheme
from dutylist.history.refusals import Invalid, NotPossible
from dutylist.organizations.places_asked import county_told
from dutylist.rest.described import PAGED, described
from dutylist.rest.downloads import attachment
from dutylist.rest.idempotency import idempotent, idempotent_long
from dutylist.rest.parsing import StrictJSONParser
from dutylist.rest.preconditions import etag, expected_version
from dutylist.rest.views import SignedInView, body_of
from dutylist.workflow.api import decisions_of, subject_or_404
from items.imports.api import Uploads
from items.printed.files import TYPES, plain_name
from items.register import parameters  # noqa: F401 (names them)

from . import (
    moves,  # noqa: F401 (the view of the moves asks for the flow by its name)
    schemes_json,
)
from .checking import check_told
from .files import letter_of, workbook_of
from .filters import IndicatorFilters, SchemeFilters
from .reading_binding import binding_indicators
from .services.drafting import amend_scheme, create_scheme
from .services.uploading import amend_from_upload, create_from_upload
from .telling import CREATED, MEMBERS

FIELDS = ("county", "owner", "year")


SchemeDecisions = decisions_of(Scheme, "schemes", gives="Scheme")


def scheme_or_404(http, pk):
    return subject_or_404(Scheme, http, pk)


def shown(http, scheme, status=200):
    body = schemes_json.scheme_json(scheme, http.user)
    return Response(body, status=status, headers={"ETag": etag(scheme.version)})


def is_form(http):
    return (http.content_type or "").startswith("multipart/form-data")


class Schemes(SignedInView):
    """GET: the schemes this person sees. POST: a new draft, typed or from a workbook."""

    filterset_class = SchemeFilters
    parser_classes = (StrictJSONParser, MultiPartParser)

    def get_throttles(self):
        if self.request.method == "POST" and is_form(self.request):
            return [Uploads()]
        return []

    @described(
        "schemes_list",
        "考核方案",
        gives="SchemeList",
        query=("county", "year", "status", "bearer", "q", *PAGED),
    )
    def get(self, http):
        rows = Scheme.objects.visible_to(http.user).select_related("county", "department")
        return self.page_of(http, rows, schemes_json.light_rows, "-pk")

    @described(
        "schemes_create",
        "起草考核方案；也可以以 multipart/form-data 上传表格（file、county、owner、year）",
        takes="SchemeCreate",
        gives="Scheme",
        status=201,
        keyed=True,
    )
    def post(self, http):
        if is_form(http):
            return self.uploaded(http)
        return self.typed(http)

    @idempotent
    def typed(self, http):
        scheme = create_scheme(body_of(http, *CREATED), by=http.user, source="api")
        return shown(http, scheme_or_404(http, scheme.pk), 201)

    @idempotent_long
    def uploaded(self, http):
        told = fields_of(http)
        county = county_told(told, http.user)
        files = files_of(http)
        scheme = create_from_upload(files, told, county, by=http.user, source="api")
        return shown(http, scheme_or_404(http, scheme.pk), 201)


def files_of(http):
    if unknown := [name for name in http.FILES if name != "file"]:
        raise Invalid(dict.fromkeys(unknown, "没有这个字段。"))
    return http.FILES.getlist("file")


def fields_of(http):
    """The fields of an upload as a body would tell them."""
    if unknown := [name for name in http.POST if name not in FIELDS]:
        raise Invalid(dict.fromkeys(unknown, "没有这个字段。"))
    told = {}
    if http.POST.get("county"):
        told["county"] = http.POST["county"]
    if owner := http.POST.get("owner", "").strip():
        told["owner"] = owner_of(owner)
    if year := http.POST.get("year", "").strip():
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise Invalid({"year": "应为四位年份。"})
        told["year"] = int(year)
    return told


def owner_of(text):
    """The owner of a form: `{"department": name}` as JSON, `office`, or a department's name."""
    if text.startswith("{"):
        try:
            return json.loads(text)
        except ValueError:
            raise Invalid({"owner": "不是合法的 JSON。"}) from None
    if text == "office":
        return {"office": True}
    return {"department": text}


class OneScheme(SignedInView):
    """One scheme: read, or amended while it is with its owner."""

    @described("schemes_read", "一个考核方案", gives="Scheme")
    def get(self, http, pk):
        return shown(http, scheme_or_404(http, pk))

    @described(
        "schemes_amend",
        "修改草稿或者退回修改的方案；填写 indicators 的，为全部指标",
        takes="SchemeChange",
        gives="Scheme",
        if_match=True,
    )
    def patch(self, http, pk):
        scheme, version = scheme_or_404(http, pk), expected_version(http)
        amend_scheme(scheme, body_of(http, *MEMBERS), by=http.user, expect=version, source="api")
        return shown(http, scheme_or_404(http, pk))


class Workbook(SignedInView):
    """GET: the workbook with what was found in a column. POST: the revised one, compared with the
    text before it.
    """

    parser_classes = (MultiPartParser,)

    def get_throttles(self):
        return [Uploads()] if self.request.method == "POST" else []

    @described("schemes_workbook_read", "方案表格，附审核提示一列", gives=None)
    def get(self, http, pk):
        scheme = scheme_or_404(http, pk)
        return workbook_answer(scheme)

    @described(
        "schemes_workbook_replace",
        "上传修改后的方案表格，替换全部指标，并与上一稿对照",
        takes="SchemeUpload",
        takes_form=True,
        gives="Scheme",
        status=201,
        if_match=True,
    )
    def post(self, http, pk):
        scheme, version = scheme_or_404(http, pk), expected_version(http)
        amend_from_upload(scheme, files_of(http), by=http.user, expect=version)
        return shown(http, scheme_or_404(http, pk), 201)


def workbook_answer(scheme):
    name = plain_name(f"{scheme.title}（审核提示）")
    return attachment(workbook_of(scheme), f"{name}.xlsx", TYPES["xlsx"])


def letter_answer(scheme, user):
    """The letter is for those who see how the scheme came about."""
    if not scheme.reads_drafts(user):
        raise Http404
    name = plain_name(f"{scheme.title}审核意见")
    return attachment(letter_of(scheme), f"{name}.docx", TYPES["docx"])


class Letter(SignedInView):
    """GET: the office's letter on the findings."""

    @described("schemes_letter", "审核意见（docx）", gives=None)
    def get(self, http, pk):
        return letter_answer(scheme_or_404(http, pk), http.user)


class Document(SignedInView):
    """GET: the text that was approved, byte for byte, with its digest."""

    @described("schemes_document", "已批准的方案文本和校验值", gives="ApprovedScheme")
    def get(self, http, pk):
        scheme = scheme_or_404(http, pk)
        document = getattr(scheme, "document", None)
        if document is None:
            raise NotPossible(f"《{scheme}》还没有批准。")
        answer = HttpResponse(document.content, content_type="application/json")
        answer.headers["X-Content-SHA256"] = document.digest
        return answer


class Check(SignedInView):
    """POST: what a scheme of this content would be told; nothing is kept."""

    @described(
        "schemes_check",
        "提交前检查，不保存",
        takes="SchemeCreate",
        gives="SchemeCheck",
    )
    def post(self, http):
        told = body_of(http, *CREATED)
        return Response(check_told(told, county_told(told, http.user)))


class Binding(SignedInView):
    """GET: the indicators by which the townships of this person are measured."""

    filterset_class = IndicatorFilters

    @described(
        "scheme_indicators_list",
        "考核本单位的指标（已批准的方案）",
        gives="BindingIndicatorList",
        query=("year", "q", *PAGED),
    )
    def get(self, http):
        rows = binding_indicators(http.user)
        return self.page_of(
            http, rows, lambda found: [schemes_json.binding_json(row) for row in found], "pk"
        )
