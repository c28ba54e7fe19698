"""The pages of the record: what is asked is shown, page by page, and nothing of another county."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dutylist.history.export import cell
from dutylist.history.models import Batch
from dutylist.history.recording import recording
from dutylist.history.seals import seal
from dutylist.history.views import BATCHES_A_PAGE, ROWS_A_PAGE
from dutylist.organizations.models import Department, User
from tests.factories import make_county, make_department

pytestmark = [pytest.mark.urls("tests.history.urls"), pytest.mark.either_database]
OURS, THEIRS = "990121000000", "990122000000"


@pytest.fixture
def reader(db):
    return Client(headers={"X-County": OURS})


@pytest.fixture
def county(db):
    return make_county(OURS)


def record(county, name, *, reason="测试", source="form", **fields):
    """One batch that makes a department. -> the batch"""
    with recording(
        by=User.objects.system(), reason=reason, source=source, county=county.code
    ) as rec:
        make_department(name, county=county, **fields)
    return Batch.objects.get(pk=rec.id)


def rename(department, name, county=OURS):
    with recording(by=User.objects.system(), reason="改名", county=county) as rec:
        department.name = name
        department.save()
    return Batch.objects.get(pk=rec.id)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_says_who_when_why_and_what(reader, county):
    record(county, "县城管局", reason="机构改革")
    page = text(reader.get("/record/"))
    for said in ("系统", "理由：机构改革", "新增部门“县城管局”", "页面"):
        assert said in page


def test_another_county_is_invisible_everywhere(reader, county):
    theirs = make_county(THEIRS, "邻县")
    batch = record(theirs, "邻县城管局")
    department = Department.objects.get(name="邻县城管局")
    day = timezone.localdate().isoformat()
    for address in (
        "",
        f"days/{day}/",
        f"objects/department/{department.pk}/",
        "?format=csv",
    ):
        response = reader.get(f"/record/{address}")
        assert response.status_code == 200
        assert "邻县城管局" not in (
            b"".join(response) if response.streaming else response.content
        ).decode().replace(f"{department}的变更记录", "")
    assert reader.get(f"/record/batches/{batch.pk}/").status_code == 404
    assert reader.get(f"/record/people/{batch.actor_id}/").status_code == 404


def test_who_may_see_nothing_finds_no_page(db, county):
    batch = record(county, "县城管局")
    for address in (
        "",
        f"batches/{batch.pk}/",
        "people/1/",
        "days/2025-01-01/",
        "objects/region/1/",
    ):
        assert Client().get(f"/record/{address}").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"person": "系"}, True),
        ({"person": "张三"}, False),
        ({"source": "import"}, True),
        ({"source": "api"}, False),
        ({"reason": "改革"}, True),
        ({"reason": "别的"}, False),
        ({"since": "2020-01-01", "until": "2100-01-01"}, True),
        ({"until": "2020-01-01"}, False),
        ({"since": "不是日期"}, False),
        ({"source": "不是来源"}, False),
    ],
)
def test_the_list_can_be_asked(reader, county, query, found):
    record(county, "县城管局", reason="机构改革", source="import")
    assert ("新增部门“县城管局”" in text(reader.get("/record/", query))) is found


def test_a_day_ends_at_local_midnight(reader, county):
    record(county, "县城管局")
    today = timezone.localdate()
    assert "县城管局" in text(reader.get(f"/record/days/{today.isoformat()}/"))
    assert "县城管局" not in text(reader.get("/record/days/2020-01-01/"))
    assert reader.get("/record/days/2020-13-41/").status_code == 404
    assert reader.get("/record/days/today/").status_code == 404


def walk(reader, address, pattern):
    """Everything `pattern` finds on this page and those it leads to, and the number of pages."""
    found, pages, query = [], 0, ""
    while True:
        page = text(reader.get(address + query))
        found += re.findall(pattern, page)
        pages += 1
        following = re.search(r'rel="next" href="([^"]+)"', page)
        if not following:
            return found, pages
        query = following[1].replace("&amp;", "&")


def test_pages_of_the_list_lose_and_repeat_nothing(reader, county):
    for number in range(BATCHES_A_PAGE + 5):
        record(county, f"第{number}局", reason="甲类")
        record(county, f"另{number}局", reason="乙类")
    found, pages = walk(reader, "/record/", r"新增部门“第(\d+)局”")
    assert found == [str(n) for n in reversed(range(BATCHES_A_PAGE + 5))]
    assert pages == 3


def test_a_question_is_kept_from_page_to_page(reader, county):
    for number in range(BATCHES_A_PAGE + 2):
        record(county, f"第{number}局", reason="甲类")
    record(county, "另一局", reason="乙类")
    page = text(reader.get("/record/", {"reason": "甲类"}))
    following = re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")
    page = text(reader.get(f"/record/{following}"))
    assert "第0局" in page
    assert "另一局" not in page


def test_pages_of_a_large_batch_lose_and_repeat_nothing(reader, county):
    with recording(by=User.objects.system(), reason="导入", county=county.code) as rec:
        for number in range(ROWS_A_PAGE + 20):
            make_department(f"第{number}局", county=county)
    found, pages = walk(reader, f"/record/batches/{rec.id}/", r"新增部门“第(\d+)局”")
    assert (found, pages) == ([str(n) for n in range(ROWS_A_PAGE + 20)], 2)


def test_pages_of_an_object_lose_and_repeat_nothing(reader, county):
    record(county, "第0局")
    department = Department.objects.get(name="第0局")
    for number in range(1, ROWS_A_PAGE + 20):
        rename(department, f"第{number}局")
    found, pages = walk(reader, f"/record/objects/department/{department.pk}/", r"局 → 第(\d+)局")
    assert (found, pages) == ([str(n) for n in range(ROWS_A_PAGE + 19, 0, -1)], 2)


def test_a_batch_shows_its_proof_and_its_seal(reader, county):
    batch = record(county, "县城管局", address="人民路一号")
    page = text(reader.get(f"/record/batches/{batch.pk}/"))
    assert batch.digest in page
    assert "尚未封存" in page
    assert "<ins>人民路一号</ins>" in page
    sealed = seal()
    assert sealed.head in text(reader.get(f"/record/batches/{batch.pk}/"))


def test_long_texts_are_marked_up_and_what_people_wrote_is_escaped(reader, county):
    record(county, "县城管局", address="人民路一百二十三号政务服务中心三楼东侧三零一室<script>")
    department = Department.objects.get(name="县城管局")
    with recording(by=User.objects.system(), reason="<b>搬迁</b>", county=OURS):
        department.address = "人民路一百二十三号政务服务中心五楼东侧三零一室<script>加长"
        department.save()
    page = text(reader.get(f"/record/objects/department/{department.pk}/"))
    assert "<del>三</del><ins>五</ins>" in page
    assert "<script>" not in page.split('id="content"')[-1].split("</main>")[0]
    assert "&lt;b&gt;搬迁" in page


def test_the_number_of_queries_does_not_grow(reader, county):
    counts = []
    for size in (3, 27):
        for number in range(size):
            record(county, f"第{size}{number}局")
        department = Department.objects.first()
        rename(department, f"改名{size}局")
        batch = Batch.objects.first()
        addresses = (
            "",
            f"batches/{batch.pk}/",
            f"objects/department/{department.pk}/",
            f"people/{batch.actor_id}/",
        )
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                text(reader.get(f"/record/{address}"))
            counts.append(len(queries))
    assert counts[: len(addresses)] == counts[len(addresses) :]
    assert max(counts) < 8


def csv_rows(response):
    whole = b"".join(response.streaming_content).decode()
    assert whole.startswith("\ufeff时间,")
    return list(csv.reader(io.StringIO(whole[1:])))


def test_the_export_holds_every_change_of_the_question(reader, county):
    batch = record(county, "县城管局", reason="=HYPERLINK(1)")
    record(county, "县水利局", reason="别的")
    rows = csv_rows(reader.get("/record/", {"format": "csv", "reason": "HYPERLINK"}))
    assert len(rows) == 2
    line = dict(zip(rows[0], rows[1], strict=True))
    assert line["理由"] == "'=HYPERLINK(1)"
    assert (line["操作人"], line["批次"], line["批次摘要值"]) == (
        "系统",
        str(batch.pk),
        batch.digest,
    )
    assert line["变更"].startswith("新增部门“县城管局”（")


@pytest.mark.parametrize(
    "start", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", " =1", "\n=1", "＝1", "＋1", "－1", "＠a"]
)
def test_no_cell_becomes_a_formula(start):
    assert cell(start) == "'" + start


def test_ordinary_cells_stay_as_they_are():
    assert [cell(value) for value in ("城管局", 12, None, "a=b")] == ["城管局", "12", "", "a=b"]


def test_a_damaged_cursor_is_refused(reader, county):
    batch = record(county, "县城管局")
    department = Department.objects.get(name="县城管局")
    pages = ("", f"objects/department/{department.pk}/", f"batches/{batch.pk}/")
    for cursor in ("x", "_", "2025-01-01_x", "9" * 40):
        for page in pages:
            answer = reader.get(f"/record/{page}", {"after": cursor})
            assert answer.status_code == 422
            assert "翻页标记无效" in answer.content.decode()
