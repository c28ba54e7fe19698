"""Labels of cards and of written lists that nobody knows: a county's own words say what they are,
and a person chooses in step 2 what may be read in two ways.
"""

import pytest

from items.imports.recognition.columns import Column
from items.imports.recognition.headwords import FIELD_WORDS
from items.imports.recognition.labels import in_usual_words
from items.imports.recognition.tables import read_tables
from items.models import DutyItem, HeadWord

from .test_columns_unsure import FINES, rows_of_two_readings
from .test_exports_and_prose import prose
from .test_other_hands import read, shares, sheet
from .test_steps import do, page_of, save_rows, send

pytestmark = pytest.mark.django_db
OFFICES = ["县城管局", "县公安局", "县水利局", "县林业局", "县教育局"]
FLOWERS = [
    ["配合履职事项卡"],
    [],
    ["事项名称", "花市夜间疏导"],
    ["类别", "城乡建设"],
    ["甩手处", "县城管局"],
    ["部门职责", "划定摊位，统一收费"],
    ["咱镇出工", "劝离占道摊贩"],
    [],
    ["事项名称", "花灯扎制消防提醒"],
    ["类别", "平安法治"],
    ["甩手处", "县消防救援大队"],
    ["部门职责", "查验用电线路"],
    ["咱镇出工", "逐户发放告知书"],
]


def cards_of_two_readings():
    """The fines of the table as cards, each of another department."""
    _title, head, *rows = rows_of_two_readings()
    cards = [["关于原由乡镇承担的执法事项的卡片"]]
    for office, row in zip(OFFICES, rows, strict=True):
        row[2] = office
        cards += [[], *([label, value] for label, value in zip(head, row, strict=True))]
    return cards


@pytest.mark.one_database
def test_a_county_s_words_are_labels_too():
    words = {"甩手处": "departments", "咱镇出工": "township_duty"}
    rows, errors = read(sheet(FLOWERS), words=words)
    assert errors == []
    assert [shares(row) for row in rows] == [
        [("县城管局", "划定摊位，统一收费")],
        [("县消防救援大队", "查验用电线路")],
    ]
    assert [row.content["township_duty"] for row in rows] == ["劝离占道摊贩", "逐户发放告知书"]
    _rows, errors = read(sheet(FLOWERS))
    assert set(errors) >= {"missing_column"}


@pytest.mark.one_database
def test_a_county_s_word_goes_before_what_a_label_usually_means():
    words = {"甩手处": "departments", "咱镇出工": "township_duty", "类别": ""}
    rows, _errors = read(sheet(FLOWERS), words=words)
    assert [row.content.get("category") for row in rows] == [None, None]


@pytest.mark.one_database
def test_a_county_s_words_are_labels_of_written_lists_too():
    text = """城关镇配合履职事项
一、城乡建设
1. 花市夜间疏导
甩手处：县城管局
部门职责：划定摊位。
咱镇出工：劝离占道摊贩。
2. 花灯扎制消防提醒
甩手处：县消防救援大队
部门职责：查验线路。
咱镇出工：发放告知书。
3. 河灯漂放守护
甩手处：县公安局
部门职责：封控河段。
咱镇出工：清点人数。"""
    words = {"甩手处": "departments", "咱镇出工": "township_duty"}
    rows, errors = read(prose(text), words=words)
    assert errors == []
    assert [shares(row)[0][0] for row in rows] == ["县城管局", "县消防救援大队", "县公安局"]
    assert [row.content["township_duty"] for row in rows] == [
        "劝离占道摊贩。",
        "发放告知书。",
        "清点人数。",
    ]


@pytest.mark.one_database
def test_what_was_chosen_for_a_label_counts_in_its_sheet():
    [table] = read_tables([sheet(FLOWERS)]).tables
    chosen = {"甩手处": "departments", "咱镇出工": "township_duty"}
    heads = {f"{table.sheet}!{table.head_row}": chosen}
    [table] = read_tables([sheet(FLOWERS)], heads=heads).tables
    assert {label: known.field for label, known in table.labels.items()} == {
        "事项名称": "name",
        "类别": "category",
        "甩手处": "departments",
        "部门职责": "department_duty",
        "咱镇出工": "township_duty",
    }


def test_step_2_shows_labels_nobody_knows_and_takes_what_they_are(client, clerk, county, tmp_path):
    job = send(client, county, save_rows(tmp_path / "卡片.xlsx", FLOWERS))
    page = page_of(client, "recognised", job)
    assert "一项一张表单或卡片" in page
    assert "甩手处" in page
    assert {each["code"] for each in job.detail["errors"]} >= {"missing_column"}
    chosen = {"column-1-甩手处": "departments", "column-1-咱镇出工": "township_duty"}
    do(client, "assign", job, **chosen, remember="1")
    job.refresh_from_db()
    assert not [each for each in job.detail["errors"] if each["code"] == "missing_column"]
    assert set(HeadWord.objects.values_list("written", "field")) == {
        ("甩手处", "departments"),
        ("咱镇出工", "township_duty"),
    }
    again = send(client, county, save_rows(tmp_path / "另一份.xlsx", FLOWERS))
    codes = {each["code"] for each in again.detail["errors"]}
    assert "missing_column" not in codes
    assert DutyItem.objects.count() == 0


def test_a_label_of_two_readings_is_asked_about_with_both(client, clerk, county, tmp_path):
    job = send(client, county, save_rows(tmp_path / "卡片.xlsx", cards_of_two_readings()))
    asked = [each for each in job.detail["errors"] if each["code"] == "columns_unsure"]
    assert [each["value"] for each in asked] == ["由谁弄"]
    page = page_of(client, "recognised", job)
    assert "两种读法，请选定" in page
    assert "依据：" in page
    do(client, "assign", job, **{"column-1-由谁弄": "receivers"})
    job.refresh_from_db()
    assert not [each for each in job.detail["errors"] if each["code"] == "columns_unsure"]
    assert {row["name"] for row in job.detail["rows"]} == {f"对{fine}的处罚" for fine in FINES}
    assert not HeadWord.objects.exists()


@pytest.mark.one_database
@pytest.mark.parametrize("field", sorted(FIELD_WORDS.keys() - {Column.NAME, Column.CATEGORY}))
def test_a_label_may_be_explained_as_any_field_there_is(field):
    rows, _errors = read(sheet(FLOWERS), words={"甩手处": field})
    assert [row.name for row in rows] == ["花市夜间疏导", "花灯扎制消防提醒"]


@pytest.mark.one_database
def test_a_label_explained_as_a_field_of_its_own_column_is_read_in_from_cards_too():
    [row, _other] = read(sheet(FLOWERS), words={"甩手处": "work_standard"})[0]
    assert row.content["work_standard"] == "县城管局"


@pytest.mark.one_database
def test_a_text_keeps_the_words_of_a_label_that_a_written_list_has_no_field_for():
    assert in_usual_words("甩手处：县城管局", {"甩手处": "work_standard"}) == "甩手处：县城管局"
    assert in_usual_words("甩手处：县城管局", {"甩手处": "receivers"}) == "承接部门：县城管局"
