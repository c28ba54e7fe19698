"""The moves of an interpretation of the list (清单释义)."""

from access_control.models import InterpretationAction as Action
from access_control.models import InterpretationKind
from access_control.models import InterpretationStatus as Status
from dutylist.organizations.roles import Role
from dutylist.workflow.facts import Fact, FactType
from dutylist.workflow.flow import CLOCK, Flow, Move

from .services import deciding, lapsing

CLERK, LEAD = Role.CLERK, Role.OFFICE_LEAD
UNITS = (
    Role.DEPARTMENT_STAFF,
    Role.DEPARTMENT_LEAD,
    Role.TOWNSHIP_STAFF,
    Role.TOWNSHIP_LEAD,
)
ANSWER_FACTS = (
    Fact("text", FactType.TEXT, "答复", required=True, is_long=True),
    Fact(
        "kind",
        FactType.TEXT,
        "结论",
        hint="只说明怎么理解、怎么办的，不用选。",
        words=tuple(InterpretationKind.choices),
        is_long=True,
    ),
    Fact(
        "item",
        FactType.TEXT,
        "属于哪一事项",
        hint="就是所问事项的，不用选。",
    ),
    Fact(
        "question",
        FactType.TEXT,
        "问题改写为",
        hint="改写成群众也看得懂、看不出是哪个单位提问的一句话；不用改的，不填。",
        is_long=True,
    ),
    Fact(
        "internal",
        FactType.BOOL,
        "只供内部使用，不对外公布",
        hint="不选的，复核确认后在事项页和查询答复中公布。",
    ),
)
ANSWER = Move(Status.ANSWERED, CLERK, days="interpretation_confirm_days", facts=ANSWER_FACTS)
CONFIRM = Move(Status.CONFIRMED, (LEAD, CLERK), fresh_eyes=(Action.ANSWER,))
WITHDRAW = Move(Status.WITHDRAWN, (CLERK, LEAD), reason=True)

FLOW = Flow(
    name="interpretation",
    label="清单释义",
    statuses=Status,
    actions=Action,
    moves={
        (Status.ASKED, Action.ANSWER): ANSWER,
        (Status.ASKED, Action.WITHDRAW): Move(Status.WITHDRAWN, (*UNITS, CLERK, LEAD), reason=True),
        (Status.ANSWERED, Action.CONFIRM): CONFIRM,
        (Status.ANSWERED, Action.RETURN): Move(
            Status.ASKED, (LEAD, CLERK), days="interpretation_answer_days", reason=True
        ),
        (Status.ANSWERED, Action.ANSWER): ANSWER,
        (Status.ANSWERED, Action.WITHDRAW): WITHDRAW,
        (Status.CONFIRMED, Action.WITHDRAW): WITHDRAW,
        (Status.CONFIRMED, Action.LAPSE): Move(Status.LAPSED, CLOCK),
        # The answer still fits the new wording, or another does.
        (Status.LAPSED, Action.CONFIRM): CONFIRM,
        (Status.LAPSED, Action.ANSWER): ANSWER,
        (Status.LAPSED, Action.WITHDRAW): WITHDRAW,
    },
    settled=(Status.CONFIRMED, Status.WITHDRAWN),
)

FLOW.on(Action.ANSWER, check=deciding.check_answer, apply=deciding.apply_answer)
FLOW.on(
    Action.CONFIRM,
    possible=deciding.require_listed,
    apply=deciding.apply_confirm,
    after=deciding.after_confirm,
)
FLOW.on(Action.WITHDRAW, after=deciding.after_withdraw)
FLOW.on(Action.LAPSE, possible=lapsing.require_changed, after=lapsing.after_lapse)
