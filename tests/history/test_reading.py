"""What was changed, in one Chinese sentence."""

from datetime import date

import pytest

from dutylist.history.models import Batch
from dutylist.history.reading import changes, read
from dutylist.history.tracking import bulk_save
from dutylist.organizations.models import Department, Membership, Region
from tests.factories import make_county, make_department, make_township, seeding


@pytest.fixture
def county(db):
    return make_county()


def last_sentences(model):
    return [change.sentence for change in changes(model.history.order_by("history_id"))]


def change_once(instance, **fields):
    with seeding():
        for name, value in fields.items():
            setattr(instance, name, value)
        instance.save()
    return changes([type(instance).history.order_by("history_id").last()])[0]


def test_created_changed_and_removed(county):
    department = make_department("县城管局", county=county)
    change_once(department, name="县市场监管局")
    with seeding():
        department.delete()
    assert last_sentences(Department) == [
        "新增部门“县城管局”",
        "部门“县市场监管局”：部门名称：县城管局 → 县市场监管局",
        "删除部门“县市场监管局”",
    ]


def test_choices_dates_and_emptiness_are_said_in_words(county):
    change = change_once(county, kind="county_city", valid_from=date(2025, 3, 1))
    assert {d.name: (d.before, d.after) for d in change.differences} == {
        "kind": ("县", "县级市"),
        "valid_from": ("", "2025年3月1日"),
    }
    assert "有效期起：（空） → 2025年3月1日" in change.sentence


def test_booleans_are_yes_and_no(db):
    from dutylist.organizations.models import User

    change = change_once(User.objects.system(), is_active=False)
    assert change.sentence == "账号“系统”：有效：是 → 否"


def test_keys_are_said_as_names(county):
    other = make_township("990121101000", "河口镇", county=county)
    town = make_township("990121102000", "山前镇", county=county)
    assert change_once(town, parent=other).sentence == "行政区划“山前镇”：上级区划：示例县 → 河口镇"


def test_an_object_without_a_name_is_named_by_what_it_joins(county):
    from dutylist.organizations.models import RegionTagging
    from tests.factories import make_tag

    make_tag("蓄滞洪区", make_township("990121101000", "河口镇", county=county))
    (change,) = changes(RegionTagging.history.all())
    assert "蓄滞洪区" in change.title
    assert "河口镇" in change.title


def test_long_texts_are_marked_up_and_counted(county):
    department = make_department(
        county=county, address="示例县城关镇人民路一百二十三号政务服务中心三楼东侧三零一室"
    )
    change = change_once(
        department, address="示例县城关镇人民路一百二十三号政务服务中心四楼东侧三零一室至三零五室"
    )
    (difference,) = change.differences
    assert "".join(t for op, t in difference.parts if op != "ins") == difference.before
    assert "增加" in change.sentence
    assert "→" not in change.sentence
    assert difference.after in change.full_sentence


def test_what_a_new_object_says_is_listed_without_its_emptiness(county):
    make_department("县城管局", county=county)
    (change,) = changes(Department.history.all())
    labels = [d.label for d in change.differences]
    assert "部门名称" in labels
    assert all(d.after and not d.before for d in change.differences)


def test_the_row_before_is_that_of_the_same_object(county):
    first, second = (
        make_department("县城管局", county=county),
        make_department("县水利局", county=county),
    )
    change_once(first, name="县城市管理局")
    change_once(second, name="县水务局")
    assert (
        change_once(first, name="县综合执法局").sentence
        == "部门“县综合执法局”：部门名称：县城市管理局 → 县综合执法局"
    )


def test_names_are_those_of_the_day(county):
    """A department renamed later is called in old rows as it was called then."""
    first, second = (
        make_department("县林业局", county=county),
        make_department("县水利局", county=county),
    )
    alias = make_department("县城管局", county=county, aliases=["执法局"]).aliases.get()
    change_once(alias, department=first)
    moved = change_once(alias, department=second)
    for department in (first, second):
        change_once(department, name=f"{department.name}（新）")
    assert [(d.before, d.after) for d in moved.differences] == [("县林业局", "县水利局")]
    assert changes([type(alias).history.get(pk=moved.history_id)])[0].sentence == moved.sentence
    back = change_once(alias, department=first)
    assert [(d.before, d.after) for d in back.differences] == [("县水利局（新）", "县林业局（新）")]


def test_two_queries_whatever_the_number_of_rows_and_tables(county, django_assert_num_queries):
    counts = []
    for count in (3, 30):
        with seeding() as rec:
            bulk_save([Department(county=county, name=f"第{n}局（{count}）") for n in range(count)])
            bulk_save(
                [
                    Region(
                        code=f"9901{count:02d}{n:03d}000",
                        name=f"第{n}镇",
                        level="township",
                        kind="town",
                        parent=county,
                    )
                    for n in range(count)
                ]
            )
        keys = Batch.objects.get(pk=rec.id).row_keys
        with django_assert_num_queries(2):
            counts.append(len(read(keys)))
    assert counts == [6, 60]


def test_every_tracked_model_can_be_read(county):
    """No model's titles or labels ask for a field it does not have."""
    from dutylist.history.guard import tracked_models
    from dutylist.history.reading import _title

    for model in tracked_models():
        shown = {f.name: "示例" for f in model.history.model.tracked_fields}
        assert _title(model, shown) is not None
        for pattern in model.history_labels.values():
            assert pattern.format("标签", **shown)
    assert Membership in tracked_models()


def test_nothing_asked_nothing_read(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert read([]) == []
