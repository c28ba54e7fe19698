"""Off-list reports as the schema names them."""

from assessment.models import How
from dutylist.rest.described import ref
from dutylist.rest.shapes import DAY, FREE, NUMBER, TEXT, YES_NO, add_shapes, many, shape
from dutylist.workflow.shapes import state

OPTIONAL_NUMBER = {**NUMBER, "nullable": True}
OPTIONAL_TEXT = {**TEXT, "nullable": True}
HOW = {"type": "string", "enum": How.values}
COUNTED = shape(
    ("department",),
    department=TEXT,
    reported=OPTIONAL_NUMBER,
    verified=OPTIONAL_NUMBER,
    rectified=OPTIONAL_NUMBER,
)

add_shapes(
    OffListReport=state(
        department=TEXT,
        how=HOW,
        how_label=TEXT,
        text=TEXT,
        item=OPTIONAL_TEXT,
        document_number=TEXT,
        hide_me=YES_NO,
        unit={**FREE, "nullable": True},
        reported_on=DAY,
        recipients=OPTIONAL_NUMBER,
        order_number=TEXT,
        request=OPTIONAL_NUMBER,
        referred_to=TEXT,
        result=TEXT,
        attachments=many(FREE),
        receipt=TEXT,
    ),
    OffListFollowed=shape(
        ("status", "status_label", "openings"),
        status=TEXT,
        status_label=TEXT,
        due_on=DAY,
        result=TEXT,
        openings=many(FREE),
        opening={**FREE, "nullable": True},
    ),
    OffListListOrFollowed={"anyOf": [ref("List"), ref("OffListFollowed")]},
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
