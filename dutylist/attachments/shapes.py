"""An attachment as the schema names it, and what hands one in."""

from dutylist.rest.shapes import MOMENT, NUMBER, TEXT, YES_NO, add_shapes, shape

from .models import AttachmentKind

KIND = {"type": "string", "enum": AttachmentKind.values}

add_shapes(
    Attachment=shape(
        ("id", "file_name", "size", "sha256", "content_type", "kind", "url"),
        id=NUMBER,
        file_name=TEXT,
        size=NUMBER,
        sha256=TEXT,
        content_type=TEXT,
        kind=KIND,
        paper=TEXT,
        url=TEXT,
        by=TEXT,
        uploaded_at=MOMENT,
        withdrawn=YES_NO,
    ),
    AttachmentUpload=shape(
        ("file", "kind", "subject_flow", "subject_id"),
        file={"type": "string", "format": "binary"},
        kind=KIND,
        paper=TEXT,
        subject_flow=TEXT,
        subject_id=NUMBER,
    ),
)
