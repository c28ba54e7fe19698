"""Texts from outside are cleaned in one way, whatever door they come by, and found however they
were written.
"""

import csv
import io

import pytest

from dutylist.history.ideographs import ANY_PRIVATE, GBK_PRIVATE
from dutylist.history.searching import search
from dutylist.history.texts import (
    LONGEST_QUERY,
    MOST_WORDS,
    ODD_IN_PRINT,
    SELDOM,
    clean_text,
    fold,
    query_fault,
    run_together,
    terms_of,
    visible,
    visible_within,
    words_of,
)
from dutylist.organizations.models import DepartmentAlias
from dutylist.organizations.roles import Role
from dutylist.organizations.services.accounts import open_account
from dutylist.organizations.services.departments import (
    change_department,
    create_department,
    rename_department,
)
from dutylist.organizations.services.regions import set_word, tag_townships
from items.editions.services.editions import start_edition
from items.models import DutyItem, ProcedureStep
from items.printed.row_words import clean
from items.register.services.acts import create_act
from items.register.services.categories import add_category, change_category
from items.register.services.editing import change_items
from tests.factories import make_content, make_county, make_items, make_township, make_user, publish

INVISIBLE = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2069"
    "\ufeff"
)
WRITTEN = f"村庄{INVISIBLE}规划\ue81e"
KEPT = "村庄规划龴"
# As reported: what is asked for, and what was entered.
REPORTED = (("村庄规划", "村庄\u00ad规划编制"), ("村庄规划", "村庄\u200b规划编制"))


def test_signs_nobody_sees_are_taken_out_and_old_private_ones_are_what_they_stand_for():
    assert clean_text(WRITTEN) == KEPT
    assert clean(WRITTEN) == KEPT  # a cell of an import
    assert clean_text(" 一\r\n二\u2028三\x07\x9f ") == "一\n二\n三"
    assert clean_text("边\ufe00_x000D_") == "边\ufe00"


def test_a_text_that_prints_whole_is_asked_for_all_odd_signs_that_print():
    """Most texts are asked for these alone, for speed: no sign of the one table may be left out
    there.
    """
    printing = [
        chr(code) for code in range(0x110000) if SELDOM.match(chr(code)) and chr(code).isprintable()
    ]
    assert len(printing) > 1000
    assert [sign for sign in printing if not ODD_IN_PRINT.match(sign)] == []


def test_a_radical_is_the_character_it_stands_for_whatever_door_it_comes_by():
    assert clean_text("⽔⼟保持⻓效") == "水土保持长效"
    assert clean("⽔⼟保持⻓效") == "水土保持长效"  # a cell of an import
    assert visible_within({"meeting": ["⼟地"], "number": 1}) == {"meeting": ["土地"], "number": 1}
    assert visible("\u3164甲\u034f乙\u2800") == "甲乙"


def test_the_last_row_of_gbk_loses_no_sign():
    """c03b: what an old code page put into the private-use area, U+E81E for 龴."""
    table = "序号,事项名称\r\n1,负责\ufe59\r\n".replace("\ufe59", "\ue81e").encode("gb18030")
    assert b"\xfe\x59" in table
    [_, [_, name]] = list(csv.reader(io.StringIO(table.decode("gb18030"))))
    assert clean(name) == clean_text(name) == "负责龴"
    assert not ANY_PRIVATE.search("".join(GBK_PRIVATE.values()))


@pytest.fixture
def county(db):
    return make_county()


@pytest.fixture
def clerk(county):
    return make_user(Role.CLERK, county=county)


def entered(county, clerk):
    """{what: the text as kept} of every sort of name that people or programs enter."""
    lead = make_user(Role.OFFICE_LEAD, county=county)
    admin = make_user(Role.SYSTEM_ADMIN)
    township = make_township(county=county)
    why = {"by": clerk, "reason": WRITTEN}
    department = create_department(county, f"县{WRITTEN}局", aliases=[f"{WRITTEN}办"], **why)
    change_department(department, address=WRITTEN, **why)
    yield (
        "department",
        rename_department(department, f"县{WRITTEN}中心", **why).name.strip("县中心"),
    )
    yield "address", change_department(department, hours=WRITTEN, **why).hours
    yield "alias", DepartmentAlias.objects.get(name__contains="办").name.strip("办")
    category = add_category(county, "basic", WRITTEN, **why)
    yield "category", category.name
    yield "category changed", change_category(category, name=f"{WRITTEN}{INVISIBLE}", **why).name
    act = create_act(county, f"《{WRITTEN}》", document_number=WRITTEN, note=WRITTEN, **why)
    yield "act", act.title
    yield "act's number", act.document_number
    yield "act's note", act.note
    yield "tag", tag_townships(county, WRITTEN, [township], by=lead, reason="标注").name
    yield "word", set_word(county, "office", WRITTEN, by=lead, reason="用词").text
    yield "account", open_account("lisi", WRITTEN, by=admin, reason="开户")[0].first_name
    yield "edition", start_edition(county, title=WRITTEN, **why).title
    content = make_content(name=WRITTEN, responsibilities=[], procedure=[WRITTEN])
    [item] = change_items(county, [(None, content)], **why).created
    yield "item", item.name
    yield "step", ProcedureStep.objects.get(item=item).text


def test_every_text_that_enters_is_cleaned_alike(county, clerk):
    kept = dict(entered(county, clerk))
    assert set(kept.values()) == {KEPT}, kept


def test_a_name_that_differs_only_by_what_nobody_sees_is_the_same_name(county, clerk):
    add_category(county, "basic", KEPT, by=clerk, reason="设立")
    with pytest.raises(Exception, match="该类型下已有同名类别"):
        add_category(county, "basic", WRITTEN, by=clerk, reason="设立")


@pytest.mark.parametrize(("asked", "written"), REPORTED)
def test_what_was_entered_with_unseen_signs_is_found(county, asked, written, client):
    [item] = make_items([make_content(name=written)])
    assert item.name == "村庄规划编制"
    publish(county)
    found = client.get("/api/v1/entries/", {"county": county.code, "q": asked}).json()["results"]
    assert [entry["code"] for entry in found] == [item.code]
    found = client.get("/api/v1/entries/", {"county": county.code, "q": written}).json()["results"]
    assert [entry["code"] for entry in found] == [item.code]


NAMES = [
    "加强「九小」场所监管",
    "落实双随机、一公开检查",
    "消防安全宣传",
    "ＡＢＣ类企业巡查",
    "café 100% _管理",
]
FINDS = {
    "“九小”场所": [0],
    "双随机一公开": [1],
    "双随机、一公开": [1],
    "消\u200b防": [2],
    "消防 宣传": [2],
    "宣传　消防": [2],
    "abc类": [3],
    "CAFÉ": [4],
    "%": [],
    "防安 巡查": [],
    "": [0, 1, 2, 3, 4],
}


@pytest.mark.parametrize("asked", FINDS)
def test_lists_of_the_staff_are_searched_however_a_text_is_set(db, asked):
    """s05: other quotation marks, no 、, zero width, full width; both databases fold alike."""
    items = make_items([make_content(name=name, position=n) for n, name in enumerate(NAMES)])
    found = search(DutyItem.objects.all(), ("code", "name"), asked)
    assert sorted(found.values_list("name", flat=True)) == sorted(NAMES[n] for n in FINDS[asked])
    assert len(items) == len(NAMES)


def test_words_of_the_parts_of_an_item_find_it_once_and_no_word_reaches_over_two_texts(db):
    [item] = make_items([make_content("coordination", "消防安全", township_duty="1.宣传")])
    paths = (
        "name",
        "township_duty",
        "responsibilities__department__name",
        "responsibilities__duty",
    )
    for asked in ("消防", "自然资源", "组织查处 宣传 消防安全"):
        assert list(search(DutyItem.objects.all(), paths, asked)) == [item]
    assert not search(DutyItem.objects.all(), paths, "安全1")
    assert not search(DutyItem.objects.all(), paths, "消防 没有")


LONG = " ".join(f"词{n}" for n in range(1000))


def test_a_query_is_cut_in_one_place():
    assert len(terms_of(LONG)) == len(words_of(LONG)) == MOST_WORDS
    assert len(terms_of("长" * 10_000)[0]) == LONGEST_QUERY
    assert query_fault("消防 安全") == ""
    assert query_fault(LONG) == f"检索内容共{len(LONG)}字，最多{LONGEST_QUERY}字。"
    assert (
        query_fault("、".join("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌"))
        == "检索内容共21个词，最多20个。"
    )


@pytest.mark.parametrize("text", ["“九小”场所", "消\u00ad防", "Ａ、ｂ"])
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert run_together(run_together(text)) == run_together(text)
