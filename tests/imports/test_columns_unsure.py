"""A column that may be read in two ways waits for a person; what he chose holds for
the county's later files.
"""

import pytest

from items.imports.checking.whole_file import check_file
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from items.models import DutyItem, HeadWord
from tests.layouts.model import Maker

from .test_steps import do, page_of, save_rows, send

HEAD = ["序号", "事项名称", "找谁", "他们要干", "乡镇职责"]
pytestmark = pytest.mark.django_db


def rows_of_unknown_heads():
    """A list whose head says in everyday words who answers and what he does."""
    rows = [["示例县乡镇配合履职事项清单"], HEAD]
    for number, item in enumerate(Maker("unsure").coordination(8, 1), start=1):
        part = item.parts[0]
        rows.append([number, item.name, part.department, part.duty, item.township_duty])
    return rows


def recognised(rows, **chosen):
    from items.imports.reading.grid import Cell, Sheet

    cells = [
        Cell(row, column, str(text))
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
    ]
    recognition = read_tables([Sheet("表", cells=cells)], **chosen)
    return recognition, rows_of(recognition)


def test_a_head_of_everyday_words_is_read_by_what_stands_below_it():
    recognition, items = recognised(rows_of_unknown_heads())
    [table] = recognition.tables
    assert (table.columns["departments"], table.columns["department_duty"]) == (3, 4)
    assert len(items) == 8
    assert all(item.content["responsibilities"][0]["duty"] for item in items)


def test_every_column_decided_by_evidence_says_why():
    recognition, _items = recognised(rows_of_unknown_heads())
    reasons = recognition.tables[0].reasons
    assert all(1 <= len(why) <= 3 for _field, why in reasons.values())
    assert reasons


def unsure_book(path):
    """The same with one column that is narrow: few rows, and nothing that tells."""
    return save_rows(path, rows_of_two_readings())


FINES = [
    "擅自砍伐城市树木",
    "擅自占用城市道路",
    "损坏城市照明设施",
    "擅自架设管线",
    "未批设置户外广告",
]
WAYS = [
    "现场核查，依法处罚。",
    "责令恢复原状，依法处罚。",
    "责令赔偿，依法处罚。",
    "责令限期拆除，依法处罚。",
    "开展巡查，责令拆除，依法处罚。",
]


def rows_of_two_readings():
    """Heads of which the one may say who receives or who answers, the other how or what."""
    head = [
        "序号",
        "原由乡镇（街道）干的事",
        "由谁弄",
        "具体科室、队所",
        "怎么弄",
        "收回时间",
    ]
    rows = [["关于原由乡镇承担的执法事项的汇总"], head]
    for number, (fine, way) in enumerate(zip(FINES, WAYS, strict=True), start=1):
        rows.append([number, f"对{fine}的处罚", "县城管局", "执法大队一中队", way, "2026.7.1"])
    return rows


def unsure_columns(rows, **chosen):
    recognition, items = recognised(rows, **chosen)
    errors, _warnings = check_file(recognition, items)
    return [error for error in errors if error.code == "columns_unsure"]


def test_a_narrow_margin_is_asked_with_both_readings():
    asked = unsure_columns(rows_of_two_readings())
    assert asked
    for error in asked:
        assert "可能是“" in error.message
        assert "也可能是“" in error.message


def test_what_the_county_chose_is_never_asked_again():
    words = {
        "原由镇干的事": "name",
        "由谁弄": "receivers",
        "怎么弄": "method",
    }
    assert unsure_columns(rows_of_two_readings(), words=words) == []


def test_the_columns_a_person_pointed_at_are_never_asked_again():
    heads = {"表!2": {"B": "name", "C": "receivers", "E": "method"}}
    assert unsure_columns(rows_of_two_readings(), heads=heads) == []


def test_step_2_shows_both_readings_and_remembers_the_choice(client, clerk, county, tmp_path):
    job = send(client, county, unsure_book(tmp_path / "一.xlsx"))
    page = page_of(client, "recognised", job)
    assert "两种读法，请选定" in page
    assert "（可能）</option>" in "".join(page.split())
    assert "依据：" in page
    asked = {each["column"] for each in job.detail["errors"] if each["code"] == "columns_unsure"}
    chosen = {"B": "name", "C": "receivers", "E": "method"}
    sent = {f"column-1-{letter}": chosen[letter] for letter in asked}
    do(client, "assign", job, **sent, remember="1")
    job.refresh_from_db()
    assert not [each for each in job.detail["errors"] if each["code"] == "columns_unsure"]
    assert {row["name"] for row in job.detail["rows"]} == {f"对{fine}的处罚" for fine in FINES}
    remembered = set(HeadWord.objects.values_list("field", flat=True))
    shown = {*chosen.values(), "internal_office"}  # with what evidence decided in the same table
    assert {chosen[letter] for letter in asked} <= remembered <= shown
    again = send(client, county, unsure_book(tmp_path / "二.xlsx"))
    assert "两种读法" not in page_of(client, "recognised", again)
    assert DutyItem.objects.count() == 0
