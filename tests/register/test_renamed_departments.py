"""A department that is called otherwise is the same department: nothing that waits for a decision
clashes because of it, and what was approved under the former name is found.
"""

import pytest

from dutylist.organizations.models import Department
from dutylist.organizations.services.departments import merge_departments, rename_department
from dutylist.workflow.engine import perform
from items.editions.services.editions import start_edition
from items.entry.content import content_of
from items.models import Correction, ProposedChange
from items.register.services.corrections import submit_correction
from items.register.services.editing import change_items
from items.register.services.proposals import clashes_of, propose_split
from tests.factories import make_county, make_department, seeding

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
REFORM = {"reason": "机构改革"}


@pytest.fixture
def department(published):
    return Department.objects.get(name="县自然资源局")


def duty(content, text):
    rows = [{**row, "duty": text} for row in content["responsibilities"]]
    return {"responsibilities": rows}


def proposed(item, staff, text="1.组织查处；\n2.定期通报。"):
    outcome = change_items(
        make_county(), [(item, duty(content_of(item), text))], by=staff[0], reason="细化职责"
    )
    return outcome.proposed[0]


def clashes():
    return clashes_of(ProposedChange.objects.pending().select_related("item"))


def test_a_renamed_department_is_no_clash(published, department, staff):
    change = proposed(published[1], staff)
    rename_department(department, "县自然资源和规划局", by=staff[0], **REFORM)
    assert clashes() == {}
    change.refresh_from_db()
    assert change.then["responsibilities"][0]["department"] == "县自然资源和规划局"
    edition = start_edition(make_county(), by=staff[0], with_revision=True)
    perform(edition, "submit", by=staff[0])
    decided = {
        "meeting": "县政府常务会议",
        "decided_on": "2026-03-02",
        "minutes_number": "〔2026〕1号",
    }
    perform(edition, "approve", by=staff[1], **decided)
    [row] = content_of(published[1])["responsibilities"]
    assert (row["department"], row["duty"]) == ("县自然资源和规划局", "1.组织查处；\n2.定期通报。")


def test_a_merged_department_is_no_clash(published, department, staff):
    change = proposed(published[1], staff)
    into = make_department("县林业局")
    merge_departments([department], into, by=staff[0], **REFORM)
    assert clashes() == {}
    change.refresh_from_db()
    assert change.proposed["responsibilities"][0]["department"] == "县林业局"


def test_another_change_of_the_department_is_still_a_clash(published, department, staff):
    change = proposed(published[1], staff)
    rename_department(department, "县自然资源和规划局", by=staff[0], **REFORM)
    part = published[1].responsibilities.get()
    with seeding("审定"):
        part.duty = "1.另有规定。"
        part.save()
    assert clashes() == {change.pk: ["部门及职责"]}


def test_the_parts_of_a_split_and_a_merge_carry_the_new_name(published, department, staff):
    parts = [
        {"name": "违法占用耕地巡查"},
        {"name": "违法占用耕地整改"},
    ]
    split = propose_split(make_county(), published[1], parts, by=staff[0], reason="拆分")
    rename_department(department, "县自然资源和规划局", by=staff[0], **REFORM)
    split.refresh_from_db()
    names = set()
    for content in split.proposed:
        names |= {row["department"] for row in content["responsibilities"]}
    assert names == {"县自然资源和规划局"}


def test_a_correction_finds_the_text_under_the_former_name(published, department, staff):
    clerk, _, lead = staff
    rename_department(department, "县自然资源和规划局", by=clerk, **REFORM)
    part = published[1].responsibilities.get()
    with seeding("抄错"):
        part.duty = "1.组织查出。"
        part.save()
    made = submit_correction(
        make_county(),
        published[1],
        "duty",
        "1.组织查处。",
        department="县自然资源和规划局",
        role="lead",
        by=clerk,
        reason="抄录有误",
    )
    rename_department(Department.objects.get(), "县自然资源局", by=clerk, **REFORM)
    made = Correction.objects.get(pk=made.pk)
    assert made.department == "县自然资源局"
    perform(made, "approve", by=lead)
    part.refresh_from_db()
    assert part.duty == "1.组织查处。"
