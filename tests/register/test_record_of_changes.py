"""The record of an item shows of a proposed change what differs, and nothing that stays."""

import pytest
from django.urls import reverse

from dutylist.history.reading import changes
from items.entry.content import content_of
from items.models import ProposedChange
from items.register.services.editing import cancel_items, change_items
from items.register.services.proposals import amend_change, propose_split
from tests.factories import make_county

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
UNTOUCHED = "2.及时上报。"


def told(change):
    """{label: (before, after)} of the newest record of a change."""
    row = ProposedChange.history.filter(id=change.pk).order_by("-history_id")[:1]
    [read] = changes(row)
    return {one.label: (one.before, one.after) for one in read.differences}, read


def propose(item, staff, **fields):
    outcome = change_items(make_county(), [(item, fields)], by=staff[0], reason="调整")
    return outcome.proposed[0]


def test_a_proposal_is_told_by_what_differs(published, staff, signed_in):
    change = propose(published[1], staff, name="违法占用耕地巡查")
    differences, read = told(change)
    assert differences["事项名称"] == ("违法占用耕地整治", "违法占用耕地巡查")
    assert "配合职责" not in differences
    assert "提出时的内容" not in differences
    assert "事项名称：违法占用耕地整治 → 违法占用耕地巡查" in read.full_sentence
    page = signed_in(staff[0]).get(
        reverse("history:object", args=["items.dutyitem", published[1].pk])
    )
    batch = page.content.decode().partition("拟调整内容")[2].partition("</ol>")[0]
    newest = batch.partition('class="batch"')[0]
    assert "违法占用耕地巡查" in newest
    assert UNTOUCHED not in newest


def test_a_long_text_is_marked_and_the_rest_left_out(published, staff):
    row = content_of(published[1])["responsibilities"][0]
    duty = "1.组织查处违法占用耕地行为，定期通报查处情况；\n2.组织业务培训，明确发现和报告的要求。"
    change = propose(published[1], staff, responsibilities=[{**row, "duty": duty}])
    _, read = told(change)
    [difference] = [one for one in read.differences if one.label == "部门及职责"]
    assert difference.parts
    assert "ins" in {op for op, _ in difference.parts}


def test_an_amendment_is_told_against_the_proposal_before(published, staff):
    change = propose(published[1], staff, name="违法占用耕地巡查")
    amend_change(change, {"name": "违法占用耕地巡查和整治"}, by=staff[0], reason="完善")
    differences, _ = told(change)
    assert differences["事项名称"] == ("违法占用耕地巡查", "违法占用耕地巡查和整治")
    assert "配合职责" not in differences


def test_a_cancellation_and_a_split_are_told(published, staff):
    cancel_items(make_county(), published[:1], by=staff[0], reason="不再列入")
    differences, _ = told(ProposedChange.objects.get())
    assert "提出时的内容" not in differences
    assert differences["事项"] == ("", published[0].name) or published[0].name in str(differences)

    parts = [{"name": "占用耕地巡查"}, {"name": "占用耕地整改"}]
    split = propose_split(make_county(), published[1], parts, by=staff[0], reason="拆分")
    differences, _ = told(split)
    assert differences["第2项事项名称"] == ("违法占用耕地整治", "占用耕地整改")
    assert "第2项配合职责" not in differences


def test_an_addition_is_told_whole(published, staff):
    content = {**content_of(published[1]), "name": "耕地保护宣传"}
    outcome = change_items(make_county(), [(None, content)], by=staff[0], reason="新增")
    _, read = told(outcome.proposed[0])
    assert UNTOUCHED in read.full_sentence
