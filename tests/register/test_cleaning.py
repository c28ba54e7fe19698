"""What a content may hold: a rule of the item is asked of its parts, and only of what is right so
far.
"""

import pytest

from dutylist.history.refusals import Invalid
from items.entry.cleaning import clean_content
from items.entry.content import content_of
from items.entry.fields import FIELDS
from items.entry.lookup import Lookup
from items.entry.types import Rows
from items.register.editor import content_from, fields_of
from items.register.services.editing import change_items
from tests.factories import (
    make_category,
    make_content,
    make_county,
    make_department,
    make_township,
    make_user,
)
from tests.grounds import ground

pytestmark = pytest.mark.django_db
TOWN, VILLAGE = "990121100000", "990121101000"
DUTY = "只有配合履职事项填写配合职责。"
WORDING = {"townships": [TOWN], "name": "巡河"}


@ground
def county(db):
    county = make_county()
    make_township(TOWN, "城关镇", county=county)
    make_township(VILLAGE, "河口乡", county=county)
    make_department("县自然资源局", county=county)
    make_category("basic", "党的建设", county=county)
    return county


def faults_of(county, kind="basic", **fields):
    """{path: sentence} of everything that is wrong with a content."""
    with pytest.raises(Invalid) as refused:
        clean_content(make_content(kind, **fields), Lookup(county))
    return refused.value.errors


# ---- a rule of the item holds for its parts


@pytest.mark.parametrize("kind", ["basic", "reclaimed"])
def test_a_wording_carries_no_duty_where_the_item_carries_none(county, kind):
    rows = [WORDING, {"townships": [VILLAGE], "township_duty": "1.巡查。"}]
    assert faults_of(county, kind, variants=rows) == {"variants.1.township_duty": DUTY}


def test_the_wordings_of_an_item_that_is_moved_to_another_kind_leave_their_duties_behind(county):
    content = make_content(
        "coordination", "河道巡查", variants=[{"townships": [TOWN], "township_duty": "1.巡查。"}]
    )
    clerk = make_user("clerk", county=county)
    item = change_items(county, [(None, content)], by=clerk, reason="新增").created[0]
    moved = {"kind": "basic", "township_duty": "", "responsibilities": []}
    change_items(county, [(item, moved)], by=clerk, reason="调整")
    item.refresh_from_db()
    assert (item.kind, list(item.variants.all())) == ("basic", [])


@pytest.mark.parametrize("townships", [None, [], ""])
def test_a_wording_is_that_of_a_township(county, townships):
    rows = [{"townships": townships, "name": "巡河"}]
    assert set(faults_of(county, variants=rows)) == {"variants.0.townships"}


def test_a_wording_says_something(county):
    assert set(faults_of(county, variants=[{"townships": [TOWN]}])) == {"variants.0.name"}


def test_a_wording_has_its_name_on_one_line_as_the_item_has(county):
    content = make_content(name="巡\n河", variants=[{**WORDING, "name": " 巡 \n 河 "}])
    cleaned = clean_content(content, Lookup(county))
    assert (cleaned["name"], cleaned["variants"][0]["name"]) == ("巡 河", "巡 河")


def test_a_step_is_no_empty_one(county):
    assert set(faults_of(county, procedure=["受理", " ", "\u200b"])) == {
        "procedure.1",
        "procedure.2",
    }


@pytest.mark.either_database
@pytest.mark.parametrize("field", [field for field in FIELDS if hasattr(field.type, "members")])
def test_a_part_has_no_other_member(county, field):
    """As the item itself has none: it would be lost."""
    row, place = {"没有声明的": "甲"}, f"{field.name}."
    if isinstance(field.type, Rows):
        row, place = [row], f"{field.name}.0."
    faults = faults_of(county, "coordination", **{field.name: row})
    assert faults[f"{place}没有声明的"] == "没有这个字段。"


# ---- what rests on a wrong field is not judged

RESTING = {
    "a category on its kind": ({"kind": "其他", "category": "党的建设"}, {"kind"}),
    "a category on no kind": ({"kind": None, "category": "没有的类别"}, {"kind"}),
    "a duty on its kind": ({"kind": 5, "township_duty": "1.巡查。"}, {"kind"}),
    "a role on its kind": (
        {"kind": [], "responsibilities": [{"department": "县自然资源局", "role": "lead"}]},
        {"kind"},
    ),
    "a category that is no text": ({"category": ["党的建设"]}, {"category"}),
    "an end on its beginning": (
        {"starts_on": "9999-12-31", "ends_on": "2026-01-01"},
        {"starts_on"},
    ),
    "a scope on its tags": ({"scope": "tagged", "tags": {"a": 1}}, {"tags"}),
    "a scope on its townships": ({"scope": "listed", "townships": [5.5]}, {"townships"}),
    "no scope at all": ({"scope": "some", "townships": [TOWN]}, {"scope"}),
    "a review on its day": (
        {"secrecy_review": {"reviewer": "张三", "on": "昨天", "result": "可以公开"}},
        {"secrecy_review.on"},
    ),
    "a department twice that is none": (
        {"responsibilities": [{"department": None, "role": "support"}] * 2},
        {"responsibilities.0.department", "responsibilities.1.department"},
    ),
    "townships that are no list": (
        {"variants": [{"townships": {}, "name": "巡河"}]},
        {"variants.0.townships"},
    ),
    "a wording that is no text": (
        {"variants": [{"townships": [TOWN], "name": []}]},
        {"variants.0.name"},
    ),
    "a promise that is no text": (
        {"support": [{"kind": "training", "promise": {}}]},
        {"support.0.promise"},
    ),
    "a list that is too long": ({"variants": [{"name": 5}] * 201}, {"variants"}),
}


@pytest.mark.either_database
@pytest.mark.parametrize(("fields", "paths"), RESTING.values(), ids=RESTING)
def test_what_rests_on_a_wrong_field_is_not_judged(county, fields, paths):
    assert set(faults_of(county, **fields)) == paths


def test_a_category_of_another_kind_is_named_as_such(county):
    assert "不属于该事项类型" in faults_of(county, "coordination", category="党的建设")["category"]
    assert "现有：党的建设。" in faults_of(county, category="没有的")["category"]


# ---- one cleaning for every way in

ODD = "⽔⼟保持\u200b⻓效\ue81e"
USUAL = "水土保持长效龴"


def written(value):
    """The content as a browser sends it and as a program does."""
    content = make_content("coordination", value, township_duty=f"1.{value}。", procedure=[value])
    content["bases"] = [{"act": value, "document_number": value, "article": value}]
    return content


def test_the_form_and_a_program_write_what_an_import_writes(county):
    lookup = Lookup(county)
    plain = clean_content(written(USUAL), lookup)
    assert clean_content(written(ODD), lookup) == plain
    form = fields_of(clean_content(written(USUAL), lookup))
    typed = {
        name: value.replace(USUAL, ODD) if isinstance(value, str) else value
        for name, value in form.items()
    }
    assert clean_content(content_from(posted(typed)), lookup) == plain


def posted(fields):
    from items.register.editor import bound

    return bound(fields)


def test_what_is_kept_is_what_was_cleaned(county):
    clerk = make_user("clerk", county=county)
    item = change_items(county, [(None, written(ODD))], by=clerk, reason="新增").created[0]
    kept = content_of(item)
    assert (kept["name"], kept["procedure"], kept["bases"][0]["act"]) == (USUAL, [USUAL], USUAL)
