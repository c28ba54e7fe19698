"""The county's own phrases: each means one item, faults are named, only the clerk writes."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from dutylist.history.models import Batch
from dutylist.history.refusals import Invalid, NotAllowed, NotPossible
from dutylist.organizations.roles import COUNTY_ROLES, Role
from items.lookup.item_matters import matters_named, matters_of
from items.lookup.library import library
from items.lookup.phrase_book import phrase_book
from items.lookup.services.matter_links import forget_matter_link, link_matter, unlink_matter
from items.lookup.services.phrases import (
    add_phrases,
    move_phrases,
    remove_phrases,
    restore_phrases,
    strike_phrases,
)
from items.models import MatterLink, Phrase
from items.register.services.editing import cancel_items
from tests.factories import COUNTY_CODE, make_content, make_county, make_items, make_user, seeding
from tests.grounds import ground

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
WHY = "便于群众查询"


@ground
def items(db):
    return make_items(
        [make_content(name="负责城市养犬管理"), make_content("coordination", "消防安全检查")]
    )


@ground
def clerk(items):
    return make_user(Role.CLERK, county=items[0].county)


def add(item, *texts, by):
    return add_phrases(item, list(texts), by=by, reason=WHY)


def refused(call, *arguments, **how):
    with pytest.raises(Invalid) as caught:
        call(*arguments, **how)
    return caught.value.errors


def test_several_phrases_are_added_at_once_in_one_recorded_batch(items, clerk):
    made = add(items[0], " 狗咬人  谁管 ", "", "遛狗不牵绳", "遛狗不牵绳！", by=clerk)
    assert [phrase.text for phrase in made] == ["狗咬人 谁管", "遛狗不牵绳"]
    assert Batch.objects.latest("at").reason == WHY
    assert made[0].history.get().batch == made[1].history.get().batch


def test_every_fault_is_named_at_its_place_and_nothing_is_written(items, clerk):
    add(items[1], "楼道堆杂物", by=clerk)
    add(items[0], "狗叫", by=clerk)
    texts = ["狗屎没人捡", "长" * 61, "？？", "狗叫！", "楼道，堆杂物"]
    errors = refused(add, items[0], *texts, by=clerk)
    assert errors == {
        "texts.1": "“长长长长长长长长长长长长……”共61字，最多60字。",
        "texts.2": "“？？”里没有文字。",
        "texts.3": "“狗叫”已是本事项的说法。",
        "texts.4": f"“楼道，堆杂物”已是“消防安全检查”（{items[1].code}）的说法，请先从那里移走。",
    }
    assert Phrase.objects.count() == 2


def test_a_phrase_of_another_item_is_refused_with_its_name(items, clerk):
    add(items[1], "楼道堆杂物", by=clerk)
    errors = refused(add, items[0], "樓道堆雜物", by=clerk)
    sentence = f"“樓道堆雜物”已是“消防安全检查”（{items[1].code}）的说法，请先从那里移走。"
    assert errors == {"texts.0": sentence}


def test_the_database_holds_one_item_for_a_phrase(items, clerk):
    add(items[1], "楼道堆杂物", by=clerk)
    row = Phrase(county=items[0].county, item=items[0], text="x", folded="楼道堆杂物")
    with pytest.raises(IntegrityError), seeding(), transaction.atomic():
        row.save()


def test_nothing_to_add_is_a_fault(items, clerk):
    assert refused(add, items[0], " ", by=clerk) == {"texts": "请填写说法，每行一条。"}
    many = [f"说法{number}" for number in range(501)]
    assert refused(add, items[0], *many, by=clerk) == {"texts": "一次最多登记500条，这里有501条。"}


def test_an_item_has_so_many_phrases_and_no_more(items, clerk):
    add(items[0], *[f"说法{number}" for number in range(500)], by=clerk)
    errors = refused(add, items[0], "再来一条", by=clerk)
    assert errors == {"texts": "“负责城市养犬管理”共有501条说法，最多500条。"}


@pytest.mark.parametrize("role", sorted(COUNTY_ROLES - {Role.CLERK}))
def test_only_the_clerk_of_the_county_writes(items, role):
    for other in (
        make_user(role),
        make_user(Role.CLERK, county=make_county("990122000000", "邻县")),
    ):
        with pytest.raises(NotAllowed):
            add(items[0], "狗咬人", by=other)
        with pytest.raises(NotAllowed):
            unlink_matter(items[0], "0001", by=other, reason=WHY)


def test_every_verb_needs_its_reason(items, clerk):
    errors = refused(add_phrases, items[0], ["狗咬人"], by=clerk, reason=" ")
    assert errors == {"reason": "请填写理由。"}


def test_a_cancelled_item_takes_no_phrases_and_keeps_those_it_has(items, clerk):
    [phrase] = add(items[0], "狗咬人", by=clerk)
    cancel_items(items[0].county, [items[0]], by=clerk, reason="不再列入")
    with pytest.raises(NotPossible, match="已不在清单中"):
        add(items[0], "狗叫", by=clerk)
    errors = refused(add, items[1], "狗咬人", by=clerk)
    assert "（已取消）" in errors["texts.0"]
    [moved] = move_phrases([phrase], items[1], by=clerk, reason=WHY)
    assert moved.item == items[1]


def test_a_phrase_is_moved_and_removed_and_the_record_keeps_it(items, clerk):
    made = add(items[0], "狗咬人", "狗叫", by=clerk)
    move_phrases(made[:1], items[1], by=clerk, reason="属消防")
    assert phrase_book(COUNTY_CODE).own == {
        items[0].code: ("狗叫",),
        items[1].code: ("狗咬人",),
    }
    assert remove_phrases(made, by=clerk, reason="不再使用") == 2
    kinds = Phrase.history.filter(text="狗咬人").order_by("history_id")
    assert [row.history_type for row in kinds] == ["+", "~", "-"]
    with pytest.raises(NotPossible, match="刚刚被他人移走或者删除"):
        remove_phrases(made, by=clerk, reason="再删")


def test_a_phrase_stays_within_its_county(items, clerk):
    other = make_items([make_content()], county=make_county("990122000000", "邻县"))[0]
    made = add(items[0], "狗咬人", by=clerk)
    assert refused(move_phrases, made, other, by=clerk, reason=WHY) == {
        "code": "只能移到本级清单的事项。"
    }
    neighbour = make_user(Role.CLERK, county=other.county)
    assert len(add(other, "狗咬人", by=neighbour)) == 1


def test_a_shipped_phrase_is_struck_for_one_item_and_restored(items, clerk):
    text = library().matters[0].phrases[0]
    [row] = strike_phrases(items[0], [text, text], by=clerk, reason=WHY)
    assert phrase_book(COUNTY_CODE).struck == {items[0].code: (text,)}
    assert strike_phrases(items[0], [text], by=clerk, reason=WHY) == []
    assert len(strike_phrases(items[1], [text], by=clerk, reason=WHY)) == 1
    assert "请恢复使用" in refused(add, items[0], text, by=clerk)["texts.0"]
    with pytest.raises(NotPossible, match="请用恢复"):
        remove_phrases([row], by=clerk, reason=WHY)
    restore_phrases([row], by=clerk, reason=WHY)
    assert list(phrase_book(COUNTY_CODE).struck) == [items[1].code]


def test_what_is_not_shipped_is_not_struck(items, clerk):
    own = add(items[0], "狗咬人这种事", by=clerk)
    errors = refused(strike_phrases, items[0], ["狗咬人这种事"], by=clerk, reason=WHY)
    assert errors == {"texts.0": "“狗咬人这种事”不是随程序提供的说法。"}
    with pytest.raises(NotPossible, match="没有停用"):
        restore_phrases(own, by=clerk, reason=WHY)


def test_a_shipped_phrase_that_is_the_county_s_own_is_not_struck(items, clerk):
    text = library().matters[0].phrases[0]
    add(items[0], text, by=clerk)
    errors = refused(strike_phrases, items[0], [text], by=clerk, reason=WHY)
    assert "是本地登记的说法" in errors["texts.0"]


def test_the_clerk_says_of_a_matter_that_it_is_or_is_not_meant(items, clerk):
    key = library().matters[5].key
    link = link_matter(items[0], key, by=clerk, reason=WHY)
    assert phrase_book(COUNTY_CODE).linked == {items[0].code: (key,)}
    assert unlink_matter(items[0], key, by=clerk, reason=WHY) == link
    book = phrase_book(COUNTY_CODE)
    assert (book.linked, book.unlinked) == ({}, {items[0].code: (key,)})
    forget_matter_link(link, by=clerk, reason=WHY)
    assert phrase_book(COUNTY_CODE).unlinked == {}
    assert MatterLink.history.count() == 3
    assert "没有编号为" in refused(link_matter, items[0], "x", by=clerk, reason=WHY)["matter"]


def test_the_matters_of_an_item_are_found_by_its_name_and_mended_by_the_clerk(items, clerk):
    item = items[1]
    found = matters_of(item)
    assert found
    first = found[0]
    assert 0.35 <= first.sureness <= 1
    assert first.is_counted
    unlink_matter(item, first.matter.key, by=clerk, reason=WHY)
    added = next(m for m in library().matters if m.key not in {one.matter.key for one in found})
    link_matter(item, added.key, by=clerk, reason=WHY)
    strike_phrases(item, [added.phrases[0]], by=clerk, reason=WHY)
    after = {one.matter.key: one for one in matters_of(item)}
    assert not after[first.matter.key].is_counted
    assert (after[added.key].is_counted, after[added.key].sureness) == (True, 0)
    assert after[added.key].count_struck == 1


def test_matters_are_looked_up_by_the_words_of_their_names():
    matter = library().matters[0]
    assert matter in matters_named(matter.names[0])
    assert matters_named("，") == []
    assert len(matters_named("的")) <= 20


def test_the_book_is_read_again_only_when_something_has_changed(items, clerk):
    assert phrase_book(COUNTY_CODE).own == {}
    made = add(items[0], "狗咬人", by=clerk)
    first = phrase_book(COUNTY_CODE)
    with CaptureQueriesContext(connection) as again:
        assert phrase_book(COUNTY_CODE) is first
    assert len(again) == 1
    add(items[1], *[f"说法{number}" for number in range(30)], by=clerk)
    with CaptureQueriesContext(connection) as changed:
        second = phrase_book(COUNTY_CODE)
    assert len(changed) == 3
    assert second.stamp != first.stamp
    remove_phrases(made, by=clerk, reason=WHY)
    assert items[0].code not in phrase_book(COUNTY_CODE).own


def test_the_book_has_one_county_s_phrases(items, clerk):
    add(items[0], "狗咬人", by=clerk)
    make_county("990122000000", "邻县")
    assert phrase_book("990122000000").own == {}
    assert phrase_book("").own == {}
