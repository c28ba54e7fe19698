"""A file among several that is no list, or that nobody can read: an error until it is left out, and
never silent.
"""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from dutylist.history.refusals import Invalid, NotPossible
from items.entry.content import contents_of
from items.imports.services import jobs
from items.imports.services.importing import FilesRefused, Options
from items.imports.services.returning import returned_file
from items.models import DutyItem, ImportJob, ImportPart
from tests.factories import make_county, make_township, make_user

from .format_files import docx, p
from .test_many import packed
from .workbooks import FIRE, RIVER, save_rows

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
HEAD = ["序号", "事项名称", "对应上级部门", "上级部门职责", "配合职责"]
CREATING = Options(create_departments=True)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def county():
    county = make_county()
    for number, name in enumerate(("城关镇", "河口乡")):
        make_township(f"99012110{number}000", name)
    return county


@pytest.fixture
def clerk(county):
    return make_user("clerk", username="wang", name="王经办", county=county)


@pytest.fixture
def folder(tmp_path):
    """{what: path}: two townships' lists, a county's, a notice, a file that is damaged, a program,
    a secret one.
    """

    def book(name, title, *rows):
        return save_rows(tmp_path / f"{name}.xlsx", [[title], HEAD, *rows])

    def raw(name, content):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    docx(tmp_path / "通知.docx", p("关于报送履职事项的通知") + p("请于月底前报送。"))
    return {
        "城关镇": book("城关镇", "示例县城关镇配合履职事项清单", RIVER),
        "河口乡": book("河口乡", "示例县河口乡配合履职事项清单", RIVER, FIRE),
        "全县": book("清单", "示例县配合履职事项清单", RIVER),
        "通知": tmp_path / "通知.docx",
        "坏": raw("扫描件.pdf", b"%PDF-1.4 scan"),
        "程序": raw("程序.xlsx", b"MZ\x90\0" + b"\0" * 100),
        "秘密": book("秘密", "配合履职事项清单", [1, "河道巡查", "县水利局", "机密★10年", "巡查"]),
    }


def preview(folder, clerk, *names, **options):
    uploads = [SimpleUploadedFile(folder[name].name, folder[name].read_bytes()) for name in names]
    chosen = Options(create_departments=True, **options)
    return jobs.preview_uploads(uploads, county=make_county(), by=clerk, options=chosen)


def codes_of(job):
    return [(error["part"], error["code"]) for error in job.detail["errors"]]


def reach():
    return {
        content["name"]: len(content["townships"])
        for content in contents_of(DutyItem.objects.current()).values()
    }


def test_a_stray_file_blocks_until_it_is_left_out_and_stays_named(folder, clerk):
    job = preview(folder, clerk, "城关镇", "通知", "河口乡")
    assert set(codes_of(job)) == {(2, "unknown_township"), (2, "no_table")}
    job = jobs.decide(job, by=clerk, leave_out={2: True})
    assert (codes_of(job), [part["part"] for part in job.report["parts"]]) == ([], [1, 3])
    assert job.report["left_out"] == [
        {"file": "通知.docx", "sheet": "", "key": "2", "by": "王经办"}
    ]
    done = jobs.confirm(job, by=clerk, reason="报送")
    assert done.report["left_out"][0]["file"] == "通知.docx"
    assert reach() == {"河道巡查": 2, "森林防火": 1}
    assert ImportPart.objects.filter(job=done).count() == 3


def test_what_was_left_out_can_be_taken_in_again(folder, clerk):
    job = jobs.decide(preview(folder, clerk, "城关镇", "河口乡"), by=clerk, leave_out={2: True})
    assert (job.report["counts"]["new"], job.is_many) == (1, True)
    job = jobs.decide(job, by=clerk, leave_out={2: False})
    assert (job.report["counts"]["new"], job.report["left_out"]) == (2, [])


def test_a_file_nobody_can_read_is_an_error_and_not_kept(folder, clerk, settings):
    job = preview(folder, clerk, "城关镇", "坏", "河口乡")
    assert codes_of(job) == [(2, "pdf")]
    assert job.detail["errors"][0]["suggestion"] == "请改正后重新上传，或选择不导入此文件。"
    kept = job.files[1]
    assert (kept.file_name, kept.file.name, len(kept.sha256), kept.refusal[1]) == (
        "扫描件.pdf",
        "",
        64,
        "pdf",
    )
    assert len([path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]) == 2
    with pytest.raises(NotPossible, match="还有错误"):
        jobs.confirm(job, by=clerk, reason="报送")
    with pytest.raises(NotPossible, match="没有需要标注"):
        returned_file(job)
    job = jobs.decide(job, by=clerk, leave_out={2: True})
    jobs.confirm(job, by=clerk, reason="报送")
    assert reach() == {"河道巡查": 2, "森林防火": 1}


@pytest.mark.parametrize("left", [(), ("程序.xlsx", "秘密.xlsx")])
def test_what_is_dangerous_or_secret_refuses_all_even_when_left_out(folder, clerk, settings, left):
    with pytest.raises(FilesRefused) as refused:
        preview(folder, clerk, "城关镇", "坏", "程序", "秘密", leave_out=left)
    codes = [code for _name, _said, code in refused.value.files]
    assert codes == ["executable", "classified", "pdf"]
    assert (ImportJob.objects.count(), Path(settings.MEDIA_ROOT).exists()) == (0, False)


def test_when_nothing_can_be_read_nothing_is_kept(folder, clerk):
    with pytest.raises(FilesRefused):
        preview(folder, clerk, "坏", "坏")
    assert ImportJob.objects.count() == 0


def test_what_was_no_list_stays_left_out(folder, clerk, tmp_path):
    save_rows(tmp_path / "模板.xlsx", [["示例县湾头镇配合履职事项清单"], HEAD])
    job = preview(
        {**folder, "模板": tmp_path / "模板.xlsx"},
        clerk,
        "城关镇",
        "模板",
        "河口乡",
        leave_out=("模板.xlsx",),
    )
    with pytest.raises(FilesRefused, match=r"模板\.xlsx：表格里还没有填写事项"):
        jobs.decide(job, by=clerk, leave_out={2: False})
    job.refresh_from_db()
    assert [left["file"] for left in job.report["left_out"]] == ["模板.xlsx"]


def test_not_everything_can_be_left_out(folder, clerk):
    job = preview(folder, clerk, "城关镇", "河口乡")
    with pytest.raises(Invalid, match="没有可以导入的内容"):
        jobs.decide(job, by=clerk, leave_out={1: True, 2: True})
    job.refresh_from_db()
    assert (job.report["left_out"], job.version) == ([], 1)
    with pytest.raises(Invalid, match="没有可以导入的内容"):
        preview(folder, clerk, "城关镇", leave_out=("城关镇.xlsx",))
    with pytest.raises(
        Invalid, match=r"没有名为“不在.xlsx”的文件或工作表。这次上传的有：城关镇.xlsx、河口乡.xlsx"
    ):
        preview(folder, clerk, "城关镇", "河口乡", leave_out=("不在.xlsx",))


def test_the_last_file_left_is_its_townships_or_said_to_be_the_countys(folder, clerk, county):
    job = preview(folder, clerk, "城关镇", "通知", leave_out=("通知.docx",))
    assert [part["township_name"] for part in job.report["parts"]] == ["城关镇"]
    job = preview(folder, clerk, "全县", "坏", leave_out=("扫描件.pdf",))
    assert (codes_of(job), job.is_many) == ([(1, "unknown_township")], True)
    job = jobs.decide(job, by=clerk, townships={1: county.code})
    assert (codes_of(job), job.is_many, job.report["counts"]["new"]) == ([], False, 1)
    jobs.confirm(job, by=clerk, reason="首次录入")
    assert {content["scope"] for content in contents_of(DutyItem.objects.all()).values()} == {"all"}


def test_a_township_may_be_chosen_for_the_one_file_that_is_imported(folder, clerk, county):
    chosen = county.children.get(name="河口乡")
    job = preview(folder, clerk, "全县", "通知", township=chosen, leave_out=("通知.docx",))
    assert (codes_of(job), job.is_many, job.township) == ([], False, chosen)


# ---- over the command


def run(*arguments):
    out = StringIO()
    given = ("--county", "990121000000", "--by", "wang", "--create-departments", "--reason", "报送")
    call_command("import_workbook", *map(str, arguments), *given, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_command_leaves_out_what_it_is_told_to_and_says_so(folder, clerk, tmp_path):
    members = {f"各乡镇/{folder[name].name}": folder[name] for name in ("城关镇", "坏", "河口乡")}
    parcel = packed(tmp_path / "各乡镇.zip", members)
    with pytest.raises(CommandError, match="有1处错误"):
        run(parcel)
    assert ImportJob.objects.count() == 0
    said = run(parcel, "--leave-out", "扫描件.pdf")
    assert "不导入：“扫描件.pdf”（王经办选定）" in said
    assert reach() == {"河道巡查": 2, "森林防火": 1}
    assert ImportJob.objects.get().report["left_out"][0]["key"] == "2"


def test_the_commands_json_names_what_was_left_out(folder, clerk):
    found = json.loads(
        run(folder["城关镇"], folder["通知"], "--leave-out", "通知.docx", "--json", "--dry-run")
    )
    assert found["left_out"] == [{"file": "通知.docx", "sheet": "", "key": "2", "by": "王经办"}]
    assert [file["file"] for file in found["files"]] == ["城关镇.xlsx"]
