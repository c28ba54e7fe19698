"""Attaching a file to a subject, and taking it back."""

import contextlib
import os

from django.utils import timezone

from dutylist.history.recording import PROTECTED_ACTOR, current, recording
from dutylist.history.refusals import Invalid, NotFound
from dutylist.history.texts import clean_text
from dutylist.organizations.models import User

from . import storage
from .file_names import kept_name, name_for
from .models import Attachment, AttachmentKind
from .permissions import require_attaching, require_withdrawing
from .reading.looking import strip_file, type_of_file
from .reading.refused import FileRefused

FILE_REFUSED = "file_refused"


def attach(subject, upload, kind, *, by, paper="", source="form"):
    """Keeps a file as an attachment of a subject: -> the Attachment; the same file handed in again
    by the same person is the same attachment. `paper` is which of the papers it is that are asked
    for.

    The file is looked at and lies on the disk before the transaction begins.
    """
    require_attaching(subject, by)
    if kind not in AttachmentKind.values:
        raise Invalid({"kind": f"可填：{'、'.join(AttachmentKind.values)}。"})
    require_asked(subject, paper)
    try:
        name = kept_name(upload.name)
        with storage.received(upload) as found:
            content_type = type_of_file(found.path)
            storage.keep(found)
    except FileRefused as refused:
        raise Invalid({"file": refused.sentence}, code=FILE_REFUSED) from None
    facts = {
        "kind": kind,
        "paper": paper,
        "file_name": name_for(name, content_type),
        "content_type": content_type,
        "size": found.size,
        "sha256": found.sha256,
    }
    return _written(subject, facts, by, source)


@contextlib.contextmanager
def stripped(upload):
    """A copy of an upload without author, device, place and times, on the disk and not yet kept:
    -> (`Received`, its type). Raises Invalid with the path `file`.
    """
    try:
        kept_name(upload.name)
        with storage.received(upload) as found:
            copy = found.path.with_name(f"{found.path.name}-copy")
            try:
                content_type = strip_file(found.path, copy)
                yield storage.received_anew(copy), content_type
            finally:
                copy.unlink(missing_ok=True)
    except FileRefused as refused:
        raise Invalid({"file": refused.sentence}, code=FILE_REFUSED) from None


def attach_nameless(subject, copies, *, name):
    """Keeps stripped copies as attachments of a subject whose maker is protected, within the
    recording under way: the files lose their names, the rows name the system and the day.
    """
    system, rows = User.objects.system(), []
    for number, (found, content_type) in enumerate(copies, 1):
        storage.keep(found)
        row = Attachment(
            county=subject.county,
            flow=subject.flow_name,
            subject_id=subject.pk,
            kind=AttachmentKind.EVIDENCE,
            file_name=name_for(f"{name}{number}", content_type),
            content_type=content_type,
            size=found.size,
            sha256=found.sha256,
            uploaded_by=system,
            uploaded_by_name=PROTECTED_ACTOR,
            uploaded_at=current().row_time,
        )
        row.save()
        rows.append(row)
    return rows


def require_asked(subject, paper):
    """Refuses the name of a paper that is not asked for of this subject."""
    asked = subject.papers_asked()
    if not paper or paper in asked:
        return
    if asked:
        raise Invalid({"paper": f"可填：{'、'.join(asked)}。"})
    raise Invalid({"paper": "这一办理对象没有另外要求的材料，请不填。"})


def _written(subject, facts, by, source):
    with _recorded(subject, by, f"上传附件《{facts['file_name']}》", source):
        _lock(subject)
        require_attaching(subject, by)
        same = Attachment.objects.of(subject).standing().filter(uploaded_by=by, **facts)
        if known := same.first():
            return known
        attachment = Attachment(
            county=subject.county,
            flow=subject.flow_name,
            subject_id=subject.pk,
            uploaded_by=by,
            uploaded_by_name=by.get_full_name(),
            uploaded_at=timezone.now(),
            **facts,
        )
        attachment.save()
    return attachment


def withdraw(attachment, subject, *, by, reason, source="form"):
    """Takes an attachment back: its row and its file stay, it is offered and given out no more."""
    if not clean_text(reason):
        raise Invalid({"reason": "请填写撤回附件的理由。"})
    with _recorded(subject, by, reason, source):
        _lock(subject)
        attachment.refresh_from_db()
        require_withdrawing(attachment, subject, by)
        attachment.withdrawn_at = timezone.now()
        attachment.save()
    return attachment


def _recorded(subject, by, reason, source):
    audience = subject.audience_of_attachments()
    county = subject.county.code
    return recording(by=by, reason=reason, source=source, county=county, audience=audience)


def _lock(subject):
    """Attaching, withdrawing and the moves of one subject go one after another."""
    rows = type(subject)._base_manager.select_for_update(of=("self",))
    try:
        subject.refresh_from_db(from_queryset=rows)
    except type(subject).DoesNotExist:
        raise NotFound("没有这一办理对象，可能已被删除。") from None


def opened(attachment):
    """The file of an attachment, open to be read."""
    if attachment.is_withdrawn:
        raise NotFound(f"附件《{attachment}》已经撤回，不再提供下载。")
    try:
        return storage.path_of(attachment.sha256).open("rb")
    except FileNotFoundError:
        raise NotFound(f"附件《{attachment}》的文件不在服务器上，请联系系统管理员。") from None


@storage.swept("attachments")
def is_attached(path):
    return Attachment.objects.filter(sha256=path.name).exists()


def sweep():
    """Takes away the files of a day and older that no row speaks of: -> how many. A process that
    was killed before its commit left them.
    """
    count = 0
    for path in storage.forgotten_files():
        os.unlink(path)
        count += 1
    return count


def missing_files():
    """The attachments whose file is not there, or not of its length."""
    found = []
    for attachment in Attachment.objects.order_by("pk").iterator():
        path = storage.path_of(attachment.sha256)
        if not path.is_file() or path.stat().st_size != attachment.size:
            found.append(attachment)
    return found
