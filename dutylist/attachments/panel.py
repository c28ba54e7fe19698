"""The attachments of a subject on any page of it: give the page `attachments_of` as `attachments`
and include `attachments/_panel.html`.
"""

from dataclasses import dataclass

from .forms import UploadForm
from .models import Attachment
from .permissions import may_attach, may_withdraw


@dataclass
class AttachmentLine:
    attachment: Attachment
    may_withdraw: bool


@dataclass
class AttachmentPanel:
    """What is attached, and the form to attach more where this person may."""

    subject: object
    lines: list
    form: UploadForm | None


def attachments_of(subject, user, form=None):
    """The panel of a subject for a person; `form` is the one that was just refused."""
    lines = []
    for attachment in Attachment.objects.of(subject).known_with(subject, user):
        is_theirs = attachment.uploaded_by_id == user.pk
        lines.append(
            AttachmentLine(attachment, is_theirs and may_withdraw(attachment, subject, user))
        )
    if may_attach(subject, user):
        form = form or UploadForm(papers=subject.papers_asked())
    return AttachmentPanel(subject, lines, form)
