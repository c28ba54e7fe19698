"""What moves ask about the attachments that are told with them."""

from .models import Attachment, AttachmentKind
from .services import attach


class AttachmentFacts:
    """See `dutylist.workflow.attached`."""

    def fault_of(self, subject, told, user):
        """Why this person can not tell this attachment with a move of this subject, or ""."""
        pk = getattr(told, "pk", told)
        attachment = Attachment.objects.of(subject).known_with(subject, user).filter(pk=pk).first()
        if attachment is None:
            return f"没有编号为{pk}的附件，或者它不是{subject.quoted}的附件。请先上传。"
        if attachment.is_withdrawn:
            return f"附件《{attachment}》已经撤回，请另行上传。"
        return ""

    def choices_of(self, subject, user):
        """[(number, words)] of what this person may tell, the latest first."""
        rows = Attachment.objects.of(subject).known_with(subject, user).standing().reverse()
        choices = []
        for row in rows:
            words = f"{row.file_name}（{row.get_kind_display()}，{row.uploaded_by_name}上传）"
            choices.append((str(row.pk), words))
        return choices

    def attach(self, subject, upload, by):
        """Attaches the scan that was handed in with a move: -> its number."""
        return attach(subject, upload, AttachmentKind.PAPER, by=by).pk
