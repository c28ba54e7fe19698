"""A column that may be read in two ways waits for a person; what he chose holds for the county's later
files.
"""

import pytest

from items.imports.checking.rows import check_file
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


def rows_of_two_readings():
    rows = rows_of_unknown_heads()[:4]
    rows[1] = ["序号", "事项名称", "谁牵头", "怎么办", "乡镇职责"]
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
    words = {"谁牵头": "departments", "怎么办": "department_duty"}
    assert unsure_columns(rows_of_two_readings(), words=words) == []


def test_the_columns_a_person_pointed_at_are_never_asked_again():
    heads = {"表!2": {"C": "departments", "D": "department_duty"}}
    assert unsure_columns(rows_of_two_readings(), heads=heads) == []


def test_step_2_shows_both_readings_and_remembers_the_choice(client, clerk, county, tmp_path):
    job = send(client, county, unsure_book(tmp_path / "一.xlsx"))
    page = page_of(client, "recognised", job)
    assert "两种读法，请选定" in page
    assert "（可能）</option>" in "".join(page.split())
    assert "依据：" in page
    asked = {error["column"] for error in job.report["errors"]}
    chosen = {"C": "departments", "D": "department_duty"}
    do(
        client,
        "assign",
        job,
        **{f"column-1-{letter}": chosen[letter] for letter in asked & chosen.keys()},
        remember="1",
    )
    job.refresh_from_db()
    assert [e for e in job.report["errors"] if e["code"] == "columns_unsure"] == []
    assert HeadWord.objects.count() == len(asked & chosen.keys())
    again = send(client, county, unsure_book(tmp_path / "二.xlsx"))
    assert "两种读法" not in page_of(client, "recognised", again)
    assert DutyItem.objects.count() == 0
