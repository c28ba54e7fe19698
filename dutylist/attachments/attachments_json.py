"""An attachment as the API tells it."""

from django.urls import reverse

from .models import Attachment


def attachment_json(attachment):
    return {
        "id": attachment.pk,
        "file_name": attachment.file_name,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "content_type": attachment.content_type,
        "kind": attachment.kind,
        "paper": attachment.paper,
        "url": reverse("api-attachment", args=[attachment.pk]),
        "by": attachment.uploaded_by_name,
        "uploaded_at": attachment.uploaded_at.isoformat(),
        "withdrawn": attachment.is_withdrawn,
    }


def attachments_json(subject, user):
    """The attachments of a subject that stand and that this person sees, the first one first."""
    rows = Attachment.objects.of(subject).known_with(subject, user).standing()
    return [attachment_json(one) for one in rows]
