"""Imports over HTTP: files handed in, the preview read and decided, confirmed, undone; the files
given back.
"""

from django.core.exceptions import TooManyFilesSent
from django.http import FileResponse, Http404
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.throttling import UserRateThrottle

from dutylist.history.refusals import Invalid, Refusal
from dutylist.history.texts import query_fault
from dutylist.rest.described import PAGED, described, name_parameters
from dutylist.rest.downloads import attachment, named
from dutylist.rest.idempotency import idempotent_long
from dutylist.rest.long_bodies import is_too_long
from dutylist.rest.paging import address_from, limit_of, start_of
from dutylist.rest.preconditions import REASON, etag, expected_version, reason_of
from dutylist.rest.views import SignedInView, body_of
from items.imports.filters import ImportFilters
from items.imports.preview.report import OUTCOMES
from items.imports.preview.report_pages import MARKED, matrix_page, report_page
from items.imports.reading.grid import FileRefused
from items.imports.services.assigning import assign
from items.imports.services.handing_in import MAX_UPLOAD_BYTES, TOO_MANY
from items.imports.services.importing import FilesRefused, Options
from items.imports.services.returning import returned_file
from items.models import ImportJob, Kind
from items.register import parameters  # noqa: F401 (names them)
from items.register.services.edit_conditions import require_editor

from .api_shapes import ANSWERS, CHANGES, answer_of, brief_json, changes_of, job_json, upload_fields
from .services import jobs

name_parameters(
    outcome="行的类别：new、changed、same、alike、absent、error",
    part="第几个文件",
    sheet="工作表名称",
)
TOO_BIG = ("too_big", "too_many_files", "zip_bomb")
NO_UPLOAD = "请以 multipart/form-data 提交，文件放在 file 字段，可以有多个。"
FIELDS_BESIDE = 2**20  # of a multipart body: what is not a file


class Unreadable(Refusal):
    """Files that may not or cannot be read: all that is against any of them."""

    status = 422

    def __init__(self, refused):
        super().__init__(refused.sentence, code=refused.code)
        files = [("", refused.sentence, refused.code)]
        if isinstance(refused, FilesRefused):
            files = refused.files
        errors = []
        for name, sentence, code in files:
            errors.append({"path": "file", "file": name, "message": sentence, "code": code})
        self.members = {"errors": errors}


class TooBig(Unreadable):
    status = 413


def unreadable(refused):
    if refused.code in TOO_BIG:
        return TooBig(refused)
    return Unreadable(refused)


class FaultyFile(Refusal):
    """An import that can not be confirmed: everything that is wrong in its files."""

    status = 422
    code = "errors_in_file"

    def __init__(self, job):
        super().__init__(f"文件中有{job.report['error_count']}处错误，改正后重新上传才能导入。")
        self.members = {"errors": [{"path": "file", **error} for error in job.detail["errors"]]}


class FormNeeded(Refusal):
    status = 415
    code = "unsupported_media_type"


class Uploads(UserRateThrottle):
    """Reading files is the heaviest thing anybody may ask for."""

    scope = "imports"
    rate = "120/hour"


def own_imports(request):
    return ImportJob.objects.visible_to(request.user).select_related(
        "county", "township", "uploaded_by"
    )


def job_or_404(request, pk):
    job = own_imports(request).filter(pk=pk).first()
    if job is None:
        raise Http404
    return job


def answer(request, job, status=200):
    return Response(job_json(job, request.user), status=status, headers={"ETag": etag(job.version)})


class Imports(SignedInView):
    """GET: the imports of one's counties, newest first. POST: files, one or several, previewed."""

    filterset_class = ImportFilters

    def get_parsers(self):
        if self.request and self.request.method == "POST":
            return [MultiPartParser()]
        return super().get_parsers()

    def get_throttles(self):
        if self.request.method == "POST":
            return [Uploads()]
        return []

    @described("imports_list", "导入及其预览", gives="List", query=("county", "state", *PAGED))
    def get(self, request):
        rows = own_imports(request).light()
        return self.page_of(request, rows, lambda found: [brief_json(job) for job in found], "-pk")

    @described(
        "imports_create",
        "上传一个或多个文件（或其压缩包）并预览，不写入任何内容",
        takes="ImportUpload",
        takes_form=True,
        gives="Import",
        status=201,
        keyed=True,
    )
    def post(self, request):
        if not request.content_type.startswith("multipart/form-data"):
            raise FormNeeded(NO_UPLOAD)
        if is_too_long(request, MAX_UPLOAD_BYTES + FIELDS_BESIDE):
            raise TooBig(
                FileRefused(f"上传的文件合计超过 {MAX_UPLOAD_BYTES // 2**20} MB。", code="too_big")
            )
        return self.preview(request)

    @idempotent_long
    def preview(self, request):
        files = files_of(request)
        county, township, switches = upload_fields(request.POST, request.user)
        require_editor(request.user, county)
        options = Options(township, **switches, leave_out=tuple(request.POST.getlist("leave_out")))
        return answer(
            request,
            reading(jobs.preview_uploads, files, county=county, by=request.user, options=options),
            201,
        )


def files_of(request):
    try:
        files = request.FILES
    except TooManyFilesSent:
        raise TooBig(FileRefused(TOO_MANY, code="too_many_files")) from None
    if unknown := [name for name in files if name != "file"]:
        raise Invalid(dict.fromkeys(unknown, NO_UPLOAD))
    if not files:
        raise Invalid({"file": NO_UPLOAD})
    return files.getlist("file")


def reading(verb, *args, **chosen):
    """A verb that reads files; what is against them is said as a problem."""
    try:
        return verb(*args, **chosen)
    except FileRefused as refused:
        raise unreadable(refused) from None


class Import(SignedInView):
    """One import: read; decided, with other options, columns or townships, which previews it
    again.
    """

    @described("imports_read", "一次导入", gives="Import")
    def get(self, request, pk):
        return answer(request, job_or_404(request, pk))

    @described(
        "imports_change",
        "确定疑似事项、选项、列的含义，各文件、各工作表所属单位和不导入的，重新预览",
        takes="ImportChange",
        gives="Import",
        if_match=True,
    )
    def patch(self, request, pk):
        job, version = job_or_404(request, pk), expected_version(request)
        require_editor(request.user, job.county)
        data = body_of(request, *CHANGES)
        if data.keys() & set(ANSWERS):
            township = answer_of(data, job)
            answered = reading(
                jobs.answer_whose, job, by=request.user, township=township, expect=version
            )
            return answer(request, answered)
        verb = assign if "heads" in data else jobs.decide
        asked = changes_of(data, job)
        return answer(request, reading(verb, job, by=request.user, expect=version, **asked))


class Rows(SignedInView):
    """The rows of a preview by class, kind, file, sheet and text; errors and absent items as their
    own classes.
    """

    @described(
        "imports_rows_list",
        "预览的各行",
        gives="List",
        query=("outcome", "kind", "part", "sheet", "q", *PAGED),
    )
    def get(self, request, pk):
        job, query = job_or_404(request, pk), request.GET
        asked = {name: query.get(name, "") for name in ("outcome", "kind", "sheet", "q")}
        part = query.get("part", "0") or "0"
        require_choices(asked, OUTCOMES, part)
        return paged(
            request,
            lambda size, page: report_page(job, **asked, part=int(part), size=size, page=page),
        )


class ByFiles(SignedInView):
    """The items that several files speak of, each with its mark in each file."""

    @described(
        "imports_items_list",
        "多个文件的事项对照",
        gives="List",
        query=("outcome", "kind", "q", *PAGED),
    )
    def get(self, request, pk):
        job = job_or_404(request, pk)
        asked = {name: request.GET.get(name, "") for name in ("outcome", "kind", "q")}
        require_choices(asked, MARKED)
        return paged(request, lambda size, page: matrix_page(job, **asked, size=size, page=page))


def require_choices(asked, outcomes, part="0"):
    faults = {}
    if asked["outcome"] not in ("", *outcomes):
        faults["outcome"] = f"可填：{'、'.join(outcomes)}。"
    if asked["kind"] not in ("", *Kind.values):
        faults["kind"] = f"可填：{'、'.join(Kind.values)}。"
    if not (part.isascii() and part.isdigit() and len(part) <= 5):
        faults["part"] = "应为文件的序号。"
    if fault := query_fault(asked["q"]):
        faults["q"] = fault
    if faults:
        raise Invalid(faults)


def paged(request, page_at):
    """A page of rows that are kept together: the cursor is the number of the page before."""
    size, number = limit_of(request), start_of(request) + 1
    page = page_at(size, number)
    body = {"results": [], "next": None, "total": page.total, "capped": False}
    if number <= page.pages:
        body["results"] = page.rows
        if page.has_next:
            body["next"] = address_from(request, number)
    body["counts"] = page.counts
    return Response(body)


class Verb(SignedInView):
    """One step of an import by its clerk; the body is read by the step."""

    @idempotent_long
    def carried_out(self, request, pk, step):
        job = job_or_404(request, pk)
        require_editor(request.user, job.county)
        return answer(request, reading(step, job, request), 201)


class Confirm(Verb):
    @described(
        "imports_confirm",
        "确认导入：整批写入，须说明理由",
        takes="Reason",
        gives="Import",
        status=201,
        if_match=True,
        keyed=True,
    )
    def post(self, request, pk):
        return self.carried_out(request, pk, confirm)


def confirm(job, request):
    version = expected_version(request)
    body_of(request, "reason")
    if job.is_open and job.report["error_count"]:
        raise FaultyFile(job)
    return jobs.confirm(job, by=request.user, reason=reason_of(request), expect=version)


class Undo(Verb):
    @described(
        "imports_undo",
        "撤销导入：整批恢复，须说明理由",
        takes="Reason",
        gives="Import",
        status=201,
        keyed=True,
    )
    def post(self, request, pk):
        return self.carried_out(request, pk, undo)


def undo(job, request):
    body_of(request, "reason")
    return jobs.undo_import(job, by=request.user, reason=reason_of(request))


class Discard(Verb):
    @described("imports_discard", "放弃预览", gives="Import", status=201, keyed=True)
    def post(self, request, pk):
        return self.carried_out(request, pk, discard)


def discard(job, request):
    body_of(request, REASON)
    return jobs.discard(job, by=request.user, reason=reason_of(request))


class Result(SignedInView):
    """The office's own files with everything that is wrong in them marked."""

    @described("imports_result", "标注了错误说明的原文件；多个文件时为压缩包", gives=None)
    def get(self, request, pk):
        job = job_or_404(request, pk)
        name, content, kind = reading(returned_file, job)
        return attachment(content, name, kind)


class Original(SignedInView):
    """A file as it was handed in."""

    @described("imports_file", "上传的原文件", gives=None)
    def get(self, request, pk, part):
        job = job_or_404(request, pk)
        numbers = {entry["part"]: entry["number"] for entry in job.report["parts"]}
        kept = job.parts.filter(position=numbers.get(part, part)).first()
        if kept is None or not kept.file:
            raise Http404
        response = FileResponse(kept.file.open("rb"), content_type="application/octet-stream")
        return named(response, kept.file_name.rpartition("/")[2])
