"""The five pages of an import: what can be put right, what they keep, what they say when somebody
was faster.
"""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dutylist.organizations.roles import Role
from items.imports.services import jobs
from items.models import DutyItem, HeadWord, ImportJob
from tests.factories import make_county, make_department, make_township, make_user

from .workbooks import (
    FIRE,
    HEADS,
    RIVER,
    TITLES,
    UPLOAD,
    address,
    hand_in,
    page_of,
    save_rows,
    save_workbook,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("files_kept"),
    pytest.mark.either_database,
]


def send(client, county, *paths, query="", **fields):
    hand_in(client, county, *paths, query=query, **fields)
    return ImportJob.objects.first()


def basics(path, *names):
    return save_workbook(path, ("basic", [[n, name] for n, name in enumerate(names, 1)]))


def do(client, name, job, **data):
    return client.post(address(name, job), data, follow=True).content.decode()


def alike_job(client, county, clerk, tmp_path, count=1):
    """A job whose rows all look like items of the list."""
    names = [f"开展第{n}处河道湖泊日常巡查和保洁工作" for n in range(count)]
    jobs.confirm(
        send(client, county, basics(tmp_path / "一.xlsx", *names)), by=clerk, reason="首次录入"
    )
    return send(client, county, basics(tmp_path / "二.xlsx", *(f"{name}任务" for name in names)))


# ---- step 1


def test_the_mended_file_takes_the_place_of_the_faulty_one(client, clerk, county, tmp_path):
    wrong = save_workbook(tmp_path / "错.xlsx", ("basic", [[1, "河道巡查"], [2, "河道巡查"]]))
    faulty = send(client, county, wrong, township=make_township().pk)
    form = client.get(UPLOAD, {"again": faulty.pk}).context["form"]
    assert form.initial["township"] == make_township()
    mended = send(
        client, county, basics(tmp_path / "对.xlsx", "河道巡查"), query=f"?again={faulty.pk}"
    )
    faulty.refresh_from_db()
    assert (faulty.state, mended.state) == ("discarded", "previewed")


def test_every_refused_file_is_named(client, clerk, county, tmp_path):
    bad = tmp_path / "程序.xlsx"
    bad.write_bytes(b"MZ\x90\0" + b"\0" * 100)
    files = [basics(tmp_path / "好.xlsx", "河道巡查"), bad]
    sent = [SimpleUploadedFile(path.name, path.read_bytes()) for path in files]
    answer = client.post(UPLOAD, {"county": county.pk, "file": sent}).content.decode()
    assert "程序.xlsx：这是一个程序文件" in answer
    assert ImportJob.objects.count() == 0


# ---- step 2


def with_unknown_column(path):
    rows = [[TITLES["basic"]], [*HEADS["basic"], "归口办公室"], [1, "河道巡查", "农业办"]]
    return save_rows(path, rows)


def test_an_unknown_column_is_said_and_can_be_assigned_for_good(client, clerk, county, tmp_path):
    job = send(client, county, with_unknown_column(tmp_path / "一.xlsx"))
    assert "有1列不认识，没有读入" in page_of(client, "recognised", job)
    do(client, "assign", job, **{"column-1-C": "category", "remember": "1"})
    job.refresh_from_db()
    assert [row["category"] for row in job.detail["rows"]] == ["农业办"]
    assert HeadWord.objects.get().field == "category"
    again = send(client, county, with_unknown_column(tmp_path / "二.xlsx"))
    assert "每一列都已识别" in page_of(client, "recognised", again)


def test_a_column_that_is_not_to_be_read_is_not_asked_for_again(client, clerk, county, tmp_path):
    job = send(client, county, with_unknown_column(tmp_path / "一.xlsx"))
    said = do(client, "assign", job, **{"column-1-C": "ignored", "remember": "1"})
    assert "归口办公室（不读入）" in said
    again = page_of(
        client, "recognised", send(client, county, with_unknown_column(tmp_path / "二.xlsx"))
    )
    assert "归口办公室（不读入）" in again
    assert "不认识" not in again


def test_without_the_tick_an_assignment_is_for_this_file_alone(client, clerk, county, tmp_path):
    job = send(client, county, with_unknown_column(tmp_path / "一.xlsx"))
    do(client, "assign", job, **{"column-1-C": "category"})
    assert HeadWord.objects.count() == 0


def test_one_field_for_two_columns_is_refused_and_the_choice_kept(client, clerk, county, tmp_path):
    job = send(client, county, with_unknown_column(tmp_path / "一.xlsx"))
    said = do(client, "assign", job, **{"column-1-B": "name", "column-1-C": "name"})
    assert "B列和C列都选作“事项名称”" in said
    assert said.count('<option value="name" selected>') == 2


def test_a_sheet_without_a_head_is_read_as_the_clerk_says(client, clerk, county, tmp_path):
    job = send(
        client,
        county,
        save_rows(tmp_path / "台账.xlsx", [["某台账"], ["甲", "乙"], [1, "河道巡查"]]),
    )
    assert "工作表“Sheet1”没有找到表头" in page_of(client, "recognised", job)
    assert "请先选择哪一行是表头" in do(client, "assign", job, **{"sheet-1-B": "name"})
    do(client, "assign", job, **{"head-1": "2", "sheet-1-A": "number", "sheet-1-B": "name"})
    job.refresh_from_db()
    assert [row["name"] for row in job.detail["rows"]] == ["河道巡查"]


def test_skipped_sheets_and_rows_are_named_with_the_reason(client, clerk, county, tmp_path):
    rows = [[TITLES["basic"]], HEADS["basic"], [1, "河道巡查"], ["注：自公布之日起施行。"]]
    said = page_of(
        client, "recognised", send(client, county, save_rows(tmp_path / "一.xlsx", rows))
    )
    assert "没有读入的内容 1处" in said
    assert "注：自公布之日起施行。" in said


def test_a_files_township_can_be_put_right(client, clerk, county, tmp_path):
    other = make_township("990121101000", "河口乡", county=county)
    one, two = (
        basics(tmp_path / "城关镇.xlsx", "河道巡查"),
        basics(tmp_path / "不知谁的.xlsx", "森林防火"),
    )
    job = send(client, county, one, two)
    assert job.report["error_count"] == 1
    do(client, "assign", job, **{"township-2": other.code})
    job.refresh_from_db()
    assert (job.report["error_count"], job.report["parts"][1]["township_name"]) == (0, "河口乡")
    assert "森林防火" in page_of(client, "matrix", job)


# ---- step 3


def test_an_office_without_a_like_name_can_be_created_and_a_near_one_made_an_alias(
    client, clerk, county, tmp_path
):
    make_department("县自然资源和规划局")
    land = [1, "耕地保护", "县自然资源与规划局", "1.执法。", "1.巡查。"]
    rows = [land, [2, "茶园管理", "县茶叶办", "1.管理。", "1.宣传。"]]
    job = send(client, county, save_workbook(tmp_path / "一.xlsx", ("coordination", rows)))
    assert job.report["error_count"] == 2
    do(client, "decide", job, alias="县自然资源与规划局")
    job.refresh_from_db()
    assert job.report["error_count"] == 1
    do(client, "decide", job, switch="create")
    job.refresh_from_db()
    assert (job.report["error_count"], job.report["new_departments"]) == (0, ["县茶叶办"])


def test_each_unknown_name_is_shown_once_beside_the_most_like_and_settled_by_a_choice(
    client, clerk, county, tmp_path
):
    make_department("县公安局")
    make_department("县司法局")
    rows = [
        [n, f"事项{n}", name, "1.执法。", "1.巡查。"]
        for n, name in enumerate(("县公安据", "县公安据", "司法"), 1)
    ]
    job = send(client, county, save_workbook(tmp_path / "一.xlsx", ("coordination", rows)))
    names = client.get(address("preview", job)).context["offices"]["names"]
    assert [(name["name"], name["count"], name["nearest"]) for name in names] == [
        ("县公安据", 2, "县公安局"),
        ("司法", 1, ""),
    ]
    do(
        client,
        "decide",
        job,
        **{"office-县公安据": "县公安局", "office-司法": "县司法局", "office-县水利局": "县公安局"},
    )
    job.refresh_from_db()
    assert (job.report["error_count"], job.report["counts"]["new"]) == (0, 3)
    assert (
        client.post(address("decide", job), {"office-县公安据": "邻县公安局"}).status_code == 302
    )  # nothing asks for it now


def test_a_name_is_no_alias_of_an_office_the_county_does_not_have(client, clerk, county, tmp_path):
    make_department("县公安局")
    job = send(client, county, save_workbook(tmp_path / "一.xlsx", ("coordination", [RIVER])))
    name = job.detail["errors"][0]["value"]
    assert client.post(address("decide", job), {f"office-{name}": "邻县公安局"}).status_code == 404


def test_an_error_says_which_item_it_is_about(client, clerk, county, tmp_path):
    path = save_workbook(tmp_path / "一.xlsx", ("coordination", [[*RIVER[:4], None]]))
    job = send(client, county, path, create_departments="on")
    row = client.get(address("preview", job)).context["rows"][0]
    assert (row["item"], row["value"]) == ("河道巡查", "")


def test_only_a_name_that_was_complained_of_becomes_an_alias(client, clerk, county, tmp_path):
    make_department("县自然资源和规划局")
    land = [1, "耕地保护", "县自然资源与规划局", "1.执法。", "1.巡查。"]
    job = send(client, county, save_workbook(tmp_path / "一.xlsx", ("coordination", [land])))
    assert client.post(address("decide", job), {"alias": "随便什么局"}).status_code == 404
    job.refresh_from_db()
    assert job.report["error_count"] == 1


def test_a_table_of_several_kinds_is_said_to_be_of_all_of_them(client, clerk, county, tmp_path):
    rows = [
        ["序号", "事项类型", "事项名称", "对应上级部门", "上级部门职责", "配合职责"],
        [1, "基本履职", "村级档案整理", "", "", ""],
        [2, "配合履职", *RIVER[1:]],
    ]
    job = send(client, county, save_rows(tmp_path / "一.xlsx", rows))
    page = client.get(address("recognised", job)).content.decode()
    said = re.search(r'<p class="meta">(.*?)</p>', page[page.index('id="table-1"') :], re.DOTALL)[1]
    assert re.findall("基本履职|配合履职|部门收回", said) == ["基本履职", "配合履职"]


def test_every_state_of_the_filters_is_an_address(client, clerk, county, tmp_path):
    book = save_workbook(
        tmp_path / "一.xlsx",
        ("basic", [[1, "村级档案整理"], [2, "集市秩序维护"]]),
        ("coordination", [RIVER, FIRE]),
    )
    job = send(client, county, book, create_departments="on")
    names = [
        [
            row["name"]
            for row in client.get(address("preview", job), {"show": "new", **query}).context["rows"]
        ]
        for query in (
            {"kind": "coordination"},
            {"q": "档案"},
            {"sheet": TITLES["basic"][-8:]},
            {"q": "火星"},
        )
    ]
    assert names == [
        ["河道巡查", "森林防火"],
        ["村级档案整理"],
        ["村级档案整理", "集市秩序维护"],
        [],
    ]


def test_a_new_row_shows_what_it_will_write(client, clerk, county, tmp_path):
    job = send(
        client,
        county,
        save_workbook(tmp_path / "一.xlsx", ("coordination", [RIVER])),
        create_departments="on",
    )
    assert "县水利局（牵头）：1.组织执法检查。" in page_of(client, "preview", job).replace(
        "<ins>", ""
    )


def test_the_next_problem_is_found_across_pages(client, clerk, county, tmp_path):
    names = [f"河道巡查第{number}段" for number in range(61)]
    job = send(client, county, basics(tmp_path / "一.xlsx", *names, *names))
    first = client.get(address("preview", job), {"show": "error"}).context
    assert (first["problem_next"], first["page"].pages) == ("?show=error&page=2#row-1", 2)
    last = client.get(address("preview", job), {"show": "error", "page": 2}).context
    assert last["problem_before"] == "?show=error#row-50"


def test_one_choice_settles_all_that_are_filtered_and_no_other(client, clerk, county, tmp_path):
    job = alike_job(client, county, clerk, tmp_path, count=3)
    do(client, "decide", job, filter="?show=alike&q=第1处", all="new")
    job.refresh_from_db()
    assert [row["decision"] for row in job.detail["rows"]] == ["", "new", ""]


def test_nobody_is_sent_out_of_the_house(client, clerk, county, tmp_path):
    job = alike_job(client, county, clerk, tmp_path)
    for go in (
        "https://example.invalid/",
        "//example.invalid",
        f"{UPLOAD}//example.invalid",
        "javascript:1",
    ):
        assert client.post(address("decide", job), {"go": go}).url == address("preview", job)


def test_long_equal_passages_are_cut_and_shown_whole_on_demand(client, clerk, county, tmp_path):
    make_department("县水利局")
    long = "".join(f"{n}.认真组织开展第{n}段河道的巡查保洁。" for n in range(1, 40))
    book = [
        save_workbook(tmp_path / f"{n}.xlsx", ("coordination", [[*RIVER[:4], text]]))
        for n, text in enumerate((long, long + "报告。"))
    ]
    jobs.confirm(send(client, county, book[0]), by=clerk, reason="首次录入")
    job = send(client, county, book[1])
    short, whole = (
        page_of(client, "preview", job, show="changed", **more) for more in ({}, {"full": 1})
    )
    assert "<ins>报告。</ins>" in short
    assert ("第20段" in short, "第20段" in whole) == (False, True)


def test_the_absent_are_cancelled_only_when_the_clerk_says_so(client, clerk, county, tmp_path):
    jobs.confirm(
        send(client, county, basics(tmp_path / "一.xlsx", "河道巡查", "森林防火")),
        by=clerk,
        reason="录入",
    )
    job = send(client, county, basics(tmp_path / "二.xlsx", "河道巡查"))
    assert "只列出，不作改动" in page_of(client, "preview", job, show="absent")
    said = do(client, "decide", job, switch="cancel")
    assert "确认后将取消1项" in said
    assert "确认后将" not in do(client, "decide", job, switch="keep")


def test_of_several_files_the_absent_leave_the_scope_of_their_township(
    client, clerk, county, tmp_path
):
    make_township("990121101000", "河口乡", county=county)
    jobs.confirm(
        send(client, county, basics(tmp_path / "一.xlsx", "河道巡查", "森林防火")),
        by=clerk,
        reason="录入",
    )
    files = [basics(tmp_path / f"{name}.xlsx", "河道巡查") for name in ("城关镇", "河口乡")]
    said = do(client, "decide", send(client, county, *files), switch="cancel")
    assert "2项次不再适用于相应单位" in said


# ---- steps 4 and 5


def test_a_reason_outlives_a_refusal_and_a_look_back(client, clerk, county, tmp_path):
    job = send(client, county, basics(tmp_path / "一.xlsx", "河道巡查"))
    client.post(address("confirm", job), {"reason": "依据文件录入", "back": "1"})
    assert ">\n依据文件录入</textarea>" in page_of(client, "confirm", job)
    other = send(client, county, basics(tmp_path / "二.xlsx", "森林防火"))
    jobs.confirm(other, by=clerk, reason="抢先录入")
    answer = client.post(
        address("confirm", job), {"reason": "依据文件录入", "version": job.version}
    )
    said = answer.content.decode()
    assert (answer.status_code, "重新预览" in said, "依据文件录入" in said) == (412, True, True)
    do(client, "decide", job)
    assert "依据文件录入" in page_of(client, "confirm", job)
    assert "已新增1项" in do(client, "confirm", job, reason="依据文件录入")


def test_what_another_clerk_previewed_anew_is_not_confirmed_unseen(client, clerk, county, tmp_path):
    job = send(client, county, basics(tmp_path / "一.xlsx", "河道巡查"))
    jobs.decide(job, by=clerk, options={"cancel_absent": True})
    answer = client.post(address("confirm", job), {"reason": "录入", "version": job.version})
    assert (answer.status_code, DutyItem.objects.count()) == (412, 0)


def test_the_second_clerk_sees_that_it_was_confirmed(client, clerk, county, tmp_path):
    job = send(client, county, basics(tmp_path / "一.xlsx", "河道巡查"))
    second = make_user(Role.CLERK, county=county, username="second")
    jobs.confirm(job, by=second, reason="先到先录")
    said = do(client, "confirm", job, reason="后到")
    assert f"这次导入已由{second.get_full_name() or second.username}确认，没有重复写入" in said
    assert DutyItem.objects.count() == 1


def test_what_cannot_be_undone_says_why_and_keeps_the_reason(client, clerk, county, tmp_path):
    job = send(client, county, basics(tmp_path / "一.xlsx", "河道巡查"))
    jobs.confirm(job, by=clerk, reason="录入")
    later = send(
        client,
        county,
        save_rows(
            tmp_path / "二.xlsx", [["编码", "事项名称"], [DutyItem.objects.get().code, "河湖巡查"]]
        ),
    )
    jobs.confirm(later, by=clerk, reason="改名")
    assert "在导入之后又有修改，不能整批撤销" in page_of(client, "done", job)
    said = do(client, "undo", job, reason="拿错了文件")
    assert "没有撤销" in said
    assert "拿错了文件" in said


@pytest.mark.parametrize("name", ["decide", "assign", "discard", "undo"])
def test_a_reload_of_a_button_does_nothing(client, clerk, county, tmp_path, name):
    job = send(client, county, basics(tmp_path / "一.xlsx", "河道巡查"))
    assert client.get(address(name, job)).status_code == 302
    job.refresh_from_db()
    assert job.state == "previewed"


PAGES = (
    "recognised",
    "preview",
    "matrix",
    "confirm",
    "done",
    "assign",
    "decide",
    "discard",
    "undo",
)


@pytest.mark.parametrize("name", PAGES)
def test_other_counties_and_other_roles_get_nothing(client, clerk, county, tmp_path, name):
    job = send(client, county, basics(tmp_path / "一.xlsx", "河道巡查"))
    url, stranger, lead = address(name, job), Client(), Client()
    stranger.force_login(make_user(Role.CLERK, county=make_county("990122000000", "邻县")))
    assert stranger.get(url).status_code == 404
    lead.force_login(make_user(Role.OFFICE_LEAD, county=county))
    assert (lead.get(url).status_code, lead.post(url).status_code in (403, 405)) == (403, True)
    assert Client().get(url).url.startswith("/login/")
