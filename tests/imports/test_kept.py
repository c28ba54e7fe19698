"""A file of any format from its upload to the register: read alike, kept as what it is, faults
named as Word counts.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from items.imports.reading.grid import Cell, FileRefused, Sheet
from items.imports.reading.issues import Issue
from items.imports.recognition.tables import read_tables
from items.imports.services import jobs
from items.imports.services.importing import Options
from tests.factories import make_county, make_user

from .format_files import docx, p, tbl, tr
from .test_formats import FILES

CREATING = Options(create_departments=True)
HEAD = tr("序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责")
RIVER = ["河道巡查", "县水利局", "1.执法。", "1.巡查。"]


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def preview(name, data):
    county = make_county()
    upload = SimpleUploadedFile(name, data)
    return jobs.preview_upload(
        upload, county=county, by=make_user("clerk", county=county), options=CREATING
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["official.xls", "official.ods"])
def test_a_file_is_imported_and_kept_as_what_it_is_whatever_it_is_called(name):
    job = preview("清单.xlsx", (FILES / name).read_bytes())
    assert job.report["counts"]["new"] == 126
    assert job.files[0].file.name.endswith(name.removeprefix("official"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["机密★县清单.xls", "清单（秘密★1年）.xls"])
def test_a_file_that_is_called_secret_is_refused(name):
    with pytest.raises(FileRefused, match="文件名带有密级标志"):
        preview(name, (FILES / "official.xls").read_bytes())


@pytest.mark.django_db
def test_faults_of_a_document_are_named_by_paragraph_and_table(tmp_path):
    again = tr("2", *RIVER)
    table = tbl(HEAD, tr("1", *RIVER), again, tr("3", "", "县林业局", "1.指导。", "1.扑救。"))
    path = docx(tmp_path / "清单.docx", p("示例县配合履职事项清单") + table)
    job = preview("清单.docx", path.read_bytes())
    errors = [(error["code"], error["where"], error["message"]) for error in job.detail["errors"]]
    assert errors == [
        ("duplicate_row", "第1个表格第3行第2列", "与第1个表格第2行读入的内容完全相同。"),
        ("missing_name", "第1个表格第4行第2列", "缺少事项名称。"),
    ]


def test_a_place_in_a_document_counts_columns_as_word_does():
    issue = Issue("正文", 4, "B", "", "missing_name", "缺少事项名称。", "请填写。")
    assert (
        issue.placed({("正文", 4): "第1个表格第4行"}).sentence
        == "第1个表格第4行第2列：缺少事项名称。请填写。"
    )
    assert issue.placed({}).sentence == "工作表“正文”第4行B列：缺少事项名称。请填写。"
    assert "where" not in issue.as_json()


def test_what_was_left_out_is_said():
    sheet = Sheet(
        "正文",
        cells=[Cell(1, 1, "序号"), Cell(1, 2, "事项名称")],
        remarks=["有2处隐藏文字，未读入"],
    )
    assert "有2处隐藏文字，未读入" in [skipped.reason for skipped in read_tables([sheet]).skipped]
