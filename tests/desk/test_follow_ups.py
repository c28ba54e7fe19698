"""What follows from a step that has ended its flow waits on somebody's desk: no last state leaves
an office to remember what comes next.
"""

import pytest

from dutylist.notices.jobs import run_jobs
from dutylist.notices.models import InboxMessage, ToDo
from dutylist.organizations.roles import Role
from dutylist.organizations.services import reorganizing as reforms
from dutylist.workflow.engine import perform
from dutylist.workflow.flow import CLOCK, flows
from items.editions.services.editions import start_edition
from items.imports.services.jobs import confirm, discard, preview_uploads
from items.models import Edition
from items.register.services.corrections import submit_correction
from tests.factories import make_county, make_department, make_user, seeding

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]

# The moves of people that a settled state still knows, where nobody owes one: what is open to them
# at any time, or is asked for by to-dos beside the table.
OPEN_TO_ALL = {
    (
        "change_request",
        "in_force",
    ): "the review, the reports and the end are asked for by themselves",
    ("change_request", "reviewed"): "the lead may end it before its day",
    ("edition", "published"): "a supplement is asked for while the register holds more",
    ("feedback", "published"): "whoever wrote opens it again",
    ("feedback", "closed"): "whoever wrote opens it again",
    ("interpretation", "confirmed"): "it is in effect",
    ("pledge", "approved"): "it ends by its day",
    ("report_demand", "approved"): "it ends by its day",
    ("revision", "open"): "it goes with its edition",
    ("revision", "submitted"): "it goes with its edition",
    ("scheme", "approved"): "it is in effect",
    ("veto", "approved"): "it ends by its day",
    ("whistle", "confirmed"): "the clock closes it",
}


def steps_of(user):
    return [todo.title for todo in ToDo.objects.for_user(user)]


def test_no_last_state_leaves_a_step_to_nobody():
    left = set()
    for name, flow in flows().items():
        for status in flow.settled:
            for move in flow.moves_from(status).values():
                if move.roles != (CLOCK,):
                    left.add((name, str(status)))
    assert left == set(OPEN_TO_ALL)


def more_in_the_register(item, text="1.日常巡察；"):
    """The register holds what no document has yet, as after an approved request."""
    with seeding("审定"):
        item.township_duty = text
        item.save()


def put_right(item, clerk, lead):
    """An approved correction of a duty."""
    approved = "1.日常巡查；\n2.及时上报。"
    made = submit_correction(
        make_county(), item, "township_duty", approved, by=clerk, reason="抄录有误"
    )
    perform(made, "approve", by=lead)


def test_after_a_correction_the_clerk_is_asked_for_a_supplement(published, staff):
    clerk, _, lead = staff
    more_in_the_register(published[0], "")
    with seeding("审定"):
        published[0].name = "公文、档案和印章的管理"
        published[0].save()
    more_in_the_register(published[1])
    put_right(published[1], clerk, lead)
    assert steps_of(clerk) == ["提请增补：示例县第1版"]
    edition = ToDo.objects.for_user(clerk).get().subject_id
    edition = Edition.objects.get(pk=edition)
    perform(edition, "request_supplement", by=clerk, reason="更正以后印发")
    assert steps_of(clerk) == []
    assert steps_of(lead) == ["印发增补页：示例县第1版"]
    perform(edition, "decline_supplement", by=lead, reason="与其他内容一并印发")
    assert steps_of(clerk) == ["提请增补：示例县第1版"]


def test_a_correction_back_to_the_published_text_asks_for_nothing(published, staff):
    clerk, _, lead = staff
    more_in_the_register(published[1])
    put_right(published[1], clerk, lead)
    assert steps_of(clerk) == []


def test_the_daily_run_finds_what_a_reform_has_changed_and_closes_what_is_settled(published, staff):
    clerk = staff[0]
    more_in_the_register(published[1])
    run_jobs()
    run_jobs()
    assert steps_of(clerk) == ["提请增补：示例县第1版"]
    more_in_the_register(published[1], "1.日常巡查；\n2.及时上报。")
    run_jobs()
    assert steps_of(clerk) == []


def test_an_edition_that_goes_to_the_sitting_carries_what_would_be_supplemented(published, staff):
    clerk, recorder, _ = staff
    more_in_the_register(published[1])
    run_jobs()
    edition = start_edition(make_county(), by=clerk)
    assert set(steps_of(clerk)) == {"提请增补：示例县第1版", f"提请审定：{edition}"}
    perform(edition, "submit", by=clerk)
    assert steps_of(clerk) == []
    perform(edition, "return", by=recorder, reason="补充材料")
    assert set(steps_of(clerk)) == {"提请增补：示例县第1版", f"提请审定：{edition}"}


def test_where_the_only_list_is_revoked_a_new_one_is_asked_for(published, staff):
    clerk, recorder, lead = staff
    edition = Edition.objects.get()
    perform(edition, "request_revoke", by=lead, reason="审定程序有误")
    perform(edition, "revoke", by=recorder, reason="同意撤销")
    assert "起草新的版次：示例县第1版已撤销，没有现行有效的清单" in steps_of(clerk)
    start_edition(make_county(), by=clerk)
    assert not [step for step in steps_of(clerk) if step.startswith("起草新的版次")]


# ---- reforms ----


def test_a_reform_waits_on_the_desk_of_the_second_person(staff):
    clerk, _, lead = staff
    old, new = make_department("县旅游局"), make_department("县文化旅游局")
    row = reforms.ask_to_merge_departments([old], new, by=clerk, reason="机构改革")
    assert steps_of(lead) == ["核准机构变更：县旅游局并入县文化旅游局"]
    assert steps_of(clerk) == []
    reforms.carry_out(row, by=lead)
    assert steps_of(lead) == []
    told = InboxMessage.objects.filter(user=clerk).values_list("title", flat=True)
    assert "机构变更已办理：县旅游局并入县文化旅游局" in told


def test_a_reform_that_the_lead_asks_for_waits_for_the_clerk(staff):
    clerk, _, lead = staff
    row = reforms.ask_to_end_department(make_department("县旅游局"), by=lead, reason="机构改革")
    assert steps_of(clerk) == ["核准机构变更：撤销县旅游局"]
    reforms.take_back(row, by=lead, reason="暂不办理")
    assert steps_of(clerk) == []


def test_a_reform_changes_names_that_a_supplement_tells(published, staff):
    clerk, _, lead = staff
    part = published[1].responsibilities.get()
    new = make_department("县水务局")
    row = reforms.ask_to_merge_departments([part.department], new, by=clerk, reason="机构改革")
    reforms.carry_out(row, by=lead)
    assert "提请增补：示例县第1版" in steps_of(clerk)


# ---- imports ----


GOOD, BAD = "基本履职,党的建设,负责公文、档案和印章管理", "不知道,党的建设,"


def handed_in(tmp_path, row, by):
    path = tmp_path / "清单.csv"
    path.write_text(f"事项类型,类别,事项名称\n{row}\n", encoding="utf-8")
    return preview_uploads([path], county=make_county(), by=by)


def test_an_import_with_errors_stays_on_the_desk_of_who_uploaded_it(tmp_path, staff):
    clerk = staff[0]
    other = make_user(Role.CLERK)
    job = handed_in(tmp_path, BAD, clerk)
    assert steps_of(clerk) == [f"改正{job.report['error_count']}处错误后重新上传：清单.csv"]
    assert steps_of(other) == []
    again = handed_in(tmp_path, GOOD, clerk)
    assert steps_of(clerk) == ["确认导入或者放弃：清单.csv"]
    confirm(again, by=clerk, reason="首次登记")
    assert steps_of(clerk) == []


def test_an_import_that_is_given_up_asks_for_nothing(tmp_path, staff):
    clerk = staff[0]
    job = handed_in(tmp_path, BAD, clerk)
    discard(job, by=clerk)
    assert steps_of(clerk) == []
    assert not ToDo.objects.done_by(clerk).exists()
