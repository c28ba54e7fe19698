"""The moves of an off-list report (清单外交办事项反映)."""

from assessment.models import OffListAction as Action
from assessment.models import OffListStatus as Status
from assessment.models import ReferredTo
from dutylist.organizations.roles import Role
from dutylist.workflow.facts import Fact, FactType
from dutylist.workflow.flow import Flow, Move

from .services import deciding

CLERK, LEAD = Role.CLERK, Role.OFFICE_LEAD
RECIPIENTS = Fact(
    "recipients",
    FactType.INTEGER,
    "这一要求发给几个基层单位（选填）",
    hint="向部门核实时，问所有单位的同类要求，不提是哪里反映的。只发给一两家的，不能叫停。",
)
SENT_TO = Fact(
    "sent_to",
    FactType.INTEGER,
    "叫停文件发给几个基层单位（选填）",
    hint="不填的，为全部基层单位。",
)
ORDER = Fact("document_number", FactType.TEXT, "叫停文号", required=True)
REQUEST = Fact(
    "request",
    FactType.INTEGER,
    "转为哪一件申请（选填）",
    hint="已经起草的准入或者调整申请；由部门自行申请、还没有编号的，不选。",
)
TO = Fact(
    "to",
    FactType.TEXT,
    "移送给",
    required=True,
    hint="移送内容不含反映人。",
    words=tuple(ReferredTo.choices),
)
RESULT = Fact("result", FactType.TEXT, "办理结果", required=True, is_long=True)
SECOND = {"days": "off_list_rectify_days", "fresh_eyes": True}

FLOW = Flow(
    name="off_list_report",
    label="清单外交办反映",
    statuses=Status,
    actions=Action,
    moves={
        (Status.REPORTED, Action.VERIFY): Move(
            Status.VERIFIED,
            CLERK,
            days="off_list_settle_days",
            facts=(RECIPIENTS,),
            step="核实",
        ),
        (Status.REPORTED, Action.DISMISS): Move(Status.DISMISSED, CLERK, reason=True),
        (Status.VERIFIED, Action.STOP): Move(
            Status.STOPPED, LEAD, facts=(ORDER, SENT_TO), step="处理", **SECOND
        ),
        (Status.VERIFIED, Action.TURN_INTO_REQUEST): Move(
            Status.TURNED, LEAD, facts=(REQUEST,), **SECOND
        ),
        (Status.VERIFIED, Action.REFER): Move(Status.REFERRED, LEAD, facts=(TO,), **SECOND),
        (Status.STOPPED, Action.RECTIFIED): Move(Status.RECTIFIED, (CLERK, LEAD)),
        (Status.TURNED, Action.RECTIFIED): Move(Status.RECTIFIED, (CLERK, LEAD)),
        (Status.REFERRED, Action.RECTIFIED): Move(Status.RECTIFIED, (CLERK, LEAD)),
        (Status.RECTIFIED, Action.CLOSE): Move(Status.CLOSED, (CLERK, LEAD), facts=(RESULT,)),
    },
    settled=(Status.DISMISSED, Status.CLOSED),
)

FLOW.on(Action.VERIFY, check=deciding.check_verify, apply=deciding.apply_verify)
FLOW.on(
    Action.STOP,
    possible=deciding.require_cover,
    check=deciding.check_stop,
    apply=deciding.apply_stop,
)
FLOW.on(Action.TURN_INTO_REQUEST, check=deciding.check_request, apply=deciding.apply_request)
FLOW.on(Action.REFER, check=deciding.check_refer, apply=deciding.apply_refer)
FLOW.on(Action.CLOSE, apply=deciding.apply_close)
