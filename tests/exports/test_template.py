"""The empty workbook: in the words of the place, lists to choose from, no item in it, and what is
filled in is read.
"""

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from dutylist.organizations.roles import Role
from items.exports.template import HINTS, template_book
from items.imports.reading.grid import FileRefused
from items.imports.services.importing import read_upload
from tests.factories import (
    make_category,
    make_county,
    make_department,
    make_tag,
    make_township,
    make_user,
)

from .test_lists import imported

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]


@pytest.fixture
def county():
    county = make_county()
    make_tag("林区", make_township("990121100000", "城关镇"))
    make_department("县水利局"), make_department("县林业局")
    make_category("coordination", "应急管理"), make_category("basic", "党的建设")
    return county


def book_of(county):
    return load_workbook(io.BytesIO(template_book(county)))


def values_of(book, source):
    """What a drop-down offers."""
    sheet, area = source.split("!")
    return [row[0].value for row in book[sheet][area.replace("$", "")]]


def test_the_tables_stand_in_the_words_of_the_place(county):
    book = book_of(county)
    assert book.sheetnames == [
        "填写说明",
        "基本履职事项",
        "配合履职事项",
        "上级部门收回事项",
        "下拉选项",
    ]
    heads = [cell.value for cell in book["配合履职事项"][2]]
    assert heads == [
        "序号",
        "类别",
        "事项名称",
        "对应上级部门",
        "上级部门职责",
        "镇配合职责",
        "适用范围",
    ]
    assert book["下拉选项"].sheet_state == "hidden"


def test_a_district_reads_no_word_of_a_county():
    district = make_county(name="示例区", kind="district")
    make_township("990121001000", "城关街道", kind="subdistrict", county=district)
    make_department("区水利局", county=district)
    texts = "".join(
        str(cell) for sheet in book_of(district) for row in sheet.values for cell in row if cell
    )
    assert "区水利局" in texts
    assert "县" not in texts
    assert "镇" not in texts


def test_departments_categories_and_places_can_be_chosen(county):
    book = book_of(county)
    rules = {
        str(rule.sqref): rule.formula1
        for rule in book["配合履职事项"].data_validations.dataValidation
    }
    assert [values_of(book, source) for source in rules.values()] == [
        ["应急管理"],
        ["县水利局", "县林业局"],
        ["林区", "城关镇"],
    ]
    assert list(rules) == ["B3:B502", "D3:D502", "G3:G502"]


def test_an_untouched_template_holds_no_item_and_is_told_so(county, tmp_path):
    path = tmp_path / "empty.xlsx"
    path.write_bytes(template_book(county))
    with pytest.raises(FileRefused, match="还没有填写事项"):
        read_upload(path)


def test_what_is_filled_in_is_read(county, tmp_path):
    book = book_of(county)
    book["基本履职事项"]["C3"] = "值班值守"
    sheet = book["配合履职事项"]
    for column, text in zip(
        "BCDEFG",
        ["应急管理", "防汛", "县水利局、县林业局（配合）", "1.调度。", "1.值守。", "林区"],
        strict=True,
    ):
        sheet[f"{column}3"] = text
    sheet = book["上级部门收回事项"]
    sheet["C3"], sheet["D3"], sheet["E3"] = "对违法建设的处罚", "县水利局（执法大队）", "开展检查"
    filled = io.BytesIO()
    book.save(filled)
    report = imported(filled.getvalue(), tmp_path)
    assert [problem.sentence for problem in (*report.errors, *report.warnings)] == []
    assert [(row["kind"], row["name"], row["outcome"]) for row in report.rows] == [
        ("basic", "值班值守", "new"),
        ("coordination", "防汛", "new"),
        ("reclaimed", "对违法建设的处罚", "new"),
    ]


def test_every_column_is_explained(county):
    texts = [cell for row in book_of(county)["填写说明"].values for cell in row if cell]
    assert set(HINTS.values()) <= set(texts)


def test_only_a_clerk_downloads_it(county):
    for role, status in ((Role.CLERK, 200), (Role.OFFICE_LEAD, 403), (Role.TOWNSHIP_STAFF, 403)):
        client = Client()
        client.force_login(make_user(role))
        assert client.get("/admin/items/import/template.xlsx").status_code == status
