"""What is asked is counted without anybody's trace, and becomes a phrase at the clerk's desk."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from dutylist.history.models import Batch
from dutylist.history.refusals import Invalid, NotAllowed, NotPossible
from dutylist.notices.jobs import registered
from dutylist.organizations.roles import Role
from items.lookup.phrase_book import phrase_book
from items.lookup.services import asked_counts
from items.lookup.services.asked_counts import (
    adopt_asked,
    adopt_many,
    dismiss_asked,
    note_asked,
    question_kept,
)
from items.lookup.services.phrases import add_phrases
from items.models import AskedCount, Phrase, PhraseStanding
from tests.factories import COUNTY_CODE, make_content, make_county, make_items, make_user
from tests.grounds import ground

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
DAY = date(2026, 5, 6)
WHY = "群众多次这样问"


@ground
def items(db):
    return make_items(
        [make_content(name="负责城市养犬管理"), make_content("coordination", "消防安全检查")]
    )


@ground
def clerk(items):
    return make_user(Role.CLERK, county=items[0].county)


def ask(text, chosen="", times=1, on=DAY, county=COUNTY_CODE):
    for _ in range(times):
        note_asked(county, text, chosen, on)


def told():
    rows = AskedCount.objects.order_by("pk")
    return [(row.folded, row.outcome, row.item and row.item.code, row.count) for row in rows]


def test_misses_and_choices_are_counted_apart(items):
    ask("狗咬人归谁管？", times=2)
    ask("狗咬人", on=DAY + timedelta(days=1))
    ask("狗咬人谁管", items[0].code)
    ask("狗咬人谁管", items[1].code)
    assert told() == [
        ("狗咬人", "missed", None, 3),
        ("狗咬人", "chosen", items[0].code, 1),
        ("狗咬人", "chosen", items[1].code, 1),
    ]
    assert AskedCount.objects.first().last_on == DAY + timedelta(days=1)


def test_a_row_has_room_for_no_more_than_a_question_a_number_and_a_day():
    names = {field.name for field in AskedCount._meta.get_fields()}
    assert names == {
        "id",
        "county",
        "folded",
        "outcome",
        "item",
        "count",
        "last_on",
        "is_dismissed",
    }


@pytest.mark.parametrize(
    "text",
    [
        "我的电话是13800138000",
        "138 0013 8000 打不通",
        "一三八零零一三八零零零",
        "身份证41010119900101001X丢了",
        "京A12345乱停车",
        "豫B8乱停",
        "４号楼ａ座漏水",
        "zhangsan@qq.com",
        "配合事项第12项",
        "99012100012",
        "长" * 61,
        "狗",
        "",
        "？？",
    ],
)
def test_what_may_name_somebody_or_names_no_matter_is_not_counted(items, text):
    ask(text)
    assert question_kept(text) == ""
    assert told() == []


@pytest.mark.parametrize("text", ["狗咬人", "三轮车上牌", "xiaofang", "2024年低保"])
def test_ordinary_questions_are_counted(items, text):
    assert question_kept(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("狗咬人归谁管？", "狗咬人"),
        ("请问门口有人乱摆摊，谁管？", "门口有人乱摆摊"),
        ("彩票在哪里兑奖", "彩票在哪里兑奖"),
        ("楼道，堆杂物", "楼道堆杂物"),
        ("ETC 扣费", "etc 扣费"),
    ],
)
def test_a_question_is_counted_without_what_it_is_wrapped_in(text, kept):
    assert question_kept(text) == kept


def test_of_an_unknown_county_or_item_nothing_is_counted(items):
    ask("狗咬人", county="990199000000")
    ask("狗咬人", "99012199999")
    other = make_items([make_content()], county=make_county("990122000000", "邻县"))[0]
    ask("狗咬人", other.code)
    assert told() == []


def test_a_choice_of_what_is_a_phrase_already_is_not_counted(items, clerk):
    add_phrases(items[0], ["狗，咬人"], by=clerk, reason=WHY)
    ask("狗咬人", items[0].code)
    ask("狗咬人", items[1].code)
    assert told() == [("狗咬人", "chosen", items[1].code, 1)]


def test_a_county_has_so_many_questions_and_the_least_asked_goes(items, monkeypatch):
    monkeypatch.setattr(asked_counts, "MOST_OF_A_COUNTY", 3)
    ask("狗咬人", times=2)
    ask("狗叫", on=DAY - timedelta(days=9))
    ask("遛狗")
    ask("烧荒冒烟")
    assert [row[0] for row in told()] == ["狗咬人", "遛狗", "烧荒冒烟"]


def test_what_nobody_has_asked_for_a_year_goes_with_the_daily_run(items, moment):
    ask("狗咬人", on=DAY - timedelta(days=366))
    ask("狗叫", on=DAY - timedelta(days=365))
    assert registered()["asked_counts"](moment) == "已清除一年无人再问的问法1条"
    assert [row[0] for row in told()] == ["狗叫"]


@pytest.fixture
def moment():
    return timezone.make_aware(datetime(2026, 5, 6, 3))  # noqa: DTZ001 (made aware here)


def test_only_what_was_asked_three_times_is_offered(items):
    ask("狗咬人", times=2)
    ask("狗叫", times=3)
    assert [row.folded for row in AskedCount.objects.offered()] == ["狗叫"]


def test_an_adopted_question_becomes_a_phrase_and_leaves_the_list(items, clerk):
    ask("狗咬人", times=3)
    ask("狗咬人", items[1].code, times=3)
    ask("狗叫", times=3)
    missed = AskedCount.objects.get(folded="狗咬人", item=None)
    phrase = adopt_asked(missed, items[0], by=clerk, reason=WHY)
    assert (phrase.item, phrase.text, phrase.standing) == (
        items[0],
        "狗咬人",
        PhraseStanding.ADOPTED,
    )
    assert phrase_book(COUNTY_CODE).own == {items[0].code: ("狗咬人",)}
    assert [row[0] for row in told()] == ["狗叫"]
    assert Batch.objects.latest("at").reason == WHY


def test_what_the_item_has_already_only_leaves_the_list(items, clerk):
    ask("狗咬人", times=3)
    add_phrases(items[0], ["狗咬人"], by=clerk, reason=WHY)
    assert adopt_asked(AskedCount.objects.get(), items[0], by=clerk, reason=WHY) is None
    assert told() == []
    assert Phrase.objects.get().standing == PhraseStanding.OWN


def test_of_several_every_fault_is_named_and_nothing_is_adopted(items, clerk):
    add_phrases(items[0], ["狗咬人"], by=clerk, reason=WHY)
    ask("狗咬人", times=3)
    ask("楼道堆杂物", times=3)
    pairs = [(row, items[1]) for row in AskedCount.objects.order_by("pk")]
    with pytest.raises(Invalid) as caught:
        adopt_many(pairs, by=clerk, reason=WHY)
    assert list(caught.value.errors) == [f"asked.{pairs[0][0].pk}"]
    assert Phrase.objects.count() == 1
    assert len(told()) == 2


def test_a_dismissed_question_is_offered_no_more_however_often_it_is_asked(items, clerk):
    ask("彩票兑奖", times=3)
    row = AskedCount.objects.get()
    before = Batch.objects.count()
    assert dismiss_asked([row], by=clerk, reason="不属清单") == 1
    ask("彩票兑奖", times=3)
    assert list(AskedCount.objects.offered()) == []
    assert told() == [("彩票兑奖", "missed", None, 6)]
    assert Batch.objects.count() == before


def test_two_clerks_do_not_handle_the_same_question(items, clerk):
    ask("狗咬人", times=3)
    row = AskedCount.objects.get()
    adopt_asked(row, items[0], by=clerk, reason=WHY)
    with pytest.raises(NotPossible, match="已由他人处理"):
        adopt_asked(row, items[1], by=clerk, reason=WHY)
    with pytest.raises(NotPossible, match="已由他人处理"):
        dismiss_asked([row], by=clerk, reason=WHY)


def test_only_the_clerk_of_the_county_handles_what_was_asked(items):
    ask("狗咬人", times=3)
    row = AskedCount.objects.get()
    lead = make_user(Role.OFFICE_LEAD, county=items[0].county)
    neighbour = make_user(Role.CLERK, county=make_county("990122000000", "邻县"))
    for other in (lead, neighbour):
        with pytest.raises(NotAllowed):
            adopt_asked(row, items[0], by=other, reason=WHY)
        with pytest.raises(NotAllowed):
            dismiss_asked([row], by=other, reason=WHY)
