"""The editable table of head words: a county's own before the shared, these before the shipped;
remembered by hand.
"""

import pytest
from django.urls import reverse

from dutylist.history.models import Batch
from dutylist.history.refusals import Invalid, NotAllowed
from dutylist.organizations.roles import Role
from items.imports.services.head_words import (
    remember_assignment,
    remove_head_word,
    set_head_word,
    words_for,
)
from items.imports.services.importing import read_upload
from items.models import HeadWord
from tests.factories import make_county, make_user

from .workbooks import save_rows

pytestmark = pytest.mark.django_db
ROWS = [
    ["序号", "工作名目", "主抓单位", "乡镇配合职责"],
    [1, "河道巡查", "县水利局", "1.日常巡查。"],
]


@pytest.fixture
def clerk():
    return make_user("clerk", county=make_county())


def keep(county, written, field, by):
    return set_head_word(county, written, field, by=by, reason="本地用语")


def read(path, county):
    return read_upload(path, county=county).rows


def test_a_county_teaches_its_own_words(tmp_path, clerk):
    path = save_rows(tmp_path / "清单.xlsx", ROWS)
    assert read(path, make_county()) == []
    keep(make_county(), "工作名目", "name", clerk)
    keep(make_county(), "主抓单位", "departments", clerk)
    [row] = read(path, make_county())
    assert (row.name, [part["department"] for part in row.content["responsibilities"]]) == (
        "河道巡查",
        ["县水利局"],
    )
    assert read(path, make_county("990122000000", "邻县")) == []


def test_the_county_s_word_goes_before_the_shared_and_the_shared_before_the_shipped(
    tmp_path, clerk
):
    path = save_rows(
        tmp_path / "清单.xlsx", [["序号", "事项名称", "部门职责"], [1, "河道巡查", "由部门办理"]]
    )
    assert read(path, make_county())[0].kind == "coordination"
    keep(None, "部门职责", "method", clerk)
    assert read(path, make_county())[0].kind == "reclaimed"
    keep(make_county(), "部门 职责", "ignored", clerk)
    [row] = read(path, make_county())
    assert (row.kind, "method" in row.texts) == ("basic", False)
    assert words_for(make_county()) == {"部门职责": ""}


def test_what_was_assigned_by_hand_is_remembered_and_can_be_taken_back(tmp_path, clerk):
    path = save_rows(tmp_path / "清单.xlsx", ROWS)
    heads = {"Sheet1!1": {"B": "name", "C": ""}}
    file = read_upload(path, county=make_county(), heads=heads)
    assert ([row.name for row in file.rows], file.recognition.unknown_columns) == (
        ["河道巡查"],
        ["主抓单位"],
    )
    rows = remember_assignment(
        make_county(), {"工作名目": "name", "主抓单位": ""}, by=clerk, reason="导入时指定"
    )
    assert [row.name for row in read(path, make_county())] == ["河道巡查"]
    remove_head_word(rows[0], by=clerk, reason="登记有误")
    assert read(path, make_county()) == []
    reasons = (
        Batch.objects.filter(actor_id=clerk.pk).order_by("at").values_list("reason", flat=True)
    )
    assert list(reasons) == ["导入时指定", "登记有误"]
    assert HeadWord.history.filter(written="工作名目").count() == 2


def test_a_head_s_meaning_is_replaced_and_never_kept_twice(clerk):
    keep(make_county(), "工作名目", "name", clerk)
    keep(make_county(), " 工作名目 ", "category", clerk)
    assert list(HeadWord.objects.values_list("written", "field")) == [("工作名目", "category")]


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("written", "field"), [("", "name"), ("——", "name"), ("名" * 81, "name"), ("事由", "other")]
)
def test_what_is_no_word_or_no_field_is_refused(clerk, written, field):
    with pytest.raises(Invalid):
        keep(make_county(), written, field, clerk)


def test_another_county_s_words_and_the_shared_ones_of_several_counties_are_not_a_clerk_s(clerk):
    other = make_county("990122000000", "邻县")
    for county in (other, None):
        with pytest.raises(NotAllowed):
            keep(county, "工作名目", "name", clerk)


def test_the_admin_registers_changes_and_removes_a_word(client):
    clerk = make_user("clerk", county=make_county())
    client.force_login(clerk)
    asked = {
        "county": make_county().pk,
        "written": "工作名目",
        "field": "name",
        "reason": "本地用语",
    }
    assert client.post(reverse("admin:items_headword_add"), asked).status_code == 302
    word = HeadWord.objects.get()
    page = client.get(reverse("admin:items_headword_changelist")).content.decode()
    assert "工作名目" in page
    assert "随程序提供的用语" in page
    change = reverse("admin:items_headword_verb", args=[word.pk, "edit"])
    assert client.post(change, {"field": "category", "reason": "更正"}).status_code == 302
    assert HeadWord.objects.get().field == "category"
    remove = reverse("admin:items_headword_verb", args=[word.pk, "remove"])
    assert client.post(remove, {"reason": "不再使用"}).status_code == 302
    assert not HeadWord.objects.exists()


def test_a_reader_of_the_words_changes_none(client):
    word = keep(make_county(), "工作名目", "name", make_user("clerk", county=make_county()))
    client.force_login(make_user(Role.OFFICE_LEAD, county=make_county()))
    assert client.get(reverse("admin:items_headword_changelist")).status_code == 200
    assert (
        client.get(reverse("admin:items_headword_verb", args=[word.pk, "edit"])).status_code == 403
    )
