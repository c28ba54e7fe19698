"""Attachments over HTTP: a file handed in, given back, withdrawn."""

from django.core.exceptions import TooManyFilesSent
from django.http import FileResponse, Http404
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.throttling import UserRateThrottle

from dutylist.history.refusals import Invalid, Refusal
from dutylist.history.texts import clean_text
from dutylist.rest.described import described
from dutylist.rest.downloads import named
from dutylist.rest.idempotency import idempotent, idempotent_long
from dutylist.rest.long_bodies import is_too_long
from dutylist.rest.preconditions import REASON, reason_of
from dutylist.rest.views import NO_FIELD, SignedInView, body_of
from dutylist.workflow.states import subject_seen_by, subjects_by_flow

from .attachments_json import attachment_json
from .models import Attachment
from .services import FILE_REFUSED, attach, opened, withdraw
from .storage import MAX_FILE_BYTES, TOO_BIG

NO_UPLOAD = "请以 multipart/form-data 提交，一个文件放在 file 字段。"
FIELDS_BESIDE = 2**20  # of a multipart body: what is not the file
FIELDS = ("kind", "paper", "subject_flow", "subject_id", REASON)


class FormNeeded(Refusal):
    status = 415
    code = "unsupported_media_type"


class Uploads(UserRateThrottle):
    """Looking at a file is heavy."""

    scope = "attachments"
    rate = "600/hour"


class Attachments(SignedInView):
    """POST: one file for one subject."""

    def get_parsers(self):
        return [MultiPartParser()]

    def get_throttles(self):
        return [Uploads()]

    @described(
        "attachments_create",
        "上传附件：按内容识别类型，最大20兆字节",
        takes="AttachmentUpload",
        takes_form=True,
        gives="Attachment",
        status=201,
        keyed=True,
    )
    def post(self, request):
        if not request.content_type.startswith("multipart/form-data"):
            raise FormNeeded(NO_UPLOAD)
        if is_too_long(request, MAX_FILE_BYTES + FIELDS_BESIDE):
            raise Invalid({"file": TOO_BIG}, code=FILE_REFUSED)
        return self.attached(request)

    @idempotent_long
    def attached(self, request):
        upload, told = upload_of(request), fields_of(request)
        subject = subject_asked(request.user, told)
        kind, paper = told.get("kind", ""), clean_text(told.get("paper", ""))
        attachment = attach(subject, upload, kind, paper=paper, by=request.user)
        return Response(attachment_json(attachment), status=201)


def upload_of(request):
    try:
        files = request.FILES
    except TooManyFilesSent:
        raise Invalid({"file": NO_UPLOAD}) from None
    if unknown := [name for name in files if name != "file"]:
        raise Invalid(dict.fromkeys(unknown, NO_UPLOAD))
    if len(files.getlist("file")) != 1:
        raise Invalid({"file": NO_UPLOAD})
    return files["file"]


def fields_of(request):
    if unknown := [name for name in request.POST if name not in FIELDS]:
        raise Invalid(dict.fromkeys(unknown, NO_FIELD))
    return request.POST


def subject_asked(user, told):
    """The subject that the fields name, where this person sees it."""
    faults, flow, number = {}, told.get("subject_flow", ""), told.get("subject_id", "").strip()
    if flow not in subjects_by_flow():
        faults["subject_flow"] = f"可填：{'、'.join(sorted(subjects_by_flow()))}。"
    if not (number.isascii() and number.isdigit() and 0 < int(number[:20]) < 2**63):
        faults["subject_id"] = "应为办理对象的编号。"
    if faults:
        raise Invalid(faults)
    return subject_seen_by(user, flow, int(number))


def attachment_or_404(request, pk):
    found = Attachment.objects.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def file_answer(attachment):
    """The file to keep, under its own name and type; it is never shown in place."""
    response = FileResponse(opened(attachment), content_type=attachment.content_type)
    return named(response, attachment.file_name)


class OneAttachment(SignedInView):
    """GET: the file."""

    @described("attachments_read", "下载附件", gives=None)
    def get(self, request, pk):
        return file_answer(attachment_or_404(request, pk))


class Withdrawal(SignedInView):
    """POST: taken back by whoever uploaded it."""

    @described(
        "attachments_withdraw",
        "撤回本人上传的附件，须说明理由",
        takes="Reason",
        gives="Attachment",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, request, pk):
        attachment = attachment_or_404(request, pk)
        subject = subject_seen_by(request.user, attachment.flow, attachment.subject_id)
        body_of(request, REASON)
        withdrawn = withdraw(attachment, subject, by=request.user, reason=reason_of(request))
        return Response(attachment_json(withdrawn), status=201)
