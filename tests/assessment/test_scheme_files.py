"""A scheme is read from every format that a list is imported from; what cannot be read is refused
with a sentence that says which can.
"""

import json
import zipfile

import docx
import pytest
from docx.shared import Pt

from assessment.models import Scheme
from tests.attachments.files import upload
from tests.imports import test_formats
from tests.layouts.plain_files import save_csv

from .scheme_people import SCHEMES, browser_of, place, told

__all__ = ["place"]
pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
TITLE = "示例县2026年度综合考核指标（总分100分）"
HEAD = ("指标", "考核内容", "分值")
ROWS = [
    (TITLE, "", ""),
    HEAD,
    ("河湖日常巡查", "河道保洁，每月抽查", "20分"),
    ("招商引资到位资金", "按季度排名通报", "15"),
]


def save_chinese_csv(path, rows):
    save_csv(path, rows, encoding="gb18030", delimiter=";")


def save_as_et(path, rows):
    test_formats.save_xlsx(path, rows)


WRITERS = {**test_formats.WRITERS, "csv in GB18030": save_chinese_csv, "et": save_as_et}


def sent(place, path, user=None, **fields):
    form = {"file": upload(path.name, path.read_bytes()), "county": place.county.code}
    return browser_of(user or place.head).post(SCHEMES, form | {"owner": "县委组织部"} | fields)


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_scheme_in_every_format(place, tmp_path, kind):
    path = tmp_path / f"方案.{kind.split()[0]}"
    WRITERS[kind](path, ROWS)
    answer = told(sent(place, path))
    assert (answer["title"], answer["year"]) == ("示例县2026年度综合考核指标", 2026)
    assert answer["total_points"] == 100
    indicators = [(one["number"], one["name"], one["weight"]) for one in answer["indicators"]]
    assert indicators == [(1, "河湖日常巡查", 20), (2, "招商引资到位资金", 15)]
    found = {(one["indicator"], one["rule"]) for one in answer["findings"]}
    assert (2, "ranking") in found


@pytest.mark.parametrize("kind", WRITERS)
def test_a_fault_is_named_at_its_place_in_every_format(place, tmp_path, kind):
    path = tmp_path / f"方案.{kind.split()[0]}"
    WRITERS[kind](path, [*ROWS, ("河长履职", "查看记录", "二十")])
    answer = sent(place, path)
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert (error["row"], error["value"]) == (5, "二十")
    assert "应为数字" in error["message"]
    assert not Scheme.objects.exists()


def test_one_workbook_in_an_archive(place, tmp_path):
    inside, path = tmp_path / "方案.xlsx", tmp_path / "方案.zip"
    test_formats.save_xlsx(inside, ROWS)
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inside, inside.name)
    assert len(told(sent(place, path))["indicators"]) == 2


def test_a_document_with_its_text_around_the_table(place, tmp_path):
    """As an office writes it: title and facts as paragraphs, the indicators in a table, notes."""
    document, path = docx.Document(), tmp_path / "方案.docx"
    document.add_paragraph("示例县2026年度综合考核实施方案").runs[0].font.size = Pt(22)
    document.add_paragraph("考核实行百分制，总分100分，考核时间不超过3天。")
    table = document.add_table(3, 3)
    for row, cells in zip(ROWS[1:], table.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=True):
            cell.text = text
    document.save(path)
    answer = told(sent(place, path))
    assert (answer["title"], answer["total_points"], answer["days"]) == (
        "示例县2026年度综合考核实施方案",
        100,
        3,
    )
    assert len(answer["indicators"]) == 2


LISTED = {"kind": "basic", "name": "公文管理", "scope": "all", "number": 1}
REFUSED = {
    "方案.json": json.dumps({"title": "方案"}).encode(),
    "清单.json": json.dumps({"title": "清单", "entries": [LISTED]}).encode(),
    "方案.pdf": b"%PDF-1.4 x",
    "方案.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "方案.html": "<html><table><tr><td>指标</td></tr></table></html>".encode(),
    "方案.rar": b"Rar!\x1a\x07\x01\x00" + bytes(40),
    "方案.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
    "方案.txt": "没有表格的一段话。".encode(),
    "空.xlsx": b"",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_says_what_can(place, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(REFUSED[name])
    answer = sent(place, path)
    assert answer.status_code == 422, answer.content.decode()
    sentence = "；".join(error["message"] for error in answer.json()["errors"])
    assert sentence.endswith("。")
    assert any(word in sentence for word in (".xlsx", ".docx", "表头", "文件是空的"))
    assert ".json" not in sentence
    assert not Scheme.objects.exists()
