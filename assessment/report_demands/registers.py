"""The register of reports and ledgers asked of townships: its members."""

from assessment.models import ReportDemand
from assessment.models.owned import NUMBER_LENGTH, TITLE_LENGTH
from assessment.registers.fields import Day, Owner, Text, Townships
from assessment.registers.register import Register
from dutylist.history.limits import LONGEST_TEXT

from .twins import twins_json

REPORT_DEMANDS = Register(
    model=ReportDemand,
    name="report-demands",
    shape="ReportDemand",
    new="申报报表台账",
    fields=(
        Text("title", "报表、台账名称", longest=TITLE_LENGTH, required=True),
        Owner(label="要求报送的部门"),
        Text("frequency", "报送频次", longest=60, required=True, hint="例如：每月、每季度、一次。"),
        Text("basis", "依据", longest=LONGEST_TEXT, is_long=True),
        Text("document_number", "文号", longest=NUMBER_LENGTH),
        Townships("townships", "报送单位"),
        Day("until", "有效期至", hint="到期自动终止；不填的，须另行终止。"),
    ),
    more=twins_json,
    days="supervision_days",
)
