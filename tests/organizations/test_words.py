"""The words of a place: whole tables, one query, and none of a county's or town's words left in a
district.
"""

import re

import pytest
from django.conf import settings

from dutylist.history.refusals import Invalid
from dutylist.organizations.models import Kind, User
from dutylist.organizations.place_words import COUNTY_KINDS, PATTERNS, TOWNSHIP_KINDS, all_keys
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import set_word, setup_county
from dutylist.organizations.words import townships_kind, words_for, words_of_townships
from tests.factories import make_county, make_township, make_user

pytestmark = pytest.mark.django_db


def district():
    county = make_county("990105000000", "示例区", kind=Kind.DISTRICT)
    street = make_township("990105001000", "新城街道", county=county, kind=Kind.SUBDISTRICT)
    return county, street


def test_a_district_of_subdistricts_has_no_word_of_a_county_or_a_town():
    county, street = district()
    for words in (words_for(county), words_for(county, street)):
        assert [text for text in words.values() if set(text) & set("县镇乡村旗")] == []


def test_a_county_of_towns_has_no_word_of_a_district():
    county, town = make_county(), make_township()
    texts = "".join([*words_for(county).values(), *words_for(county, town).values()])
    assert "街道" not in texts
    assert "区级" not in texts
    assert "区直" not in texts


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("kinds", "word"),
    [
        ({"town"}, "镇"),
        ({"subdistrict"}, "街道"),
        ({"xiang", "ethnic_xiang"}, "乡"),
        ({"town", "xiang"}, "乡镇"),
        ({"town", "subdistrict"}, "乡镇（街道）"),
        ({"town", "xiang", "subdistrict", "zone"}, "乡镇（街道）"),
        ({"subdistrict", "zone"}, "街道"),
        ({"zone"}, "功能区"),
        (set(), "乡镇（街道）"),
    ],
)
def test_the_word_for_all_townships_follows_the_kinds_there_are(kinds, word):
    assert TOWNSHIP_KINDS[townships_kind(kinds)]["township"] == word


def test_every_pair_of_kinds_has_every_word():
    for county_kind in COUNTY_KINDS:
        county = make_county(
            f"99{list(COUNTY_KINDS).index(county_kind) + 10}21000000", "示例县", kind=county_kind
        )
        for number, kind in enumerate(sorted(set(TOWNSHIP_KINDS) - {"mixed", "rural"})):
            town = make_township(
                f"{county.code[:6]}{100 + number}000", "某单位", county=county, kind=kind
            )
            words = words_for(county, town)
            assert set(words) == all_keys()
            assert [key for key, text in words.items() if not text or "%(" in text] == []


def test_the_words_of_the_demo_county_read_as_its_offices_write_them():
    county, town = make_county(), make_township()
    make_township("990121001000", "新城街道", kind=Kind.SUBDISTRICT)
    words = words_for(county)
    assert words["office"] == "县委编办"
    assert words["office_full"] == "中共示例县委机构编制委员会办公室"
    assert words["list_title"] == "示例县乡镇（街道）履行职责事项清单"
    assert words["departments"] == "县直部门"
    assert words["head_township_duty"] == "乡镇（街道）配合职责"
    assert words["answer_coordination"] == "由{departments}负责，{township}协助"
    assert words_for(county, town)["list_title"] == "示例县城关镇履行职责事项清单"
    assert words_for(county, town)["township_government"] == "镇政府"


def test_the_words_of_many_townships_take_one_query(django_assert_num_queries):
    county, street = district()
    more = [
        make_township(f"9901050{number:02d}000", f"{number}号街道", county=county)
        for number in range(2, 12)
    ]
    with django_assert_num_queries(1):
        assert len(words_of_townships(county, [street, *more])) == 11
    with django_assert_num_queries(1):
        words_for(county)


def test_a_countys_own_word_wins_where_it_is_meant_and_can_be_taken_back():
    county, town = make_county(), make_township()
    xiang = make_township("990121201000", "河口乡", kind=Kind.XIANG)
    clerk = make_user(Role.CLERK)
    set_word(county, "office", "县编委办", by=clerk, reason="机构改革")
    set_word(county, "village", "行政村", by=clerk, reason="本地习惯", place_kind=Kind.XIANG)
    assert words_for(county, town)["office"] == words_for(county)["office"] == "县编委办"
    assert (words_for(county, xiang)["village"], words_for(county, town)["village"]) == (
        "行政村",
        "村（社区）",
    )
    set_word(county, "office", "", by=clerk, reason="恢复")
    assert words_for(county)["office"] == "县委编办"


def test_a_word_nobody_asks_for_is_refused():
    with pytest.raises(Invalid, match="没有名为nonsense的用词"):
        set_word(make_county(), "nonsense", "词", by=make_user(Role.CLERK), reason="试")


def test_the_shipped_table_names_no_place_kind_outside_its_slots():
    assert [key for key, pattern in PATTERNS.items() if set(pattern) & set("县镇乡村旗")] == []


def test_every_word_a_template_asks_for_is_in_the_table():
    asked = {}
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html")):
        for key in re.findall(r"\bwords\.([a-z_]+)", path.read_text(encoding="utf-8")):
            asked.setdefault(key, path.name)
    assert {key: name for key, name in asked.items() if key not in all_keys() | {"items"}} == {}


def test_the_words_of_a_real_district_are_its_own():
    county = setup_county("110101000000", by=User.objects.system(), reason="建立清单")
    words = words_for(county)
    assert (words["office"], words["departments"], words["townships"]) == (
        "区委编办",
        "区直部门",
        "街道",
    )
    assert words["list_title"] == "东城区街道履行职责事项清单"


def test_a_city_without_counties_speaks_as_a_city():
    words = words_for(setup_county("441900000000", by=User.objects.system(), reason="建立清单"))
    assert (words["office"], words["departments"], words["above_office"]) == (
        "市委编办",
        "市直部门",
        "省委编办",
    )
