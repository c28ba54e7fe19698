"""A file of a township the county does not have, or only sent to one, or with two readings of whose
it is.
"""

import pytest

from items.imports.owners.strange_townships import (
    strange_issuer,
    strange_name_of_a_file,
    strange_title,
    strange_unit,
)
from items.imports.owners.whose_list import whose_list
from items.imports.recognition.tables import read_tables
from items.models import ImportJob
from tests.factories import make_township

from .test_asked import LIST, asked_of, asked_on_the_page, document, workbook
from .test_whose_words import COUNTY_TITLE, NAMES, TITLE, sheet_of
from .workbooks import address, page_of

# a line of a letterhead, a cover or a signature: the township no county of ours has, or nothing
LINES = {
    "白水镇人民政府": "白水镇",
    "白水镇人民政府文件": "白水镇",
    "某某镇人民政府": "某某镇",
    "沙镇人民政府文件": "沙镇",
    "中共白水镇委员会文件": "白水镇",
    "中共邻水县白水镇委员会 邻水县白水镇人民政府": "",
    "邻水县白水镇人民政府文件": "白水镇",
    "示例省示例市白水镇": "白水镇",
    "白水镇党政办公室 2026年1月印发": "白水镇",
    "白水镇人民政府（盖章）": "白水镇",
    "（白水镇人民政府 2026年1月）": "白水镇",
    "白水镇党委〔2026〕1号": "白水镇",
    "白水镇编制": "白水镇",
    "来源：白水镇上报": "白水镇",
    "平安街道办事处": "平安街道",
    "填报单位：白水镇人民政府": "白水镇",
    "填报单位（盖章）：示例县白水镇": "白水镇",
    "白水镇人民政府：": "白水镇",
    "白水镇人民政府、县委编办印发": "",
    "抄送：白水镇人民政府": "",
    "地址：白水镇人民路1号": "",
    "填报单位：县住房和城乡建设局": "",
    "填报单位：各乡镇人民政府": "",
    "填报单位：县委编办（白水镇人民路1号）": "",
    "各乡镇人民政府：": "",
    "各乡镇人民政府、县直各单位：": "",
    "街道办事处": "",
    "城乡办公室印发": "",
    "示例县村镇办公室": "",
    "注：白水镇另行规定。": "",
}
# names of files and of sheets
NAMED = {
    "白水镇清单": "白水镇",
    "2026年白水镇基本履职清单": "白水镇",
    "附件1：白水镇事项清单": "白水镇",
    "白水镇（定稿）": "白水镇",
    "白水镇": "白水镇",
    "根据白水镇意见修改": "",
    "含白水镇": "",
    "小城镇清单": "",
    "扩权强镇事项清单": "",
    "经济发达镇清单": "",
    "美丽乡镇清单": "",
    "文化下乡清单": "",
    "城乡建设清单": "",
    "乡镇（街道）清单": "",
    "各镇清单": "",
}
SENT = {
    "城关镇人民政府：": True,
    "主送：城关镇人民政府": True,
    "中共城关镇委员会、城关镇人民政府：": False,
    "城关镇人民政府、县直各单位：": False,
    "主送：城关镇人民政府、河口乡人民政府": False,
    "抄送：城关镇人民政府": False,
}


def whose(*rows, file="清单.xlsx"):
    sheet = sheet_of(rows)
    return whose_list([sheet], read_tables([sheet]), file, NAMES)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("title", [TITLE, COUNTY_TITLE])
def test_a_line_that_names_a_township_nobody_knows_is_asked_about(line, title):
    for rows in ([[line], [title], *LIST], [[title], *LIST, [line]]):
        said = whose(*rows)
        assert (said.foreign, said.is_asked, said.likely) == (LINES[line], bool(LINES[line]), None)


@pytest.mark.parametrize("name", NAMED)
def test_a_file_called_after_a_township_nobody_knows_is_asked_about(name):
    assert whose([COUNTY_TITLE], *LIST, file=f"{name}.xlsx").foreign == NAMED[name]


@pytest.mark.parametrize("known", NAMES.full)
@pytest.mark.parametrize(
    "text", ["{}", "{}人民政府文件", "填报单位：{}人民政府", "{}清单", "示例县{}配合履职事项清单"]
)
def test_no_township_of_the_county_is_a_stranger(known, text):
    joined = text.format(known)
    found = [
        look(joined, NAMES)
        for look in (strange_title, strange_issuer, strange_unit, strange_name_of_a_file)
    ]
    assert found == [""] * 4


@pytest.mark.parametrize("line", SENT)
def test_whom_a_letter_is_sent_to_is_asked_about_only_where_nothing_says_whose_it_is(line):
    said = whose([line], [TITLE], *LIST)
    assert (said.is_asked, said.is_only_sent) == (SENT[line], SENT[line])
    assert (said.likely, said.together) == (None, [])
    assert not whose([line], [COUNTY_TITLE], *LIST).is_asked
    of_another = whose([line], ["河口乡配合履职事项清单"], *LIST)
    assert of_another.likely.name == "河口乡"


def test_the_question_says_why_a_receiver_is_asked_about():
    said = whose(["城关镇人民政府："], [TITLE], *LIST)
    assert "可能是发给城关镇一家的清单，也可能是示例县的总清单" in said.question(NAMES.county)


def test_a_title_of_the_county_and_a_file_of_a_township_are_both_said():
    said = whose([COUNTY_TITLE], *LIST, file="城关镇清单.xlsx")
    question = said.question(NAMES.county)
    assert "文件名写的是“城关镇清单”" in question
    assert f"标题写的却是“{COUNTY_TITLE}”" in question
    assert "可能是城关镇的清单，也可能是示例县的总清单" in question
    assert said.likely.name == "城关镇"


def test_a_title_of_nobody_is_not_called_the_county_s():
    assert "标题写的却是" not in whose([TITLE], *LIST, file="城关镇清单.xlsx").question(
        NAMES.county
    )


# ---- as it is asked


@pytest.fixture
def at(tmp_path, county):
    make_township("990121101000", "河口乡")
    return tmp_path


@pytest.mark.django_db
@pytest.mark.usefixtures("files_kept")
def test_a_letterhead_nobody_knows_is_refused_until_it_is_said_whose_it_is(clerk, county, at):
    path = document(at / "清单.docx", "白水镇人民政府文件", TITLE)
    asked = asked_of(path, clerk, county)
    assert "示例县没有“白水镇”" in asked.sentence
    assert ImportJob.objects.count() == 0
    assert asked_of(path, clerk, county, county_wide=True) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("files_kept")
@pytest.mark.parametrize(
    ("paragraphs", "words", "option"),
    [
        (("城关镇人民政府：", TITLE), "可能是发给城关镇一家的清单", ">城关镇（收文单位）</option>"),
        (("中共白水镇委员会文件", TITLE), "示例县没有“白水镇”", ">城关镇</option>"),
    ],
)
def test_the_page_says_every_reading(paragraphs, words, option, client, clerk, county, at):
    job = asked_on_the_page(client, county, document(at / "清单.docx", *paragraphs))
    page = page_of(client, "whose", job)
    assert words in page
    assert option in page
    assert '<option value="" selected' in page or '<option value="">请选择' in page


@pytest.mark.django_db
@pytest.mark.usefixtures("files_kept")
def test_the_page_shows_the_title_beside_the_name_of_the_file(client, clerk, county, at):
    job = asked_on_the_page(
        client, county, workbook(at / "城关镇清单.xlsx", ("表", [[COUNTY_TITLE], *LIST]))
    )
    page = page_of(client, "whose", job)
    assert "文件名：“城关镇清单”（城关镇）" in page
    assert f"标题：“{COUNTY_TITLE}”（示例县）" in page


@pytest.mark.django_db
@pytest.mark.usefixtures("files_kept")
def test_a_list_sent_to_a_township_is_not_warned_about_when_it_is_the_county_s(
    client, clerk, county, at
):
    job = asked_on_the_page(client, county, document(at / "清单.docx", "城关镇人民政府：", TITLE))
    client.post(address("whose", job), {"whose": county.code})
    job.refresh_from_db()
    assert "one_township" not in {warning["code"] for warning in job.detail["warnings"]}
