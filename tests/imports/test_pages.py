"""The pages of an import: who may, what they show, one click at a time without script; and the
command.
"""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dutylist.organizations.roles import Role
from items.imports.services import jobs
from items.models import DutyItem, ImportJob
from tests.factories import make_county, make_department, make_township, make_user

from .workbooks import FIRE, RIVER, UPLOAD, address, hand_in, page_of, save_rows, save_workbook

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("files_kept"),
    pytest.mark.either_database,
]


@pytest.fixture
def book(tmp_path):
    return save_workbook(
        tmp_path / "清单.xlsx", ("coordination", ["一、自然资源（2项）", RIVER, FIRE])
    )


def send(client, county, path, **fields):
    return hand_in(client, county, path, create_departments="on", **fields)


def test_from_the_file_to_the_register_and_back(client, clerk, county, book):
    recognised = client.get(send(client, county, book).url).content.decode()
    job = ImportJob.objects.get()
    assert "将新建的部门 3个" in recognised
    assert "县水利局、县林业局、县应急管理局" in recognised
    assert "确认后将新增2项、新建部门3个" in page_of(client, "preview", job)
    assert (DutyItem.objects.count(), job.sha256[:8] in job.file.name) == (0, True)
    client.post(address("confirm", job), {"reason": "首次录入"})
    assert DutyItem.objects.current().count() == 2
    assert "已新增2项、新建部门3个、新建类别1个，写入事项库。" in page_of(client, "done", job)
    client.post(address("undo", job), {"reason": "文件拿错了"})
    assert DutyItem.objects.current().count() == 0
    assert "理由：文件拿错了" in page_of(client, "done", job)


def test_without_a_reason_nothing_is_imported_and_the_page_says_so(client, clerk, county, book):
    send(client, county, book)
    job = ImportJob.objects.get()
    answer = client.post(address("confirm", job), {"reason": ""})
    assert (answer.status_code, "请填写理由。" in answer.content.decode()) == (422, True)
    assert DutyItem.objects.count() == 0


def test_errors_are_listed_with_sheet_row_and_column_and_cannot_be_confirmed(
    client, clerk, county, tmp_path
):
    path = save_workbook(tmp_path / "清单.xlsx", ("coordination", [RIVER, [2, None, *FIRE[2:]]]))
    send(client, county, path)
    job = ImportJob.objects.get()
    page = page_of(client, "preview", job)
    assert [
        said in page
        for said in ("第4行 <b>B列</b>", ">缺少事项名称。<", "1处错误，改正以后才能导入")
    ] == [True] * 3
    assert "填写理由" not in page
    assert client.get(address("confirm", job)).url == address("preview", job)
    answer = client.post(address("confirm", job), {"reason": "试试"}, follow=True)
    assert "文件中还有错误" in answer.content.decode()
    assert DutyItem.objects.count() == 0


def test_a_column_that_waits_for_a_person_is_said_in_step_2_and_can_be_left_out_there(
    client, clerk, county, tmp_path
):
    head = ["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责", "还有哪家"]
    rows = [["示例县配合履职事项清单"], head, [*RIVER[:5], "县财政局：安排经费。"]]
    send(client, county, save_rows(tmp_path / "清单.xlsx", rows))
    job = ImportJob.objects.get()
    assert "写的像是部门的职责，看不出是哪一类部门" in page_of(client, "recognised", job)
    assert "到第2步指定" in page_of(client, "preview", job)
    client.post(address("assign", job), {"column-1-F": "ignored"})
    assert "看不出是哪一类部门" not in page_of(client, "recognised", job)


def test_while_rows_are_faulty_what_the_file_lacks_is_said_to_be_unsettled(
    client, clerk, county, tmp_path
):
    names = [[1, "河道巡查"], [2, "森林防火"], [3, "征兵宣传"]]
    send(client, county, save_workbook(tmp_path / "一.xlsx", ("basic", names)))
    jobs.confirm(ImportJob.objects.get(), by=clerk, reason="首次录入")
    send(client, county, save_workbook(tmp_path / "二.xlsx", ("basic", [names[0], [2, "#REF!"]])))
    faulty = page_of(client, "preview", ImportJob.objects.first(), show="absent")
    send(client, county, save_workbook(tmp_path / "三.xlsx", ("basic", names[:2])))
    sound = page_of(client, "preview", ImportJob.objects.first(), show="absent")
    assert ["文件中还有1处错误。" in page for page in (faulty, sound)] == [True, False]
    assert ["森林防火" in page for page in (faulty, sound)] == [False, False]


def test_a_refused_file_is_said_at_the_field(client, clerk, county, tmp_path):
    path = tmp_path / "清单.xlsx"
    path.write_bytes(b"MZ\x90\0" + b"\0" * 100)
    page = send(client, county, path).content.decode()
    assert "这是一个程序文件，不是表格，不能上传。" in page
    assert ImportJob.objects.count() == 0


def test_a_township_of_another_county_is_refused(client, clerk, county, book):
    other = make_township("990122100000", "邻镇", county=make_county("990122000000", "邻县"))
    answer = send(client, county, book, township=other.pk)
    assert (answer.status_code, ImportJob.objects.count()) == (200, 0)


def test_alike_rows_are_decided_on_the_page(client, clerk, county, tmp_path):
    first = save_workbook(tmp_path / "一.xlsx", ("basic", [[1, "开展河道湖泊日常巡查和保洁工作"]]))
    send(client, county, first)
    jobs.confirm(ImportJob.objects.get(), by=clerk, reason="首次录入")
    second = save_workbook(tmp_path / "二.xlsx", ("basic", [[1, "开展河道湖泊日常巡查、保洁工作"]]))
    send(client, county, second)
    job = ImportJob.objects.first()
    assert "还有1项疑似同一事项，请先确定" in page_of(client, "preview", job)
    [row] = job.detail["rows"]
    client.post(address("decide", job), {f"decision-{row['key']}": "new"})
    job.refresh_from_db()
    assert (job.report["counts"]["new"], job.options["decisions"]) == (1, {row["key"]: "new"})
    client.post(address("discard", job))
    job.refresh_from_db()
    assert (job.state, DutyItem.objects.count()) == ("discarded", 1)


@pytest.mark.parametrize("show", ["new", "changed", "same", "alike", "absent", "error", "nonsense"])
def test_every_class_of_rows_has_its_page(client, clerk, county, book, show):
    send(client, county, book)
    answer = client.get(address("preview", ImportJob.objects.get()), {"show": show, "page": "9"})
    assert answer.status_code == 200


def test_pages_cost_the_same_however_many_rows(client, clerk, county, tmp_path):
    counts = []
    for size in (3, 30):
        rows = [[n, f"事项{n}号{'甲乙丙丁'[n % 4]}"] for n in range(size)]
        url = send(client, county, save_workbook(tmp_path / f"{size}.xlsx", ("basic", rows))).url
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
            client.get(url.replace("recognised", "preview"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CLERK])
def test_only_clerks_import(client, county, book, role):
    client.force_login(make_user(role, county=county))
    assert client.get(UPLOAD).status_code in (302, 403)
    assert send(client, county, book).status_code in (302, 403)
    assert ImportJob.objects.count() == 0


def test_strangers_are_led_to_the_log_in(client):
    assert client.get(UPLOAD).url.startswith("/login/")


def test_another_countys_job_does_not_exist(client, clerk, county, book):
    send(client, county, book)
    client.force_login(make_user(Role.CLERK, county=make_county("990122000000", "邻县")))
    pk = ImportJob.objects.get().pk
    assert client.get(reverse("imports:job", args=[pk])).status_code == 404
    assert client.post(reverse("imports:confirm", args=[pk]), {"reason": "越权"}).status_code == 404


# ---- the command


def command(path, *more, by="clerk"):
    out, err = StringIO(), StringIO()
    call_command(
        "import_workbook",
        str(path),
        "--county",
        "990121000000",
        "--by",
        by,
        *more,
        stdout=out,
        stderr=err,
    )
    return out.getvalue(), err.getvalue()


@pytest.fixture
def named(county):
    return make_user(Role.CLERK, county=county, username="clerk")


def test_the_command_imports_and_keeps_the_job(named, book):
    out, _err = command(book, "--create-departments", "--reason", "首次录入", "--json")
    told = json.loads(out)
    assert [row["name"] for row in told.pop("rows")] == ["河道巡查", "森林防火"]
    assert told == {
        "new": 2,
        "changed": 0,
        "same": 0,
        "alike": 0,
        "waiting": 0,
        "absent": 0,
        "by_kind": {"basic": 0, "coordination": 2, "reclaimed": 0},
        "unknown_columns": [],
        "errors": [],
        "warnings": [],
    }
    job = ImportJob.objects.get()
    assert (job.state, DutyItem.objects.count()) == ("imported", 2)
    jobs.undo_import(job, by=named, reason="文件拿错了")
    assert DutyItem.objects.current().count() == 0


def test_the_json_tells_every_row_as_it_was_read(named, book):
    out, _err = command(book, "--create-departments", "--dry-run", "--json")
    [river, fire] = json.loads(out)["rows"]
    assert {
        name: river[name] for name in ("sheet", "row", "outcome", "townships", "code", "number")
    } == {
        "sheet": "乡镇（街道）配合履职事项清单"[-8:],
        "row": 4,
        "outcome": "new",
        "townships": [],
        "code": "",
        "number": 1,
    }
    assert (river["kind"], river["category"], river["township_duty"]) == (
        "coordination",
        "自然资源",
        RIVER[4],
    )
    shares = [(part["department"], part["role"], part["duty"]) for part in fire["responsibilities"]]
    assert shares == [
        ("县林业局", "lead", "1.制定规划。"),
        ("县应急管理局", "joint", "1.组织扑救。"),
    ]


def test_rows_are_told_where_errors_stop_the_import_and_of_a_townships_file_with_its_code(
    named, book
):
    make_department("县水利局")
    out = StringIO()
    call = (
        "import_workbook",
        str(book),
        "--county",
        "990121000000",
        "--by",
        "clerk",
        "--township",
        "990121100000",
    )
    with pytest.raises(CommandError, match="2处错误"):
        call_command(*call, "--dry-run", "--json", stdout=out, stderr=StringIO())
    rows = json.loads(out.getvalue())["rows"]
    assert [(row["name"], row["outcome"], row["townships"]) for row in rows] == [
        ("河道巡查", "new", ["990121100000"]),
        ("森林防火", "error", ["990121100000"]),
    ]


def test_a_dry_run_needs_no_reason_and_writes_nothing(named, book):
    out, _err = command(book, "--create-departments", "--dry-run")
    assert "新增 2" in out
    assert (DutyItem.objects.count(), ImportJob.objects.count()) == (0, 0)


def test_any_error_ends_the_command_and_writes_nothing(named, book):
    make_department("县水利局")
    out = StringIO()
    with pytest.raises(CommandError, match="2处错误"):
        call_command(
            *(
                "import_workbook",
                str(book),
                "--county",
                "990121000000",
                "--by",
                "clerk",
                "--reason",
                "录入",
                "--json",
            ),
            stdout=out,
            stderr=StringIO(),
        )
    errors = json.loads(out.getvalue())["errors"]
    assert [(error["row"], error["column"], error["code"]) for error in errors] == [
        (5, "C", "unknown_department")
    ] * 2
    assert (DutyItem.objects.count(), ImportJob.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--reason", " "], "--reason"),
        (["--reason", "录入", "--township", "990122100000"], "没有代码为990122100000的乡镇"),
        (["--reason", "录入", "--by", "nobody"], "nobody"),
    ],
)
def test_the_command_refuses_in_one_line(named, book, more, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        command(book, *more)
    assert "\n" not in str(refused.value)


def test_the_command_says_plainly_when_there_is_no_file(named, tmp_path):
    with pytest.raises(CommandError, match="打不开文件"):
        command(tmp_path / "没有.xlsx", "--reason", "录入")


def test_a_refused_file_is_one_error_without_a_place(named, tmp_path):
    path = tmp_path / "清单.xlsx"
    path.write_bytes(b"MZ" + b"\0" * 100)
    out = StringIO()
    with pytest.raises(CommandError, match="程序文件"):
        call_command(
            *(
                "import_workbook",
                str(path),
                "--county",
                "990121000000",
                "--by",
                "clerk",
                "--reason",
                "录入",
                "--json",
            ),
            stdout=out,
            stderr=StringIO(),
        )
    [error] = json.loads(out.getvalue())["errors"]
    assert (error["code"], error["sheet"], error["row"], error["column"]) == (
        "executable",
        "",
        None,
        "",
    )
