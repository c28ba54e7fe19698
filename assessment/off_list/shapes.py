"""Off-list reports as the schema names them."""

from assessment.models import How
from dutylist.rest.described import ref
from dutylist.rest.shapes import (
    DAY,
    NUMBER,
    OPTIONAL_NUMBER,
    OPTIONAL_TEXT,
    TEXT,
    YES_NO,
    add_shapes,
    list_of,
    many,
    nullable,
    shape,
)
from dutylist.workflow.shapes import state, state_in_list

HOW = {"type": "string", "enum": How.values}
COUNTED = shape(
    ("department",),
    department=TEXT,
    reported=OPTIONAL_NUMBER,
    verified=OPTIONAL_NUMBER,
    rectified=OPTIONAL_NUMBER,
)

REPORT = {
    "department": TEXT,
    "how": HOW,
    "how_label": TEXT,
    "text": TEXT,
    "item": OPTIONAL_TEXT,
    "document_number": TEXT,
    "hide_me": YES_NO,
    "unit": nullable(shape(("name",), township=TEXT, name=TEXT)),
    "reported_on": DAY,
    "recipients": OPTIONAL_NUMBER,
    "order_number": TEXT,
    "request": OPTIONAL_NUMBER,
    "referred_to": TEXT,
    "result": TEXT,
}
OPENED = shape(("by", "on", "reasons"), by=many(TEXT), on=TEXT, reasons=many(TEXT))

add_shapes(
    OffListReport=state(**REPORT, attachments=many(ref("Attachment")), receipt=TEXT),
    OffListReportRow=state_in_list(**REPORT),
    OffListReportList=list_of("OffListReportRow"),
    OffListFollowed=shape(
        ("status", "status_label", "openings"),
        status=TEXT,
        status_label=TEXT,
        due_on=DAY,
        result=TEXT,
        openings=many(OPENED),
        opening=nullable(OPENED),
    ),
    OffListListOrFollowed={"anyOf": [ref("OffListReportList"), ref("OffListFollowed")]},
    OffListReportWrite=shape(
        ("department", "how", "text"),
        county=TEXT,
        township=TEXT,
        department=TEXT,
        how=HOW,
        text=TEXT,
        item=OPTIONAL_TEXT,
        document_number=TEXT,
        attachment=OPTIONAL_NUMBER,
        hide_me=YES_NO,
    ),
    OffListOpening=shape(("opened",), opened=YES_NO, asked_by=TEXT, agreed_by=TEXT, unit=TEXT),
    OffListFigures=shape(("year", "rows"), year=NUMBER, rows=many(COUNTED), total=OPTIONAL_NUMBER),
)
