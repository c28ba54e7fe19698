"""An import as the schema names it, and what a request may say of one."""

from dutylist.history.limits import MOST_ROWS
from dutylist.rest.shapes import (
    FREE,
    MOMENT,
    NUMBER,
    TEXT,
    YES_NO,
    add_shapes,
    many,
    members,
    shape,
    some,
)

from .api_shapes import MOST_HEADS
from .services.handing_in import MAX_FILES

IMPORT_COUNTS = shape(
    **dict.fromkeys(("new", "changed", "same", "alike", "absent", "error"), NUMBER)
)
ISSUE = shape(
    part=NUMBER,
    file=TEXT,
    sheet=TEXT,
    row={**NUMBER, "nullable": True},
    column=TEXT,
    value=TEXT,
    code=TEXT,
    message=TEXT,
    suggestion=TEXT,
    count=NUMBER,
    places=many(FREE),
    placed=TEXT,
)

add_shapes(
    Import=shape(
        ("id", "state", "version", "list_version", "counts"),
        id=NUMBER,
        county=TEXT,
        township={**TEXT, "nullable": True},
        file_name=TEXT,
        state={"type": "string", "enum": ["previewed", "imported", "undone", "discarded"]},
        state_label=TEXT,
        version=NUMBER,
        list_version=NUMBER,
        by=TEXT,
        created_at=MOMENT,
        finished_at={**MOMENT, "nullable": True},
        reason=TEXT,
        batch={**TEXT, "nullable": True},
        undo_reason=TEXT,
        undo_batch={**TEXT, "nullable": True},
        counts=IMPORT_COUNTS,
        by_kind=FREE,
        proposes=YES_NO,
        error_count=NUMBER,
        warning_count=NUMBER,
        options=FREE,
        several=YES_NO,
        files=many(
            shape(
                part=NUMBER,
                number=NUMBER,
                file_name=TEXT,
                sheets=many(TEXT),
                sha256=TEXT,
                township=TEXT,
                counts=IMPORT_COUNTS,
                by_kind=FREE,
            )
        ),
        handed=many(
            shape(
                key=TEXT,
                number=NUMBER,
                file_name=TEXT,
                sheet=TEXT,
                title=TEXT,
                place=TEXT,
                part=NUMBER,
                dealt=YES_NO,
                refusal=TEXT,
                township=TEXT,
                township_name=TEXT,
                left_out=TEXT,
                counts=IMPORT_COUNTS,
                error_count=NUMBER,
            )
        ),
        left_out=many(shape(key=TEXT, file=TEXT, sheet=TEXT, by=TEXT)),
        skipped_files=many(shape(name=TEXT, reason=TEXT)),
        unknown_columns=many(TEXT),
        recognised=many(FREE),
        unrecognised=many(FREE),
        new_departments=many(TEXT),
        new_categories=many(TEXT),
        cancels_absent=YES_NO,
        errors=many(ISSUE),
        warnings=many(ISSUE),
        actions=many(TEXT),
    ),
    ImportUpload=shape(
        ("county", "file"),
        county=TEXT,
        township=TEXT,
        county_wide=YES_NO,
        create_departments=YES_NO,
        cancel_absent=YES_NO,
        leave_out=some(TEXT),
        file=some({"type": "string", "format": "binary"}, MAX_FILES),
    ),
    ImportChange=shape(
        decisions={"type": "object", "additionalProperties": TEXT},
        create_departments=YES_NO,
        cancel_absent=YES_NO,
        heads=members(members(TEXT, MOST_ROWS), MOST_HEADS),
        remember=YES_NO,
        townships={"type": "object", "additionalProperties": TEXT},
        leave_out={"type": "object", "additionalProperties": YES_NO},
        township=TEXT,
        county_wide=YES_NO,
    ),
)
