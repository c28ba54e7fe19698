"""Search within a county against a plain substring scan; marks, order, and what people say for what
is printed.
"""

from itertools import compress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from items.lookup.evidence import words_in
from items.lookup.phrase_book import NO_PHRASES
from items.lookup.tended import Tended
from items.published.answers import lookup
from items.published.finding import find
from items.search.text import digits, fold, marked, search_text, terms_of

from .made_lists import make_entry, make_list

pytestmark = pytest.mark.django_db

NAMES = [
    "消防安全",
    "开展安全生产和消防安全宣传、日常巡查，发现隐患及时上报",
    "做好城乡居民最低生活保障、特困人员救助供养的受理审核",
    "开展镇容环境卫生管理和垃圾分类",
    "大气污染防治",
    "负责农村宅基地审批和日常管理",
    "特种设备（电梯、锅炉等）安全监察",
    '健全"三重一大"事项集体决策制度',
    "𠮷字号老街ＡＢＣ保护",
    "café 100% _管理",
]
LIST = make_list(
    make_entry(
        name,
        number=number,
        category="综合政务",
        township_duty="1.查处违法排污。" if "大气" in name else "",
    )
    for number, name in enumerate(NAMES, 1)
)
TEXT = st.text(alphabet="消防安全管理宣传，、 %_\"'（）abcＡＢ1𠮷", min_size=0, max_size=6)


@given(TEXT)
def test_search_finds_what_a_plain_substring_scan_finds(query):
    terms = digits(fold(query)).split()
    texts = {entry["code"]: digits(search_text({**entry, "code": ""})) for entry in LIST.entries}
    scanned = {
        code for code, text in texts.items() if terms and all(term in text for term in terms)
    }
    words = words_in(Tended(LIST.index, NO_PHRASES).alone, terms)
    direct = {row.entry["code"] for row in compress(LIST.index.rows, words.direct)}
    assert direct == scanned
    if scanned:
        assert scanned <= {entry["code"] for entry in find(LIST, query).entries}


@given(TEXT, st.sampled_from(NAMES))
def test_marks_never_change_the_text(query, name):
    assert "".join(piece for piece, _ in marked(name, terms_of(query))) == name


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("消防", ["消防安全", NAMES[1]]),
        ("防", ["消防安全", "大气污染防治", NAMES[1]]),
        ("安全 隐患", [NAMES[1]]),
        ("ａｂｃ", [NAMES[8]]),
        ("CAFÉ", [NAMES[9]]),
        ("𠮷", [NAMES[8]]),
        ("重一大事", []),
        ("%", []),
        ("", []),
        ("低保", [NAMES[2]]),
        ("占道", [NAMES[3]]),
        ("噪音", [NAMES[4]]),
    ],
)
def test_hits_in_the_name_come_first_and_everyday_words_are_understood(query, expected):
    found = find(LIST, query)
    assert [entry["name"] for entry in found.entries][: len(expected)] == expected
    if not expected:
        assert not found.has_words


def test_a_hit_is_marked_in_the_text_as_printed():
    assert marked("老街ＡＢＣ保护", ["abc"]) == [("老街", False), ("ＡＢＣ", True), ("保护", False)]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("消防归谁管？", "99012100001"),
        ("城关镇的宅基地审批由谁负责", "99012100006"),
        ("电梯锅炉安全", "99012100007"),
        ("我家低保怎么办理", "99012100003"),
    ],
)
def test_an_everyday_question_finds_its_entry(question, code):
    answer = lookup(question, LIST, LIST.township("990121100000"))
    assert (answer.entries or answer.near)[0]["code"] == code


@pytest.mark.parametrize("question", ["结婚登记", "审批管理", "老赖"])
def test_words_of_doing_alone_answer_nothing(question):
    names = ["做好就业失业登记", "农村宅基地审批", "文化市场管理", "老干部工作"]
    published = make_list(make_entry(name, number=number) for number, name in enumerate(names, 1))
    assert lookup(question, published).answer == "not_found"


def test_a_miss_never_says_that_a_matter_is_not_listed():
    answer = lookup("办护照", LIST)
    assert (answer.answer, answer.entries) == ("not_found", [])
    assert answer.sentence == "未检索到相近事项（不等于不属于清单）。"
    assert len(answer.near) <= 5
