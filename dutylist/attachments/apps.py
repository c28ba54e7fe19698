"""Attachments as Django sees them."""

from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "dutylist.attachments"
    label = "attachments"
    verbose_name = "附件"

    def ready(self):
        """Moves ask this app about the attachments that are told with them."""
        from dutylist.workflow.attached import ask_about_attachments

        from .facts import AttachmentFacts

        ask_about_attachments(AttachmentFacts())
