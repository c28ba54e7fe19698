"""The moves of a sitting (会议审定): its results are recorded once and as a whole, its document
number when it is issued.
"""

from access_control.models import SittingAction as Action
from access_control.models import SittingStatus as Status
from dutylist.organizations.roles import Role
from dutylist.workflow.facts import Fact, FactType
from dutylist.workflow.flow import Flow, Move

from .services import issuing, planning, recording_results

RESULTS = Fact(
    "results",
    FactType.ROWS,
    "逐项结果",
    columns=(
        Fact("request", FactType.INTEGER, "申请"),
        Fact("change", FactType.INTEGER, "拟调整内容"),
        Fact("edition", FactType.INTEGER, "版次"),
        Fact("outcome", FactType.TEXT, "结果", required=True),
        Fact("text", FactType.TEXT, "会议意见", is_long=True),
        Fact("article", FactType.TEXT, "依据条款"),
        Fact("item", FactType.OBJECT, "会议定下的文本"),
    ),
)
HELD = (
    Fact("held_on", FactType.DAY, "召开日期", required=True),
    Fact(
        "minutes_number|document_number",
        FactType.TEXT,
        "会议纪要号或者文号",
        required=True,
        hint="会议纪要编号与文号至少填写一项，文号可以在印发以后补填。",
        labels=("会议纪要编号", "文号"),
    ),
    Fact("paper", FactType.ATTACHMENT, "会议纪要扫描件"),
)

MOVES = {
    (Status.OPEN, Action.RECORD): Move(
        (Status.MINUTED, Status.ISSUED),
        Role.RECORDER,
        fresh_eyes=True,
        facts=(*HELD, RESULTS),
    ),
    (Status.OPEN, Action.CANCEL): Move(Status.CANCELLED, Role.CLERK, reason=True),
    (Status.MINUTED, Action.ISSUE): Move(
        Status.ISSUED,
        (Role.CLERK, Role.RECORDER),
        facts=(
            Fact(
                "document_number",
                FactType.TEXT,
                "文号",
                required=True,
                hint="审定文件印发以后的文号，例如：示编发〔2026〕12号。",
            ),
        ),
    ),
}

FLOW = Flow(
    name="sitting",
    label="会议审定",
    statuses=Status,
    actions=Action,
    moves=MOVES,
    settled=(Status.MINUTED, Status.ISSUED, Status.CANCELLED),
)

FLOW.on(
    Action.RECORD,
    possible=recording_results.require_agenda,
    target=recording_results.recorded_to,
    check=recording_results.check_results,
    apply=recording_results.apply_results,
    after=recording_results.after_results,
)
FLOW.on(Action.CANCEL, after=planning.clear_agenda)
FLOW.on(Action.ISSUE, apply=issuing.apply_issue, after=issuing.after_issue)
