"""How the public reaches departments and townships: one by one, in one table, and taken back."""

from datetime import date

import pytest

from dutylist.history.models import Batch
from dutylist.history.refusals import Invalid, NotAllowed, NotPossible, Stale
from dutylist.organizations.models import Department, TownshipCard
from dutylist.organizations.roles import Role
from dutylist.organizations.services.cards import (
    DEPARTMENT,
    TOWNSHIP,
    ToldCard,
    batches_of_cards,
    card_of,
    mark_of_card,
    save_cards,
    set_township_card,
    take_back_cards,
)
from dutylist.organizations.services.departments import change_department
from dutylist.organizations.services.regions import merge_regions, recode_region
from dutylist.organizations.telephones import dial_number
from items.published.live_facts import cards_of
from tests.factories import make_county, make_department, make_item, make_township, make_user

pytestmark = pytest.mark.django_db
CARD = {"public_telephone": "0599-1234567", "address": "人民路1号", "hours": "工作日"}


@pytest.fixture
def clerk():
    return make_user(Role.CLERK)


def told(unit, kind=DEPARTMENT, seen=None, **texts):
    stands = card_of(getattr(unit, "card", None) if kind == TOWNSHIP else unit)
    seen = mark_of_card(stands) if seen is None else seen
    return ToldCard(f"{kind[0]}{unit.pk}", kind, {**stands, **texts}, unit.pk, seen, unit.name)


def new(name, path="n0", **texts):
    texts = {**dict.fromkeys(CARD, ""), **texts}
    return ToldCard(path, DEPARTMENT, texts, name=name, founding={"aliases": [f"{name}（简称）"]})


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0599-1234567", "0599-1234567"),
        ("（0599）1234567", "05991234567"),
        ("0599-1234567转801", "0599-1234567"),
        ("0599-1234567、0599-7654321", "0599-1234567"),
        ("0599-1234567/7654321", "0599-1234567"),
        ("１２３４５", "12345"),
        ("+86 599 1234567", "+865991234567"),
        ("见门口", ""),
        ("", ""),
    ],
)
def test_the_first_number_of_a_text_is_dialled(text, number):
    assert dial_number(text) == number


def test_the_whole_table_is_one_batch(clerk):
    police, town = make_department("县公安局"), make_township()
    rows = [told(police, public_telephone="110"), told(town, TOWNSHIP, **CARD), new("县统计局")]
    saved = save_cards(police.county, rows, by=clerk, reason="登记电话")
    assert (saved.changed, saved.made) == (["县公安局", "城关镇"], ["县统计局"])
    assert Department.objects.get(pk=police.pk).public_telephone == "110"
    assert card_of(TownshipCard.objects.get(township=town)) == CARD
    batch = batches_of_cards(police.county, clerk).first()
    assert sum(batch.summary["counts"].values()) == 4  # with the alias


def test_only_the_office_changes_cards(clerk):
    town = make_township()
    for role in (Role.RECORDER, Role.SYSTEM_ADMIN, Role.TOWNSHIP_LEAD):
        with pytest.raises(NotAllowed):
            set_township_card(town, by=make_user(role), reason="登记", **CARD)
    other = make_user(Role.CLERK, county=make_county("990122000000", "邻县"))
    with pytest.raises(NotAllowed):
        set_township_card(town, by=other, reason="登记", **CARD)


def test_a_telephone_that_cannot_be_dialled_is_refused_at_its_box(clerk):
    police, town = make_department("县公安局"), make_township()
    rows = [told(police, public_telephone="见门口"), told(town, TOWNSHIP, public_telephone="无")]
    with pytest.raises(Invalid) as refused:
        save_cards(police.county, rows, by=clerk, reason="登记电话")
    paths = {f"d{police.pk}.public_telephone", f"t{town.pk}.public_telephone"}
    assert set(refused.value.errors) == paths
    assert not TownshipCard.objects.exists()


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(clerk):
    police = make_department("县公安局")
    row = told(police, public_telephone="110")
    change_department(police, by=clerk, reason="先改", public_telephone="0599-1")
    with pytest.raises(Stale, match="县公安局"):
        save_cards(police.county, [row], by=clerk, reason="后改")
    assert Department.objects.get(pk=police.pk).public_telephone == "0599-1"


def test_a_unit_of_another_county_is_none_of_the_table(clerk):
    county = make_county()
    other = make_department("邻县公安局", county=make_county("990122000000", "邻县"))
    with pytest.raises(Invalid):
        save_cards(county, [told(other, public_telephone="110")], by=clerk, reason="登记")


def test_nothing_changed_is_told(clerk):
    police = make_department("县公安局")
    with pytest.raises(NotPossible, match="没有改动"):
        save_cards(police.county, [told(police)], by=clerk, reason="登记")


def test_a_change_is_taken_back_whole(clerk):
    police, town = make_department("县公安局", public_telephone="0599-1"), make_township()
    rows = [told(police, public_telephone="110"), told(town, TOWNSHIP, **CARD), new("县统计局")]
    save_cards(police.county, rows, by=clerk, reason="登记电话")
    first = batches_of_cards(police.county, clerk).first()
    assert take_back_cards(police.county, first, by=clerk, reason="导错了") == 4
    assert Department.objects.get(pk=police.pk).public_telephone == "0599-1"
    assert not Department.objects.filter(name="县统计局").exists()
    assert not TownshipCard.objects.exists()
    second = batches_of_cards(police.county, clerk).first()
    take_back_cards(police.county, second, by=clerk, reason="没有导错")
    assert Department.objects.get(name="县统计局").aliases.get().name == "县统计局（简称）"
    assert card_of(TownshipCard.objects.get()) == CARD


def test_what_was_changed_since_is_not_taken_back(clerk):
    police = make_department("县公安局")
    save_cards(police.county, [told(police, public_telephone="110")], by=clerk, reason="登记")
    batch = batches_of_cards(police.county, clerk).first()
    change_department(police, by=clerk, reason="又改", public_telephone="0599-1")
    with pytest.raises(NotPossible, match="县公安局"):
        take_back_cards(police.county, batch, by=clerk, reason="撤销")


def test_a_department_in_use_is_not_taken_back(clerk):
    county = make_county()
    save_cards(county, [new("县统计局")], by=clerk, reason="登记")
    batch = batches_of_cards(county, clerk).first()
    department = Department.objects.get(name="县统计局")
    make_user(Role.DEPARTMENT_STAFF, department=department)
    with pytest.raises(NotPossible, match="县统计局"):
        take_back_cards(county, batch, by=clerk, reason="撤销")
    assert Department.objects.filter(name="县统计局").exists()


def test_other_changes_are_not_taken_back_here(clerk):
    item = make_item()
    batch = Batch.objects.for_counties([item.county.code]).exclude(body={}).order_by("-at").first()
    with pytest.raises(NotPossible):
        take_back_cards(item.county, batch, by=clerk, reason="撤销")


def test_a_card_goes_over_with_its_township(clerk):
    town, other = make_township(), make_township("990121101000", "河口镇")
    set_township_card(town, by=clerk, reason="登记", **CARD)
    moved = recode_region(town, "990121109000", by=clerk, reason="改代码", on=date(2026, 5, 1))
    book = cards_of(moved.county.code)
    assert book.townships["990121109000"].telephone == CARD["public_telephone"]
    assert book.townships["990121100000"] == book.townships["990121109000"]
    merge_regions(
        [moved, other], code=other.code, name="河口镇", by=clerk, reason="合并", on=date(2026, 6, 1)
    )
    assert cards_of(moved.county.code).townships[other.code].name == "河口镇便民服务中心"
