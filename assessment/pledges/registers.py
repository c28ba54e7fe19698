"""The registers of pledges and of veto items: their members."""

from assessment.models import IssuerLevel, Pledge, VetoItem
from assessment.models.owned import NUMBER_LENGTH, TITLE_LENGTH
from assessment.registers.fields import Day, OneOf, Owner, Text, Townships
from assessment.registers.register import Register
from dutylist.organizations.roles import Role

from .findings import findings_of

LEVEL = OneOf(
    "issuer_level",
    "依据的发文层级",
    required=True,
    choices=tuple(IssuerLevel.choices),
)
NUMBER = Text(
    "document_number",
    "文号",
    longest=NUMBER_LENGTH,
    hint="作为依据的文件的文号，例如：中办发〔2024〕1号。",
)
UNTIL = Day("until", "有效期至", hint="到期自动终止；不填的，须另行终止。")

PLEDGES = Register(
    model=Pledge,
    name="pledges",
    shape="Pledge",
    new="登记责任状",
    fields=(
        Text("title", "责任状名称", longest=TITLE_LENGTH, required=True),
        Owner(label="签订要求由哪个部门提出"),
        Townships("bearers", "签订单位"),
        LEVEL,
        NUMBER,
        UNTIL,
    ),
    findings=findings_of,
    recorded_by=(Role.CLERK,),
    days="supervision_days",
)
VETOES = Register(
    model=VetoItem,
    name="vetoes",
    shape="VetoItem",
    new="登记“一票否决”事项",
    fields=(
        Text("title", "事项名称", longest=TITLE_LENGTH, required=True),
        Owner(label="设定部门"),
        Townships("bearers", "适用单位"),
        LEVEL,
        NUMBER,
        UNTIL,
    ),
    findings=findings_of,
    recorded_by=(Role.CLERK,),
    days="supervision_days",
)
