"""What one move does and refuses: order of the questions, second person, organisation, reason,
facts, the decision.
"""

from datetime import date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from dutylist.history.models import Batch
from dutylist.notices.models import OutboundEvent, ToDo
from dutylist.organizations.models import CountyPolicy, User
from dutylist.organizations.roles import Role
from dutylist.workflow import flow as flow_module
from dutylist.workflow.engine import CLOCK, Flow, Move, actions_for, decide, flows, perform, refusal
from dutylist.workflow.facts import Fact, FactType
from dutylist.workflow.models import Decision
from dutylist.workflow.refusals import Invalid, NotAllowed, NotFound, NotPossible, Stale
from dutylist.workflow.rules import require_told
from items.editions.services.editions import publish_edition
from items.models import Edition, EditionAction, EditionStatus
from tests.factories import (
    make_attachment,
    make_county,
    make_department,
    make_membership,
    make_township,
    make_user,
    seeding,
)

pytestmark = pytest.mark.django_db
SITTING = {
    "meeting": "县委编委2026年第3次会议",
    "decided_on": date(2026, 11, 20),
    "minutes_number": "编委纪要〔2026〕3号",
}
PAPER = {
    "document_number": "示编发〔2026〕7号",
    "effective_on": date(2026, 12, 1),
    "note": "2026年版",
}
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=timezone.get_default_timezone())


def approved(edition, clerk, recorder):
    perform(edition, "submit", by=clerk)
    perform(edition, "approve", by=recorder, at=MONDAY, **SITTING)
    return edition


def test_three_people_publish_an_edition(edition, clerk, recorder, lead):
    approved(edition, clerk, recorder)
    perform(edition, "publish", by=lead, **PAPER)
    stored = Edition.objects.get(pk=edition.pk)
    assert (stored.status, stored.version, stored.due_on) == ("published", 4, None)
    assert [decision.by_name for decision in stored.decisions] == ["李经办", "王登记", "赵主任"]


def test_a_decision_keeps_who_what_when_and_both_deadlines(edition, clerk, recorder):
    decision = approved(edition, clerk, recorder).decisions.last()
    assert (decision.source_status, decision.target_status) == ("awaiting_sitting", "approved")
    assert (decision.role, decision.at, decision.due_on) == (Role.RECORDER, MONDAY, None)
    assert decision.next_due_on == date(2026, 12, 21) == Edition.objects.get(pk=edition.pk).due_on
    assert decision.facts["decided_on"] == "2026-11-20"
    assert Batch.objects.get(pk=decision.batch).decision_id == decision.pk


def test_the_county_sets_its_own_days(edition, clerk, recorder):
    with seeding():
        policy = CountyPolicy.objects.get(region=edition.county)
        policy.values = {"publish_days": 3}
        policy.save()
    approved(edition, clerk, recorder)
    assert edition.due_on == date(2026, 11, 26)


def test_the_clock_stops_before_a_sitting(edition, clerk):
    perform(edition, "submit", by=clerk)
    assert edition.due_on is None


def test_what_is_not_possible_says_what_is_and_who_was_there(edition, clerk, recorder):
    perform(edition, "submit", by=clerk)
    with pytest.raises(NotPossible) as refused:
        perform(edition, "submit", by=clerk)
    assert "现为“提请审定中”" in refused.value.sentence
    assert "李经办于" in refused.value.sentence
    assert "“登记审定结果”（审定结果登记人）" in refused.value.sentence


def test_an_action_that_does_not_exist_is_not_possible(edition, clerk):
    with pytest.raises(NotPossible, match="没有“enact”"):
        perform(edition, "enact", by=clerk)


def test_an_old_page_is_told_who_was_faster(edition, clerk, recorder):
    seen = edition.version
    perform(edition, "submit", by=clerk, expect=seen)
    with pytest.raises(Stale, match=r"已由李经办于.*办理“提请审定”"):
        perform(edition, "return", by=recorder, reason="缺附件", expect=seen)


def test_a_version_is_asked_before_role_and_facts(edition, recorder):
    with pytest.raises(Stale):
        perform(edition, "submit", by=recorder, expect=99)


def test_role_is_asked_before_reason_and_facts(edition, clerk):
    perform(edition, "submit", by=clerk)
    with pytest.raises(NotAllowed, match="审定结果登记人"):
        perform(edition, "approve", by=clerk)


def test_the_submitter_cannot_approve_in_another_role(edition, clerk):
    perform(edition, "submit", by=clerk)
    make_membership(clerk, Role.RECORDER)
    with pytest.raises(NotAllowed) as refused:
        perform(edition, "approve", by=clerk, **SITTING)
    assert refused.value.code == "second_person"
    assert "您此前已办理“提请审定”" in refused.value.sentence


def test_the_recorder_of_the_sitting_cannot_publish(edition, clerk, recorder):
    approved(edition, clerk, recorder)
    make_membership(recorder, Role.OFFICE_LEAD)
    assert refusal(edition, "publish", recorder).code == "second_person"


def test_a_submitter_of_an_earlier_round_stays_a_submitter(edition, clerk, recorder):
    perform(edition, "submit", by=clerk)
    perform(edition, "return", by=recorder, reason="缺附件")
    perform(edition, "submit", by=make_user(Role.CLERK))
    make_membership(clerk, Role.RECORDER)
    assert refusal(edition, "approve", clerk).code == "second_person"


def test_a_delegate_acts_in_his_own_name(edition, clerk):
    absent = make_user(Role.CLERK, name="张三")
    deputy = make_user(name="钱代办")
    held = make_membership(
        deputy, Role.CLERK, delegated_from=absent.memberships.get(), delegate_reason="外出学习"
    )
    decision = perform(edition, "submit", by=deputy)
    assert (decision.by, decision.by_name, decision.for_name) == (deputy, "钱代办", "代张三")
    assert held.delegated_from.user_id == decision.for_id


def test_nobody_approves_through_a_delegate_what_he_submitted(edition, clerk):
    perform(edition, "submit", by=clerk)
    both = make_membership(clerk, Role.RECORDER)
    deputy = make_user()
    make_membership(deputy, Role.RECORDER, delegated_from=both, delegate_reason="出差")
    assert refusal(edition, "approve", deputy).code == "second_person"


def test_a_reviewer_of_an_interested_organisation_stands_aside(edition, clerk, recorder):
    department = make_department("县住房和城乡建设局")
    make_membership(recorder, Role.DEPARTMENT_STAFF, department=department)
    perform(edition, "submit", by=clerk)
    assert refusal(edition, "approve", recorder) is None
    edition.interested_departments = lambda: [department.pk]
    assert refusal(edition, "approve", recorder).code == "interested"


def test_a_missing_reason_is_named(edition, clerk, recorder):
    perform(edition, "submit", by=clerk)
    with pytest.raises(Invalid) as refused:
        perform(edition, "return", by=recorder, reason="  ")
    assert refused.value.errors == {"reason": "请填写“退回修改”的理由。"}


def test_all_missing_facts_are_named_at_once(edition, clerk, recorder):
    perform(edition, "submit", by=clerk)
    with pytest.raises(Invalid) as refused:
        perform(edition, "approve", by=recorder)
    assert refused.value.errors == {
        "meeting": "请填写审定会议。",
        "decided_on": "请填写审定日期。",
        "minutes_number": "请填写会议纪要号或者文号。",
    }


def test_one_of_two_facts_is_enough(edition, clerk, recorder):
    perform(edition, "submit", by=clerk)
    facts = {**SITTING, "minutes_number": "", "document_number": "示编〔2026〕3号"}
    assert perform(edition, "approve", by=recorder, **facts).target_status == "approved"


EVERY_MOVE = [
    (flow, source, action, move)
    for flow in flows().values()
    for (source, action), move in flow.moves.items()
]


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("flow", "source", "action", "move"),
    EVERY_MOVE,
    ids=[f"{flow.name} {source} {action}" for flow, source, action, _move in EVERY_MOVE],
)
def test_a_fact_that_the_move_does_not_declare_is_refused(edition, flow, source, action, move):
    """Every move of every flow, and every fact that any other move takes: what is not read would be
    lost.
    """
    others = {
        name for _flow, _source, _action, other in EVERY_MOVE for name in other.fact_names
    } - set(move.fact_names)
    edition.flow_name, edition.status = flow.name, source
    for name in (*sorted(others), "不明"):
        with pytest.raises(Invalid) as refused:
            require_told(edition, action, move, move.roles[0], "理由", {name: "甲"}, None)
        needed = {fact.names[0] for fact in move.facts if fact.required}
        assert set(refused.value.errors) == {name, *needed}
        assert "不填写这一项" in refused.value.errors[name]


def test_reason_and_facts_are_refused_together(edition, clerk, recorder, lead):
    """Every path at once: a missing reason, a fact nobody takes, a wrong day and one that is
    missing.
    """
    approved(edition, clerk, recorder)
    perform(edition, "publish", by=lead, **PAPER)
    perform(edition, "request_supplement", by=clerk, reason="抄录有误")
    with pytest.raises(Invalid) as refused:
        decide(
            edition,
            "supplement",
            {"effective_on": "明天", "venue": "县政府", "at": "2020-01-01"},
            by=lead,
        )
    assert refused.value.errors == {
        "reason": "请填写“印发增补页”的理由。",
        "document_number": "请填写文号。",
        "effective_on": "“明天”不是日期，请按 2026-01-31 的格式填写。",
        "venue": "办理“印发增补页”不填写这一项。",
        "at": "办理“印发增补页”不填写这一项。",
    }


def test_a_reason_too_long_is_refused_with_the_facts(edition, clerk, recorder):
    perform(edition, "submit", by=clerk)
    with pytest.raises(Invalid) as refused:
        perform(edition, "approve", by=recorder, reason="长" * 5000, **{**SITTING, "meeting": " "})
    assert refused.value.errors == {
        "meeting": "请填写审定会议。",
        "reason": "共5000字，最多4000字。",
    }


def test_facts_that_are_no_object_are_refused_in_their_turn(edition, clerk, recorder):
    perform(edition, "submit", by=clerk)
    with pytest.raises(NotAllowed):
        decide(edition, "approve", ["甲"], by=clerk)
    with pytest.raises(Invalid) as refused:
        decide(edition, "return", ["甲"], by=recorder)
    assert refused.value.errors == {"facts": "应为一个对象。", "reason": "请填写“退回修改”的理由。"}


def test_a_fact_nobody_takes_is_refused_by_the_command_as_well():
    with pytest.raises(Invalid) as refused:
        publish_edition(make_county(), submitted_by=None, approved_by=None, by=None, venue="县政府")
    assert list(refused.value.errors) == ["venue"]


def test_a_decision_is_never_changed(edition, clerk):
    decision = perform(edition, "submit", by=clerk)
    for change in (
        lambda: Decision.objects.filter(pk=decision.pk).update(reason="改"),
        decision.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Decision.objects.get(pk=decision.pk).reason == ""


def test_a_subject_that_is_gone_is_not_found(edition, clerk):
    gone = Edition(pk=edition.pk + 1000, county=edition.county, number=8)
    with pytest.raises(NotFound):
        perform(gone, "submit", by=clerk)


def test_an_edition_is_revoked_by_two_people(edition, clerk, recorder, lead):
    approved(edition, clerk, recorder)
    perform(edition, "publish", by=lead, **PAPER)
    perform(edition, "request_revoke", by=lead, reason="上级要求")
    make_membership(lead, Role.RECORDER)
    assert refusal(edition, "revoke", lead).code == "second_person"
    perform(edition, "revoke", by=recorder, reason="上级要求")
    assert edition.status == "revoked"


def test_the_page_offers_what_this_person_may_do(edition, clerk, recorder):
    assert actions_for(edition, recorder) == []
    offered = actions_for(edition, clerk)
    assert [choice[:3] for choice in offered] == [
        ("submit", "提请审定", False),
        ("discard", "放弃起草", True),
    ]
    assert [fact.name for choice in offered for fact in choice.facts] == ["overrides"]


def test_every_move_is_told_to_the_outside_once(edition, clerk):
    decision = perform(edition, "submit", by=clerk)
    event = OutboundEvent.objects.get()
    assert (event.kind, event.county) == ("edition.submit", edition.county)
    assert event.payload["decision"] == decision.pk


@pytest.fixture
def forked(edition):
    """A flow with what the edition's has not: units, the clock, a choice of targets, a hook in the
    table.
    """
    effects = []
    probe = Flow(
        name="probe",
        label="试用流程",
        statuses=EditionStatus,
        actions=EditionAction,
        moves={
            ("drafting", "submit"): Move(
                ("awaiting_sitting", "approved"),
                (Role.DEPARTMENT_LEAD, Role.CLERK),
                days=(None, 5),
                facts=(Fact("passed", FactType.BOOL, "审议结果"),),
            ),
            ("drafting", "discard"): Move("discarded", Role.TOWNSHIP_LEAD, on_paper=True),
            ("approved", "take_back"): Move("drafting", CLOCK, days=2),
        },
    )
    probe.on("take_back", after=lambda subject, decision, facts: effects.append(decision.action))
    edition.flow_name = probe.name
    edition.effects = effects
    yield edition
    del flow_module._flows[probe.name]


def test_a_units_move_is_made_by_its_own_people(forked):
    ours, others = make_department("县水利局"), make_department("县林业局")
    forked.acting_departments = lambda action: [ours.pk]
    assert (
        refusal(forked, "submit", make_user(Role.DEPARTMENT_LEAD, department=others)).code == "role"
    )
    assert refusal(forked, "submit", make_user(Role.DEPARTMENT_LEAD, department=ours)) is None


def test_a_units_paper_is_recorded_by_the_clerk_with_its_scan(forked, clerk, recorder):
    assert refusal(forked, "discard", recorder).code == "role"
    assert [fact.required for fact in actions_for(forked, clerk)[-1].facts] == [True]
    with pytest.raises(Invalid, match="盖章原件扫描件"):
        perform(forked, "discard", by=clerk)
    scan = make_attachment(forked, clerk)
    decision = perform(forked, "discard", by=clerk, paper=scan.pk)
    assert decision.on_paper
    assert decision.role == Role.CLERK


def test_a_unit_that_sends_it_itself_needs_no_paper(forked):
    township = make_township()
    forked.acting_townships = lambda action: [township.pk]
    head = make_user(Role.TOWNSHIP_LEAD, township=township)
    assert [fact.required for fact in actions_for(forked, head)[-1].facts] == [False]
    assert not perform(forked, "discard", by=head).on_paper


def test_a_subject_chooses_between_targets_each_with_its_clock(forked, clerk):
    def where_to(subject, facts):
        return "approved" if facts.get("passed") else "awaiting_sitting"

    forked.flow.on("submit", target=where_to)
    decision = perform(forked, "submit", by=clerk, at=MONDAY, passed=True)
    assert (decision.target_status, decision.next_due_on) == ("approved", date(2026, 11, 30))


def test_the_clocks_moves_are_made_by_the_system_account_alone(forked, clerk):
    forked.flow.on("submit", target=lambda subject, facts: "approved")
    perform(forked, "submit", by=clerk)
    assert refusal(forked, "take_back", clerk).code == "role"
    perform(forked, "take_back", by=User.objects.system())
    assert forked.effects == ["take_back"]


def test_a_refused_move_leaves_no_trace(forked, clerk):
    before = (Decision.objects.count(), OutboundEvent.objects.count(), ToDo.objects.open().count())

    def refuse(subject, decision, facts):
        raise Invalid({"note": "不行。"})

    forked.flow.on("submit", after=refuse)
    with pytest.raises(Invalid):
        perform(forked, "submit", by=clerk)
    assert before == (
        Decision.objects.count(),
        OutboundEvent.objects.count(),
        ToDo.objects.open().count(),
    )
    assert Edition.objects.get(pk=forked.pk).status == "drafting"
