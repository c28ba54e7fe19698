"""Several townships' workbooks in one go: whose each is, one item of many files, one batch, one
undoing.
"""

import json
import zipfile
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from dutylist.history.models import Batch
from dutylist.history.refusals import Invalid, NotPossible, Stale
from items.entry.content import contents_of
from items.imports.preview.report_pages import alike_groups, matrix_page, report_page
from items.imports.reading.grid import FileRefused
from items.imports.reading.zip_files import name_of
from items.imports.services import jobs
from items.imports.services.importing import FilesRefused, Options
from items.models import DutyItem, ImportJob, ImportPart
from tests.factories import make_county, make_item, make_township, make_user

from .workbooks import FIRE, RIVER, save_rows

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
HEAD = ["序号", "事项名称", "对应上级部门", "上级部门职责", "配合职责"]
CREATING = Options(create_departments=True)
NAMES = ("城关镇", "河口乡", "湾头镇")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def county():
    county = make_county()
    for number, name in enumerate(NAMES):
        make_township(f"99012110{number}000", name)
    return county


@pytest.fixture
def clerk(county):
    return make_user("clerk", county=county)


@pytest.fixture
def book(tmp_path):
    """Saves a township's workbook: -> its path."""

    def save(township, *rows, name="", title=None):
        title = f"示例县{township}配合履职事项清单" if title is None else title
        return save_rows(
            tmp_path / f"{name or township}.xlsx", [[title], HEAD, *[list(row) for row in rows]]
        )

    return save


def named(row, name, **cells):
    return [row[0], name, *row[2:4], cells.get("help", row[4])]


def upload(path):
    return SimpleUploadedFile(path.name, path.read_bytes())


def preview(paths, clerk, options=CREATING):
    return jobs.preview_uploads(
        [upload(path) for path in paths], county=make_county(), by=clerk, options=options
    )


def packed(path, members):
    """A zip of {name in it: path}."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member if isinstance(member, bytes) else member.read_bytes())
    return path


def register():
    return {
        content["name"]: content for content in contents_of(DutyItem.objects.current()).values()
    }


def codes_of(job):
    return [(error["part"], error["code"]) for error in job.detail["errors"]]


# ---- one item of many files


def test_an_item_of_several_files_is_one_item_that_reaches_them_all(book, clerk):
    paths = [
        book("城关镇", RIVER, FIRE),
        book("河口乡", RIVER),
        book("湾头镇", RIVER, named(RIVER, "水库巡查")),
    ]
    job = preview(paths, clerk)
    assert (job.report["counts"]["new"], DutyItem.objects.count()) == (3, 0)
    jobs.confirm(job, by=clerk, reason="各乡镇报送")
    reached = {name: content["townships"] for name, content in register().items()}
    assert reached == {
        "河道巡查": ["990121100000", "990121101000", "990121102000"],
        "森林防火": ["990121100000"],
        "水库巡查": ["990121102000"],
    }
    assert list(DutyItem.objects.values_list("version", flat=True)) == [1, 1, 1]
    assert Batch.objects.filter(reason="各乡镇报送").count() == 1


def test_the_preview_shows_each_item_with_its_mark_in_each_file(book, clerk):
    make_item("coordination", "森林防火", scope="listed", townships=["990121100000"])
    paths = [
        book("城关镇", RIVER, named(FIRE, "森林防火")),
        book("河口乡", RIVER, named(RIVER, "水库巡查")),
    ]
    page = matrix_page(preview(paths, clerk), size=2)
    assert (page.total, page.pages, page.has_next) == (3, 2, True)
    marks = {row["name"]: row["marks"] for row in matrix_page(preview(paths, clerk)).rows}
    assert marks == {
        "河道巡查": {"1": "new", "2": "joins"},
        "森林防火": {"1": "alike"},
        "水库巡查": {"2": "new"},
    }


def test_one_decision_settles_every_row_that_is_alike_in_the_same_way(book, clerk):
    paths = [
        book("城关镇", RIVER),
        *[book(n, named(RIVER, RIVER[1], help=f"{n}每日巡查。")) for n in NAMES[1:]],
    ]
    job = preview(paths, clerk)
    [group] = alike_groups(job)
    assert (job.report["counts"]["alike"], group["count"], group["parts"]) == (2, 2, [2, 3])
    job = jobs.decide(job, by=clerk, decisions={group["group"]: "own_wording"})
    assert job.report["counts"]["alike"] == 0
    jobs.confirm(job, by=clerk, reason="各乡镇报送")
    [content] = register().values()
    assert content["townships"] == ["990121100000", "990121101000", "990121102000"]
    assert {v["townships"][0]: v["township_duty"] for v in content["variants"]} == {
        "990121101000": "河口乡每日巡查。",
        "990121102000": "湾头镇每日巡查。",
    }


def test_a_decision_about_one_row_goes_before_that_about_its_group(book, clerk):
    paths = [
        book("城关镇", RIVER),
        *[book(n, named(RIVER, RIVER[1], help=f"{n}每日巡查。")) for n in NAMES[1:]],
    ]
    job = preview(paths, clerk)
    [group] = alike_groups(job)
    last = report_page(job, outcome="alike", part=3).rows[0]["key"]
    job = jobs.decide(job, by=clerk, decisions={group["group"]: "county_text", last: "new"})
    jobs.confirm(job, by=clerk, reason="各乡镇报送")
    assert sorted(len(c["townships"]) for c in contents_of(DutyItem.objects.all()).values()) == [
        1,
        2,
    ]


def test_what_a_township_lacks_it_leaves_and_an_item_nobody_has_is_cancelled(book, clerk):
    jobs.confirm(
        preview([book("城关镇", RIVER, FIRE), book("河口乡", RIVER, FIRE)], clerk),
        by=clerk,
        reason="报送",
    )
    paths = [book("城关镇", RIVER), book("河口乡", RIVER, named(RIVER, "水库巡查"))]
    job = preview(paths, clerk, Options(cancel_absent=True))
    assert [(row["part"], row["name"]) for row in report_page(job, outcome="absent").rows] == [
        (1, "森林防火"),
        (2, "森林防火"),
    ]
    jobs.confirm(job, by=clerk, reason="报送")
    assert set(register()) == {"河道巡查", "水库巡查"}
    jobs.confirm(
        preview([book("城关镇", FIRE), book("河口乡", RIVER)], clerk), by=clerk, reason="报送"
    )
    job = preview([book("城关镇", FIRE), book("河口乡", RIVER)], clerk, Options(cancel_absent=True))
    jobs.confirm(job, by=clerk, reason="报送")
    assert register()["河道巡查"]["townships"] == ["990121101000"]


def test_the_same_files_again_change_nothing(book, clerk):
    paths = [
        book("城关镇", RIVER, FIRE),
        book("河口乡", RIVER),
        book("湾头镇", named(RIVER, "水库巡查")),
    ]
    jobs.confirm(preview(paths, clerk), by=clerk, reason="各乡镇报送")
    again = preview(paths, clerk).report["counts"]
    assert (again["same"], again["new"], again["changed"], again["alike"]) == (3, 0, 0, 0)


# ---- whose list each file is


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("一", "示例县河口乡配合履职事项清单"),
        ("河口乡2026", "配合履职事项清单"),
        ("河口", "配合履职事项清单"),
    ],
)
def test_a_township_is_recognised_by_the_title_or_the_name_of_the_file(book, clerk, name, title):
    job = preview([book("城关镇", RIVER), book("", RIVER, name=name, title=title)], clerk)
    assert [part.township.name for part in job.files] == ["城关镇", "河口乡"]
    assert codes_of(job) == []


def test_a_file_of_no_known_township_is_an_error_that_names_the_allowed_ones(book, clerk):
    job = preview(
        [book("城关镇", RIVER), book("海滨镇", RIVER), book("", RIVER, name="清单", title="")],
        clerk,
    )
    found = [
        (error["part"], error["message"], error["suggestion"]) for error in job.detail["errors"]
    ]
    assert found == [
        (2, "示例县没有“海滨镇”。", "可选：城关镇、河口乡、湾头镇。"),
        (
            3,
            "标题、工作表名称和文件名中都没有写明是哪个单位的清单。",
            "可选：城关镇、河口乡、湾头镇。",
        ),
    ]
    with pytest.raises(NotPossible, match="还有错误"):
        jobs.confirm(job, by=clerk, reason="报送")
    job = jobs.decide(
        job, by=clerk, townships={2: "990121101000", 3: make_township("990121102000", "湾头镇")}
    )
    assert codes_of(job) == []
    jobs.confirm(job, by=clerk, reason="报送")
    assert register()["河道巡查"]["townships"] == ["990121100000", "990121101000", "990121102000"]


def test_two_files_of_one_township_are_an_error(book, clerk):
    job = preview([book("城关镇", RIVER), book("城关镇", FIRE, name="城关镇（新）")], clerk)
    assert codes_of(job) == [(2, "same_township")]


def test_several_files_are_no_single_townships(book, clerk, county):
    options = Options(township=make_township("990121100000", "城关镇"))
    with pytest.raises(Invalid, match="多个文件"):
        preview([book("城关镇", RIVER), book("河口乡", RIVER)], clerk, options)


# ---- the zip


def test_a_zip_is_its_files_and_what_is_left_aside_is_named(book, clerk, tmp_path):
    members = {
        "各乡镇/城关镇.xlsx": book("城关镇", RIVER),
        "各乡镇/河口乡.xlsx": book("河口乡", RIVER),
        "各乡镇/~$河口乡.xlsx": b"lock",
        "__MACOSX/各乡镇/._城关镇.xlsx": b"fork",
        "各乡镇/.DS_Store": b"store",
    }
    job = preview([packed(tmp_path / "各乡镇.zip", members)], clerk)
    assert [(part.file_name, part.township.name) for part in job.files] == [
        ("城关镇.xlsx", "城关镇"),
        ("河口乡.xlsx", "河口乡"),
    ]
    assert [skipped["name"] for skipped in job.report["skipped_files"]] == [
        "各乡镇/~$河口乡.xlsx",
        "__MACOSX/各乡镇/._城关镇.xlsx",
        "各乡镇/.DS_Store",
    ]
    assert job.file_name == "各乡镇.zip"


def test_names_written_by_windows_are_read(book, clerk, tmp_path):
    path = packed(
        tmp_path / "各乡镇.zip",
        {"ABCDEF.xlsx": book("城关镇", RIVER), "b.xlsx": book("河口乡", RIVER)},
    )
    path.write_bytes(path.read_bytes().replace(b"ABCDEF", "城关镇".encode("gb18030")))
    assert [part.file_name for part in preview([path], clerk).files] == ["城关镇.xlsx", "b.xlsx"]


def test_folders_written_by_windows_and_links_are_no_files(book, clerk, tmp_path):
    path, link = tmp_path / "各乡镇.zip", zipfile.ZipInfo("旧清单.xlsx")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("各乡镇\\", b"")
        archive.writestr(link, "/etc/passwd")
        for name in ("城关镇", "河口乡"):
            archive.writestr(f"各乡镇\\{name}.xlsx", book(name, RIVER).read_bytes())
    job = preview([path], clerk)
    assert [part.file_name for part in job.files] == ["城关镇.xlsx", "河口乡.xlsx"]
    assert job.report["skipped_files"] == [{"name": "旧清单.xlsx", "reason": "链接，不是文件"}]


def test_a_name_a_zip_writes_twice_is_read_as_it_was_meant():
    member = zipfile.ZipInfo("城关镇.xlsx")  # as later versions of the library give it
    assert name_of(member) == "城关镇.xlsx"


def test_a_path_in_a_zip_leads_nowhere(book, clerk, tmp_path, settings):
    members = {
        "../../城关镇.xlsx": book("城关镇", RIVER),
        "/etc/河口乡.xlsx": book("河口乡", RIVER),
    }
    job = preview([packed(tmp_path / "各乡镇.zip", members)], clerk)
    kept = {path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}
    assert kept == {f"{part.sha256}.xlsx" for part in job.files}


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"内.zip": b"PK\x03\x04", "城关镇.xlsx": b"x"}, "nested_archive"),
        ({f"{n}.xlsx": b"0" * 30_000_000 for n in range(7)}, "zip_bomb"),
        ({f"{n}.xlsx": b"x" for n in range(101)}, "too_many_files"),
        ({"~$城关镇.xlsx": b"x"}, "empty_archive"),
    ],
)
def test_a_zip_that_is_no_parcel_of_workbooks_is_refused(clerk, tmp_path, members, code):
    with pytest.raises(FileRefused) as refused:
        preview([packed(tmp_path / "各乡镇.zip", members)], clerk)
    assert refused.value.code == code
    assert ImportJob.objects.count() == 0


def test_everything_against_any_file_is_said_at_once_and_nothing_is_kept(
    book, clerk, tmp_path, settings
):
    secret = book("河口乡", named(RIVER, RIVER[1], help="机密★10年"))
    program = tmp_path / "湾头镇.xlsx"
    program.write_bytes(b"MZ\x90\0" + b"\0" * 100)
    with pytest.raises(FilesRefused) as refused:
        preview([book("城关镇", RIVER), secret, program], clerk)
    assert [(name, code) for name, _said, code in refused.value.files] == [
        ("河口乡.xlsx", "classified"),
        ("湾头镇.xlsx", "executable"),
    ]
    assert (ImportPart.objects.count(), settings.MEDIA_ROOT.exists()) == (0, False)


# ---- to its end


def test_undoing_takes_all_files_back_in_one_batch(book, clerk):
    make_item("coordination", "禁毒宣传", scope="listed", townships=["990121100000"])
    before = register()
    paths = [
        book("城关镇", RIVER, FIRE),
        book("河口乡", RIVER),
        book("湾头镇", named(FIRE, "水库巡查")),
    ]
    job = jobs.confirm(preview(paths, clerk), by=clerk, reason="各乡镇报送")
    job = jobs.undo_import(job, by=clerk, reason="文件拿错了")
    assert (job.state, register()) == ("undone", before)


def test_confirming_is_refused_when_the_list_moved_since(book, clerk):
    job = preview([book("城关镇", RIVER), book("河口乡", RIVER)], clerk)
    make_item("basic", "负责公文、档案和印章管理")
    with pytest.raises(Stale, match="重新预览"):
        jobs.confirm(job, by=clerk, reason="报送")
    assert "河道巡查" not in register()


def test_who_saw_an_older_preview_is_told(book, clerk):
    job = preview([book("城关镇", RIVER), book("河口乡", RIVER)], clerk)
    mine = ImportJob.objects.get(pk=job.pk)
    jobs.decide(ImportJob.objects.get(pk=job.pk), by=clerk, options={"cancel_absent": True})
    with pytest.raises(Stale, match="他人改动"):
        jobs.confirm(mine, by=clerk, reason="报送")
    assert register() == {}


# ---- the commands


def command(name, *arguments):
    out = StringIO()
    call_command(name, *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


def run(*paths, more=("--reason", "报送"), by="wang"):
    return command(
        "import_workbook",
        *paths,
        "--county",
        "990121000000",
        "--by",
        by,
        "--create-departments",
        *more,
    )


@pytest.fixture
def wang(county):
    return make_user("clerk", username="wang", county=county)


def test_the_command_reads_several_files_and_tells_of_the_whole_and_of_each(book, wang):
    paths = [book("城关镇", RIVER, FIRE), book("河口乡", RIVER)]
    found = json.loads(run(*paths, more=("--dry-run", "--json")))
    rows = [(row["file"], row["townships"], row["name"]) for row in found.pop("rows")]
    assert {(file, *townships) for file, townships, _name in rows} == {
        ("城关镇.xlsx", "990121100000"),
        ("河口乡.xlsx", "990121101000"),
    }
    files = found.pop("files")
    assert found == {
        "new": 2,
        "changed": 0,
        "same": 0,
        "alike": 0,
        "waiting": 0,
        "absent": 0,
        "by_kind": {"basic": 0, "coordination": 3, "reclaimed": 0},
        "unknown_columns": [],
        "errors": [],
        "warnings": [],
    }
    assert [(file["file"], file["township"], file["new"], file["changed"]) for file in files] == [
        ("城关镇.xlsx", "990121100000", 2, 0),
        ("河口乡.xlsx", "990121101000", 0, 1),
    ]
    assert DutyItem.objects.count() == 0


def test_an_import_by_command_is_taken_back_by_command(book, wang, tmp_path):
    said = run(
        packed(
            tmp_path / "各乡镇.zip",
            {"1.xlsx": book("城关镇", RIVER), "2.xlsx": book("河口乡", FIRE)},
        )
    )
    number = ImportJob.objects.get().pk
    assert f"undo_import {number}" in said
    assert "2.xlsx（河口乡）：新增 1" in said
    assert set(register()) == {"河道巡查", "森林防火"}
    assert "已撤销导入" in command("undo_import", number, "--by", "wang", "--reason", "文件拿错了")
    assert register() == {}
    with pytest.raises(CommandError, match="已撤销导入，不能撤销"):
        command("undo_import", number, "--by", "wang", "--reason", "再来一次")


def test_nobody_takes_back_what_he_may_not_see(book, wang):
    run(book("城关镇", RIVER), more=("--reason", "报送", "--township", "990121100000"))
    make_user("clerk", username="lin", county=make_county("990122000000", "邻县"))
    with pytest.raises(CommandError, match="没有编号为"):
        command("undo_import", ImportJob.objects.get().pk, "--by", "lin", "--reason", "越权")


def test_every_refused_file_is_an_error_of_the_command(book, wang, tmp_path):
    program = tmp_path / "湾头镇.xlsx"
    program.write_bytes(b"MZ" + b"\0" * 100)
    out = StringIO()
    with pytest.raises(CommandError, match=r"湾头镇\.xlsx：这是一个程序文件"):
        call_command(
            *(
                "import_workbook",
                str(book("城关镇", RIVER)),
                str(program),
                "--county",
                "990121000000",
            ),
            *("--by", "wang", "--reason", "报送", "--json"),
            stdout=out,
        )
    [error] = json.loads(out.getvalue())["errors"]
    assert (error["value"], error["code"], error["row"]) == ("湾头镇.xlsx", "executable", None)
    assert ImportJob.objects.count() == 0


def test_one_township_cannot_be_named_for_several_files(book, wang):
    with pytest.raises(CommandError, match="多个文件"):
        run(
            book("城关镇", RIVER),
            book("河口乡", RIVER),
            more=("--dry-run", "--township", "990121100000"),
        )
