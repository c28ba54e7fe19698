"""The moves of an edition (版次) and what each asks and does."""

from dutylist.organizations.roles import Role
from dutylist.workflow.facts import Fact, FactType
from dutylist.workflow.flow import Flow, Move
from items.models.editions import PREPARED
from items.models.editions import EditionAction as Action
from items.models.editions import EditionStatus as Status

from .decision_facts import DECIDED
from .services import following_up
from .services import publishing as effects

OVERRIDES = Fact(
    "overrides",
    FactType.ROWS,
    "保留问题的理由",
    columns=(
        Fact("rule", FactType.TEXT, "审核规则", required=True),
        Fact("entry", FactType.TEXT, "事项编码"),
        Fact("reason", FactType.TEXT, "理由", required=True, is_long=True),
    ),
)
ISSUED = (
    Fact(
        "document_number",
        FactType.TEXT,
        "文号",
        required=True,
        hint="印发文号，例如：示政发〔2026〕6号。",
    ),
    Fact(
        "effective_on",
        FactType.DAY,
        "施行日期",
        required=True,
        hint="可以是将来的日期，到期自动施行。",
    ),
    Fact(
        "note",
        FactType.TEXT,
        "公开说明",
        hint="随清单向公众显示，可以不填。",
        is_long=True,
    ),
)

FLOW = Flow(
    name="edition",
    label="版次",
    statuses=Status,
    actions=Action,
    moves={
        (Status.DRAFTING, Action.SUBMIT): Move(
            Status.AWAITING_SITTING, Role.CLERK, facts=(OVERRIDES,)
        ),
        (Status.DRAFTING, Action.DISCARD): Move(Status.DISCARDED, Role.CLERK, reason=True),
        (Status.AWAITING_SITTING, Action.APPROVE): Move(
            Status.APPROVED,
            Role.RECORDER,
            days="publish_days",
            fresh_eyes=(Action.SUBMIT,),
            facts=DECIDED,
        ),
        (Status.AWAITING_SITTING, Action.RETURN): Move(
            Status.DRAFTING, (Role.RECORDER, Role.OFFICE_LEAD), days="supplement_days", reason=True
        ),
        (Status.AWAITING_SITTING, Action.TAKE_BACK): Move(Status.DRAFTING, Role.CLERK, reason=True),
        (Status.APPROVED, Action.PUBLISH): Move(
            Status.PUBLISHED,
            Role.OFFICE_LEAD,
            fresh_eyes=PREPARED,
            facts=ISSUED,
        ),
        (Status.APPROVED, Action.RETURN): Move(
            Status.DRAFTING, Role.OFFICE_LEAD, days="supplement_days", reason=True
        ),
        (Status.PUBLISHED, Action.REQUEST_SUPPLEMENT): Move(
            Status.PUBLISHED, Role.CLERK, reason=True
        ),
        (Status.PUBLISHED, Action.DECLINE_SUPPLEMENT): Move(
            Status.PUBLISHED, Role.OFFICE_LEAD, reason=True
        ),
        (Status.PUBLISHED, Action.SUPPLEMENT): Move(
            Status.PUBLISHED,
            Role.OFFICE_LEAD,
            reason=True,
            fresh_eyes=(Action.REQUEST_SUPPLEMENT,),
            facts=ISSUED,
        ),
        (Status.PUBLISHED, Action.REQUEST_REVOKE): Move(
            Status.REVOKING, Role.OFFICE_LEAD, days="office_days", reason=True
        ),
        (Status.REVOKING, Action.REVOKE): Move(
            Status.REVOKED, Role.RECORDER, reason=True, fresh_eyes=(Action.REQUEST_REVOKE,)
        ),
        (Status.REVOKING, Action.KEEP): Move(
            Status.PUBLISHED, (Role.RECORDER, Role.OFFICE_LEAD), reason=True
        ),
    },
    settled=(Status.PUBLISHED, Status.REVOKED, Status.DISCARDED),
)

FLOW.on(
    Action.SUBMIT,
    possible=effects.require_ready,
    check=effects.check_submit,
    after=effects.submit_revision,
)
FLOW.on(Action.RETURN, Action.TAKE_BACK, after=effects.release_revision)
FLOW.on(Action.SUBMIT, Action.PUBLISH, possible=effects.require_entries)
FLOW.on(
    Action.APPROVE,
    possible=effects.require_no_clash,
    check=effects.check_approve,
    apply=effects.apply_approve,
    after=effects.apply_revision,
)
FLOW.on(Action.PUBLISH, Action.SUPPLEMENT, possible=effects.require_list_reviewed)
FLOW.on(
    Action.PUBLISH,
    check=effects.check_publish,
    apply=effects.apply_publish,
    after=effects.freeze_edition,
)
FLOW.on(Action.REQUEST_SUPPLEMENT, possible=effects.require_not_asked, after=effects.ask_the_lead)
FLOW.on(Action.DECLINE_SUPPLEMENT, Action.SUPPLEMENT, possible=effects.require_asked)
FLOW.on(Action.REQUEST_SUPPLEMENT, Action.SUPPLEMENT, possible=effects.require_supplement)
FLOW.on(
    Action.SUPPLEMENT,
    check=effects.check_supplement,
    after=effects.freeze_supplement,
)
FLOW.on(
    Action.REQUEST_REVOKE,
    Action.REVOKE,
    possible=effects.require_revocable,
    check=effects.check_revoke,
)
FLOW.on(Action.REVOKE, after=effects.revoke_edition)
FLOW.on(
    Action.SUBMIT,
    Action.DISCARD,
    Action.RETURN,
    Action.TAKE_BACK,
    Action.DECLINE_SUPPLEMENT,
    Action.REVOKE,
    Action.KEEP,
    after=following_up.after_move,
)
