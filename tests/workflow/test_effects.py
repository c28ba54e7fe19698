"""What a flow does beside moving the status: named beside its table, refused where no move is, and
every one driven.
"""

from datetime import date

import pytest
from django.utils import timezone

from dutylist.notices.models import ToDo
from dutylist.organizations.roles import Role
from dutylist.workflow import flow as flow_module
from dutylist.workflow.engine import perform, refusal
from dutylist.workflow.flow import Flow, Move, flows
from dutylist.workflow.refusals import NotDue, NotPossible
from items.editions.services.editions import issue_supplement, start_edition
from items.models import (
    Correction,
    CorrectionAction,
    Edition,
    EditionAction,
    EditionStatus,
    Revision,
    RevisionAction,
)
from items.register.services.corrections import submit_correction
from items.register.services.editing import change_items
from tests.factories import (
    make_content,
    make_county,
    make_items,
    make_membership,
    make_staff,
    publish,
    seeding,
)

from .hooks import counted, named, watch

pytestmark = pytest.mark.django_db
LETTER = {"document_number": "示政发〔2026〕8号", "effective_on": date(2026, 4, 1)}


# The flows that are walked here; the others are walked where their apps are tested.
HERE = ("edition", "revision", "correction")
ELSEWHERE = (
    "change_request",
    "feedback",
    "inspection",
    "interpretation",
    "off_list_report",
    "pledge",
    "problem",
    "report_demand",
    "revision_round",
    "satisfaction_round",
    "scheme",
    "sitting",
    "veto",
    "whistle",
)


@pytest.fixture
def driven(monkeypatch):
    return watch(monkeypatch)


def edit(item, staff, text):
    change_items(make_county(), [(item, {"name": text})], by=staff[0], reason="调整")


def put_right(item, name):
    """The register holds more than the newest document, as after a correction."""
    with seeding("更正"):
        item.name = name
        item.save()


def walk_through(items, staff):
    """One county's papers through every move that has an effect."""
    clerk, recorder, lead = staff
    edition = publish(staff=staff)

    with seeding("抄错"):
        items[1].township_duty = "1.日常巡察；"
        items[1].save()
    correction = submit_correction(
        make_county(),
        items[1],
        "township_duty",
        "1.日常巡查；\n2.及时上报。",
        by=clerk,
        reason="抄录有误",
    )
    perform(correction, CorrectionAction.APPROVE, by=lead)
    put_right(items[0], "公文管理工作")
    perform(edition, EditionAction.REQUEST_SUPPLEMENT, by=clerk, reason="抄录有误")
    perform(edition, EditionAction.DECLINE_SUPPLEMENT, by=lead, reason="随下一版印发")
    issue_supplement(edition, requested_by=clerk, by=lead, reason="抄录有误", **LETTER)

    edit(items[0], staff, "公文和档案管理")
    perform(Revision.objects.get(), RevisionAction.DISCARD, by=lead, reason="暂不调整")

    edit(items[0], staff, "公文、档案和印章管理")
    second = start_edition(make_county(), by=clerk, with_revision=True)
    perform(second, EditionAction.SUBMIT, by=clerk)
    perform(second, EditionAction.TAKE_BACK, by=clerk, reason="补充材料")
    perform(second, EditionAction.SUBMIT, by=clerk)
    perform(second, EditionAction.RETURN, by=recorder, reason="补充材料")
    perform(second, EditionAction.DISCARD, by=clerk, reason="另行起草")

    perform(edition, EditionAction.REQUEST_REVOKE, by=lead, reason="审定程序有误")
    perform(edition, EditionAction.KEEP, by=recorder, reason="程序无误")
    perform(edition, EditionAction.REQUEST_REVOKE, by=lead, reason="审定程序有误")
    perform(edition, EditionAction.REVOKE, by=recorder, reason="同意撤销")


def test_every_flow_is_walked_somewhere():
    assert {*HERE, *ELSEWHERE} == set(flows())


def test_every_hook_of_every_flow_is_driven(driven):
    items = make_items([make_content(name="公文管理"), make_content("coordination", "河道巡查")])
    walk_through(items, make_staff())
    assert named(*HERE) - driven == set()
    assert Correction.objects.get().status == "applied"
    assert Edition.objects.get(number=1).revocation.revoked_on == timezone.localdate()


def test_a_flow_refuses_an_effect_on_an_action_without_a_move():
    probe = Flow(
        name="probe",
        label="试用流程",
        statuses=EditionStatus,
        actions=EditionAction,
        moves={("drafting", "submit"): Move("published", "clerk")},
        settled=("published",),
    )
    del flow_module._flows[probe.name]
    with pytest.raises(ValueError, match="no move 'revoke'"):
        probe.on("revoke", after=print)
    assert probe.effects == {}


def test_effects_of_one_action_run_in_the_order_in_which_they_are_named():
    probe = Flow(
        name="probe",
        label="",
        statuses=EditionStatus,
        actions=EditionAction,
        moves={("a", "b"): None},
    )
    del flow_module._flows[probe.name]
    said = []
    probe.on("b", check=lambda subject, facts: said.append(1))
    probe.on("b", check=lambda subject, facts: said.append(2), after=print)
    probe.run("check", "b", None, {})
    assert said == [1, 2]


def test_what_is_not_due_is_neither_offered_nor_made():
    [item] = make_items([make_content(name="公文管理")])
    staff = clerk, _, lead = make_staff()
    edition = publish(staff=staff)
    assert isinstance(refusal(edition, "supplement", lead), NotDue)
    assert isinstance(refusal(edition, "request_supplement", clerk), NotDue)
    put_right(item, "公文管理工作")
    perform(edition, "request_supplement", by=clerk, reason="抄录有误")
    with pytest.raises(NotPossible, match="已经提请增补"):
        perform(edition, "request_supplement", by=clerk, reason="抄录有误")
    put_right(item, "公文管理")
    with pytest.raises(NotPossible, match="没有需要增补的内容"):
        perform(edition, "supplement", by=lead, reason="抄录有误", **LETTER)
    assert isinstance(refusal(edition, "supplement", lead), NotDue)
    assert refusal(edition, "decline_supplement", lead) is None


def test_a_supplement_takes_two_people():
    item = make_items([make_content(name="公文管理")])[0]
    staff = clerk, _, lead = make_staff()
    edition = publish(staff=staff)
    put_right(item, "公文管理工作")
    with pytest.raises(NotPossible, match="提请增补"):
        perform(edition, "supplement", by=lead, reason="更正", **LETTER)
    perform(edition, "request_supplement", by=clerk, reason="更正名称")
    assert ToDo.objects.for_user(lead).count() == 1
    make_membership(clerk, Role.OFFICE_LEAD)
    assert refusal(edition, "supplement", clerk).code == "second_person"
    perform(edition, "supplement", by=lead, reason="更正", **LETTER)
    assert edition.status == "published"
    with pytest.raises(NotPossible):
        perform(edition, "supplement", by=lead, reason="再次", **LETTER)


def test_a_function_that_refuses_is_not_counted_as_driven():
    def refuses(subject, facts):
        raise NotPossible("不行。")

    seen = set()
    with pytest.raises(NotPossible):
        counted(refuses, "refuses", seen)(None, {})
    assert seen == set()
    assert counted(lambda subject, facts: "to", "leads", seen)(None, {}) == "to"
    assert seen == {"leads"}
