"""The moves of a request (准入、调整申请) and their effects.

What departments ask for and what townships ask for goes the same way: the units concerned, the
legal review, the staffing office, the county. Nobody decides what they submitted, accepted or
recorded themselves.
"""

from access_control.models import RequestAction as Action
from access_control.models import RequestStatus as Status
from access_control.requests.path_words import BODIES
from dutylist.organizations.roles import Role
from dutylist.workflow.facts import Fact, FactType
from dutylist.workflow.flow import CLOCK, KEEP, Flow, Move
from items.editions.decision_facts import DECIDED
from items.entry.fields import LABELS

from .services import (
    consulting,
    deciding,
    ending,
    joining,
    reviewing,
    reviews,
    settling,
    submitting,
    telling,
)

# The lead of the unit that applies: of a department, of a township, or the clerk for the office.
UNIT = (Role.DEPARTMENT_LEAD, Role.TOWNSHIP_LEAD, Role.CLERK)
CHANGE = Fact("change", FactType.INTEGER, "拟调整内容", required=True)
UNIT_TOLD = Fact("unit", FactType.OBJECT, "单位", required=True)
COMPLETE = Fact(
    "complete",
    FactType.ROWS,
    "补充内容",
    columns=(
        CHANGE,
        Fact("category", FactType.TEXT, LABELS["category"]),
        Fact("position", FactType.INTEGER, LABELS["position"]),
        Fact("secrecy_review", FactType.OBJECT, LABELS["secrecy_review"]),
    ),
)
RESULTS = Fact(
    "results",
    FactType.ROWS,
    "逐项结果",
    columns=(
        CHANGE,
        Fact("outcome", FactType.TEXT, "结果", required=True),
        Fact("article", FactType.TEXT, "依据条款"),
        Fact("text", FactType.TEXT, "说明", is_long=True),
        Fact("item", FactType.OBJECT, "修改后的文本"),
    ),
)
SETTLEMENTS = Fact(
    "settlements",
    FactType.ROWS,
    "意见的处理",
    columns=(
        CHANGE,
        UNIT_TOLD,
        Fact("way", FactType.TEXT, "处理方式", required=True),
        Fact("text", FactType.TEXT, "答复", is_long=True),
        Fact("item", FactType.OBJECT, "修改后的文本"),
    ),
)
INVITE = Fact(
    "invite",
    FactType.ROWS,
    "另外征求的单位",
    columns=(
        Fact("township", FactType.TEXT, "乡镇（街道）"),
        Fact("department", FactType.TEXT, "部门"),
    ),
)
OVERRIDES = Fact(
    "overrides",
    FactType.ROWS,
    "保留问题的理由",
    columns=(
        Fact("finding", FactType.INTEGER, "审核提示", required=True),
        Fact("reason", FactType.TEXT, "理由", required=True, is_long=True),
    ),
)
BODIES_NAMED = Fact("bodies", FactType.ROWS, "审定会议", words=tuple(BODIES.items()))
SUPERIOR_ROLES = (Role.CITY_REVIEWER, Role.PROVINCE_FILER)
CLEARING = (
    Fact("number", FactType.TEXT, "批复文号", required=True),
    Fact("opinion", FactType.TEXT, "审核意见", is_long=True),
)
OBJECTING = (CLEARING[0], CLEARING[1]._replace(required=True))
# Whoever prepared the decision does not record it; what was put off is recorded by the same person.
PREPARING = tuple(
    action
    for action in Action
    if action not in (Action.APPROVE, Action.REJECT, Action.DEFER, Action.CLEAR, Action.OBJECT)
)


def of_the_review(review, consultation):
    """Units are asked and reminded twice: in the consultation, and half a year later."""

    def chosen(request, *told):
        is_later = request.status == Status.IN_FORCE
        return review(request, *told) if is_later else consultation(request, *told)

    return chosen


MOVES = {
    (Status.DRAFT, Action.SUBMIT): Move(
        (Status.SUBMITTED, Status.CONSULTING, Status.LEGAL_REVIEW, Status.OFFICE_REVIEW),
        UNIT,
        days=("accept_days", "consult_days", "legal_days", "office_days"),
        on_paper=True,
    ),
    (Status.DRAFT, Action.TAKE_BACK): Move(Status.WITHDRAWN, UNIT, reason=True),
    (Status.RETURNED, Action.SUBMIT): Move(
        (Status.SUBMITTED, Status.CONSULTING, Status.LEGAL_REVIEW, Status.OFFICE_REVIEW),
        UNIT,
        days=("accept_days", "consult_days", "legal_days", "office_days"),
        on_paper=True,
    ),
    (Status.RETURNED, Action.TAKE_BACK): Move(Status.WITHDRAWN, (*UNIT, CLOCK), reason=True),
    (Status.SUBMITTED, Action.ACCEPT): Move(
        Status.CONSULTING,
        Role.CLERK,
        days="consult_days",
        facts=(
            Fact(
                "days",
                FactType.INTEGER,
                "征求意见期限（工作日）",
                hint="不填的，按本县规定的期限。",
            ),
            INVITE,
            COMPLETE,
        ),
    ),
    (Status.SUBMITTED, Action.RETURN): Move(
        Status.RETURNED,
        (Role.CLERK, Role.OFFICE_LEAD),
        days="supplement_days",
        reason=True,
        facts=(Fact("missing", FactType.ROWS, "需要补正的内容"),),
    ),
    (Status.SUBMITTED, Action.DECLINE): Move(
        Status.REFUSED,
        Role.OFFICE_LEAD,
        reason=True,
        facts=(
            Fact(
                "ground",
                FactType.TEXT,
                "不予受理的情形",
                required=True,
                hint="可填：prohibited（属于禁入事项）、under_way（同一事项正在办理）、"
                "not_a_matter（不属于清单事项）、no_basis（没有依据）。",
            ),
        ),
    ),
    (Status.SUBMITTED, Action.JOIN): Move(
        Status.JOINED,
        Role.OFFICE_LEAD,
        reason=True,
        facts=(Fact("into", FactType.INTEGER, "并入的申请", required=True),),
    ),
    (Status.SUBMITTED, Action.TAKE_BACK): Move(Status.WITHDRAWN, UNIT, reason=True, on_paper=True),
    (Status.CONSULTING, Action.CONCLUDE): Move(
        (Status.LEGAL_REVIEW, Status.OFFICE_REVIEW, Status.CONSULTING, Status.REFUSED),
        Role.CLERK,
        days=("legal_days", "office_days", "consult_days", None),
        facts=(SETTLEMENTS, COMPLETE),
    ),
    (Status.CONSULTING, Action.REMIND): Move(
        Status.CONSULTING, (Role.CLERK, CLOCK), days="remind_days"
    ),
    (Status.CONSULTING, Action.ANSWER): Move(
        Status.CONSULTING,
        UNIT,
        days=KEEP,
        facts=(Fact("text", FactType.TEXT, "对意见的答复", required=True, is_long=True),),
        on_paper=True,
    ),
    (Status.CONSULTING, Action.CONTEST): Move(
        Status.CONSULTING, (Role.TOWNSHIP_LEAD, Role.DEPARTMENT_LEAD), days=KEEP, reason=True
    ),
    (Status.CONSULTING, Action.TAKE_BACK): Move(Status.WITHDRAWN, UNIT, reason=True, on_paper=True),
    **{
        (Status.LEGAL_REVIEW, action): Move(
            (Status.OFFICE_REVIEW, Status.REFUSED, Status.AWAITING_SITTING, Status.APPROVED),
            (Role.LEGAL, Role.PARTY_OFFICE),
            days=("office_days", None, None, None),
            facts=(RESULTS,),
            step="合法性审查",
        )
        for action in (Action.PASS, Action.PASS_AMENDED, Action.FAIL)
    },
    (Status.LEGAL_REVIEW, Action.TAKE_BACK): Move(
        Status.WITHDRAWN, UNIT, reason=True, on_paper=True
    ),
    (Status.OFFICE_REVIEW, Action.ENDORSE): Move(
        (Status.AWAITING_SITTING, Status.APPROVED),
        Role.OFFICE_LEAD,
        fresh_eyes=True,
        facts=(OVERRIDES, BODIES_NAMED, COMPLETE),
        step="审核",
    ),
    (Status.OFFICE_REVIEW, Action.RETURN): Move(
        Status.RETURNED,
        (Role.OFFICE_LEAD, Role.CLERK),
        days="supplement_days",
        reason=True,
        facts=(Fact("missing", FactType.ROWS, "需要补正的内容"),),
    ),
    (Status.OFFICE_REVIEW, Action.REFUSE): Move(Status.REFUSED, Role.OFFICE_LEAD, reason=True),
    (Status.OFFICE_REVIEW, Action.CONFIRM): Move(
        Status.OFFICE_REVIEW, UNIT, days=KEEP, on_paper=True
    ),
    (Status.OFFICE_REVIEW, Action.DISPUTE): Move(
        Status.OFFICE_REVIEW, UNIT, days=KEEP, reason=True, on_paper=True
    ),
    (Status.OFFICE_REVIEW, Action.GO_ON): Move(Status.OFFICE_REVIEW, CLOCK, days=KEEP),
    (Status.OFFICE_REVIEW, Action.TAKE_BACK): Move(
        Status.WITHDRAWN, UNIT, reason=True, on_paper=True
    ),
    (Status.AWAITING_SITTING, Action.APPROVE): Move(
        (Status.APPROVED, Status.AWAITING_SITTING, Status.REFUSED, Status.LEGAL_REVIEW),
        Role.RECORDER,
        days=(None, None, None, "legal_days"),
        fresh_eyes=PREPARING,
        facts=(*DECIDED, RESULTS),
    ),
    (Status.AWAITING_SITTING, Action.REJECT): Move(
        (Status.REFUSED, Status.APPROVED),
        Role.RECORDER,
        reason=True,
        fresh_eyes=PREPARING,
        facts=DECIDED,
    ),
    (Status.AWAITING_SITTING, Action.DEFER): Move(
        Status.AWAITING_SITTING, Role.RECORDER, reason=True
    ),
    (Status.AWAITING_SITTING, Action.TAKE_BACK): Move(
        Status.WITHDRAWN, UNIT, reason=True, on_paper=True
    ),
    (Status.APPROVED, Action.COME_INTO_FORCE): Move(Status.IN_FORCE, CLOCK),
    (Status.APPROVED, Action.REPORT): Move(
        Status.REPORTED,
        Role.CLERK,
        facts=(
            Fact("to", FactType.TEXT, "报送机关", required=True, hint="可填：city、province。"),
            Fact("number", FactType.TEXT, "报送文号", required=True),
        ),
    ),
    (Status.REPORTED, Action.CLEAR): Move(
        (Status.CLEARED, Status.APPROVED),
        SUPERIOR_ROLES,
        facts=CLEARING,
        on_paper=True,
        step="答复",
    ),
    (Status.REPORTED, Action.OBJECT): Move(
        (Status.AWAITING_SITTING, Status.APPROVED),
        SUPERIOR_ROLES,
        facts=OBJECTING,
        on_paper=True,
        step="答复",
    ),
    (Status.REPORTED, Action.COME_INTO_FORCE): Move(Status.IN_FORCE, CLOCK),
    (Status.CLEARED, Action.COME_INTO_FORCE): Move(Status.IN_FORCE, CLOCK),
    (Status.IN_FORCE, Action.LAPSE): Move(Status.LAPSED, CLOCK),
    (Status.IN_FORCE, Action.OPEN_REVIEW): Move(Status.IN_FORCE, CLOCK, days="review_days"),
    (Status.IN_FORCE, Action.REMIND): Move(
        Status.IN_FORCE, (Role.CLERK, CLOCK), days="remind_days"
    ),
    (Status.IN_FORCE, Action.CONTEST): Move(
        Status.IN_FORCE, Role.TOWNSHIP_LEAD, days=KEEP, reason=True
    ),
    (Status.IN_FORCE, Action.REVIEW): Move(
        Status.REVIEWED,
        Role.CLERK,
        facts=(
            Fact(
                "conclusion",
                FactType.TEXT,
                "结论",
                required=True,
                hint="可填：keep（继续保留）、amend（修改完善）、cancel（取消）。",
            ),
            Fact("support_kept", FactType.BOOL, "承诺的保障已经兑现"),
            Fact("text", FactType.TEXT, "说明", is_long=True),
        ),
    ),
    (Status.IN_FORCE, Action.END): Move(Status.ENDED, Role.OFFICE_LEAD, reason=True),
    (Status.IN_FORCE, Action.REPORT): Move(
        Status.IN_FORCE,
        Role.CLERK,
        days=KEEP,
        facts=(
            Fact("to", FactType.TEXT, "备案机关", required=True, hint="可填：city、province。"),
            Fact("number", FactType.TEXT, "备案文号", required=True),
        ),
    ),
    (Status.IN_FORCE, Action.CLEAR): Move(
        Status.IN_FORCE, SUPERIOR_ROLES, days=KEEP, facts=CLEARING, on_paper=True
    ),
    (Status.IN_FORCE, Action.OBJECT): Move(
        Status.IN_FORCE, SUPERIOR_ROLES, days=KEEP, facts=OBJECTING, on_paper=True
    ),
    (Status.REVIEWED, Action.LAPSE): Move(Status.LAPSED, CLOCK),
    (Status.REVIEWED, Action.END): Move(Status.ENDED, Role.OFFICE_LEAD, reason=True),
}

FLOW = Flow(
    name="change_request",
    label="准入（调整）申请",
    statuses=Status,
    actions=Action,
    moves=MOVES,
    settled=(
        Status.IN_FORCE,
        Status.REVIEWED,
        Status.REFUSED,
        Status.JOINED,
        Status.WITHDRAWN,
        Status.LAPSED,
        Status.ENDED,
    ),
)

FLOW.on(
    Action.SUBMIT,
    target=lambda request, facts: submitting.submitted_to(request),
    check=submitting.check_submit,
    apply=submitting.apply_submit,
    after=submitting.after_submit,
)
FLOW.on(Action.TAKE_BACK, possible=deciding.require_undecided, after=submitting.withdraw_pending)
FLOW.on(Action.ACCEPT, check=reviewing.check_complete, after=reviewing.after_complete)
FLOW.on(Action.ACCEPT, check=consulting.check_accept, apply=consulting.apply_accept)
FLOW.on(
    Action.DECLINE,
    check=submitting.check_ground,
    apply=submitting.apply_decline,
    after=submitting.reject_pending,
)
FLOW.on(
    Action.JOIN,
    beside=joining.joined_into,
    check=joining.check_join,
    apply=joining.apply_join,
    after=joining.after_join,
)
FLOW.on(
    Action.REMIND,
    possible=of_the_review(reviews.require_review_owed, consulting.require_owed),
    apply=of_the_review(reviews.apply_remind_review, consulting.apply_remind),
    after=of_the_review(reviews.after_remind_review, consulting.after_remind),
)
FLOW.on(
    Action.CONTEST,
    check=consulting.check_contest,
    after=of_the_review(reviews.after_contest_review, consulting.after_contest),
)
FLOW.on(Action.CONCLUDE, check=reviewing.check_complete, after=reviewing.after_complete)
FLOW.on(
    Action.CONCLUDE,
    possible=settling.require_answered,
    target=lambda request, facts: settling.concluded_to(request),
    check=settling.check_conclude,
    apply=settling.apply_conclude,
    after=settling.after_conclude,
)
for action in (Action.PASS, Action.PASS_AMENDED, Action.FAIL):
    FLOW.on(
        action,
        target=reviewing.reviewed_to,
        check=reviewing.check_legal(action),
        after=reviewing.after_legal,
    )
FLOW.on(Action.CONFIRM, possible=reviewing.require_amended, after=reviewing.after_confirm)
FLOW.on(Action.DISPUTE, Action.GO_ON, possible=reviewing.require_amended)
FLOW.on(
    Action.ENDORSE,
    possible=deciding.require_no_clash,
    target=reviewing.endorsed_to,
    check=reviewing.check_endorse,
    refused=reviewing.keep_what_blocks,
    apply=deciding.apply_endorse_summary,
    after=reviewing.after_endorse,
)
FLOW.on(Action.ENDORSE, after=deciding.after_endorse_summary)
FLOW.on(Action.REFUSE, after=submitting.reject_pending)
FLOW.on(
    Action.APPROVE,
    possible=deciding.require_no_clash,
    target=deciding.approved_to,
    check=deciding.check_approve,
    apply=deciding.apply_decided,
    after=deciding.after_approve,
)
FLOW.on(
    Action.REJECT,
    target=deciding.rejected_to,
    check=deciding.check_reject,
    apply=deciding.apply_decided,
    after=deciding.after_reject,
)
FLOW.on(Action.REPORT, check=deciding.check_report, apply=deciding.apply_report)
FLOW.on(
    Action.CLEAR,
    possible=deciding.require_unanswered,
    target=deciding.cleared_to,
    check=deciding.check_answer,
    after=deciding.after_clear,
)
FLOW.on(
    Action.OBJECT,
    possible=deciding.require_unanswered,
    target=deciding.objected_to,
    check=deciding.check_answer,
    after=deciding.after_object,
)
FLOW.on(Action.COME_INTO_FORCE, apply=deciding.apply_in_force)
FLOW.on(Action.LAPSE, possible=ending.require_at_end, after=ending.after_lapse)
FLOW.on(Action.END, possible=ending.require_temporary, after=ending.after_end)
FLOW.on(Action.OPEN_REVIEW, possible=reviews.require_review_due, apply=reviews.apply_open_review)
FLOW.on(
    Action.REVIEW,
    possible=reviews.require_review_open,
    reason=reviews.reason_to_conclude,
    check=reviews.check_review,
    apply=reviews.apply_review,
    after=reviews.after_review,
)
FLOW.on(
    Action.DECLINE,
    Action.PASS,
    Action.PASS_AMENDED,
    Action.FAIL,
    Action.REFUSE,
    Action.APPROVE,
    Action.REJECT,
    Action.DEFER,
    Action.COME_INTO_FORCE,
    after=telling.tell_decided,
)
FLOW.on(
    Action.TAKE_BACK,
    Action.DECLINE,
    Action.CONCLUDE,
    Action.PASS,
    Action.PASS_AMENDED,
    Action.FAIL,
    Action.REFUSE,
    Action.APPROVE,
    Action.REJECT,
    Action.COME_INTO_FORCE,
    after=joining.tell_joined,
)
