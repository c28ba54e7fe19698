"""Lists as files: what the office prints, never a formula, and read back without a change."""

import csv
import io
import json
import zipfile
from datetime import UTC, timedelta
from urllib.parse import unquote

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import HealthCheck, given, settings, strategies
from openpyxl import load_workbook

from dutylist.history.refusals import Refusal
from dutylist.workflow.engine import perform
from items.exports import drafts
from items.exports.packs import packed, township_files
from items.imports.services.importing import Options, import_rows, read_upload
from items.models import DutyItem
from items.printed.cells import shared_text
from items.printed.files import file_name, file_of
from items.printed.pdf import STYLE, official_page
from items.published import listings
from items.register.services.editing import change_items
from tests.database import share_of
from tests.factories import (
    make_category,
    make_content,
    make_county,
    make_department,
    make_items,
    make_staff,
    make_tag,
    make_township,
    make_user,
    publish,
)
from tests.grounds import ground

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
TOWN, XIANG = "990121100000", "990121101000"
DEPARTMENTS = ("县自然资源局", "县水利局", "县林业局", "县商务局")
FIRE = [
    {
        "department": "县林业局",
        "role": "lead",
        "internal_office": "防火股",
        "duty": "1.制定规划。\n2.组织巡护。",
    },
    {"department": "县自然资源局", "role": "joint", "duty": "1.组织扑救。"},
    {"department": "县直有关部门", "collective": True, "role": "support", "duty": ""},
]
CONTENTS = [
    make_content(name="负责值班值守", category="综合政务"),
    make_content(
        name="=HYPERLINK(1)",
        category="综合政务",
        bases=[{"act": "保密法", "document_number": "令第5号"}],
    ),
    make_content(
        name="'=未分类的事项", responsibilities=[{"department": "县水利局", "role": "support"}]
    ),
    make_content(
        "coordination",
        "森林防火",
        category="应急管理",
        responsibilities=FIRE,
        scope="tagged",
        tags=["林区"],
    ),
    make_content(
        "coordination",
        "河道巡查",
        category="应急管理",
        scope="listed",
        townships=[TOWN],
        variants=[
            {"townships": [TOWN], "name": "清水河巡查", "township_duty": "1.每日巡查清水河。"}
        ],
    ),
    make_content("coordination", "-消防安全", township_duty="+1.宣传；\n  @2.上报。"),
    make_content(
        "reclaimed",
        "对违法建设的处罚",
        category="城乡建设",
        responsibilities=[
            {
                "department": "县自然资源局",
                "role": "receiver",
                "method": "执法检查",
                "transition_on": "2026-06-01",
            },
            {
                "department": "县商务局",
                "role": "receiver",
                "method": "取消考核",
                "internal_office": "秘书组",
            },
        ],
    ),
    make_content("reclaimed", "招商引资排名考核", scope="listed", townships=[XIANG], public=False),
]


def set_up(contents=CONTENTS):
    county = make_county()
    towns = [make_township(TOWN, "城关镇"), make_township(XIANG, "河口乡", kind="xiang")]
    make_tag("林区", towns[1])
    for name in DEPARTMENTS:
        make_department(name, aliases=["县商务局（投资促进局）"] if name == "县商务局" else ())
    for n, (kind, name) in enumerate(
        dict.fromkeys((c["kind"], c.get("category")) for c in contents), 1
    ):
        if name:
            make_category(kind, name, position=n)
    make_items(contents, county=county)
    return county


@ground
def county():
    return set_up()


def draft(code="", county=None):
    return listings.listing_of(drafts.draft(county or make_county()), code, full=True, draft=True)


def book_of(listing, layout="official", **options):
    return load_workbook(io.BytesIO(file_of(listing, "xlsx", layout, **options)))


def imported(content, tmp_path, township=None):
    path = tmp_path / "back.xlsx"
    path.write_bytes(content)
    by = make_user("clerk")
    return import_rows(
        read_upload(path),
        county=make_county(),
        by=by,
        reason="",
        dry_run=True,
        options=Options(township=township),
    )


READABLE = [
    ("xlsx", "official", False),
    ("xlsx", "official", True),
    ("xlsx", "flat", False),
    ("csv", "official", False),
    ("csv", "official", True),
    ("csv", "flat", False),
    ("docx", "official", False),
    ("docx", "official", True),
    ("json", "flat", False),
]


@pytest.mark.parametrize(("form", "layout", "merged"), READABLE)
def test_an_export_read_back_changes_nothing(county, tmp_path, form, layout, merged):
    report = imported(file_of(draft(), form, layout, merged_receivers=merged), tmp_path)
    assert [error.sentence for error in report.errors] == []
    assert {row["name"]: row["outcome"] for row in report.rows if row["outcome"] != "same"} == {}
    assert (len(report.rows), report.absent) == (len(CONTENTS), [])


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_what_only_the_flat_layout_tells_is_compared_and_can_be_changed(county, tmp_path, form):
    item = DutyItem.objects.get(name="森林防火")
    change_items(county, [(item, MORE)], by=make_user("clerk"), reason="补充")
    assert {row["outcome"] for row in imported(file_of(draft(), form, "flat"), tmp_path).rows} == {
        "same"
    }
    listing = draft()
    entry = next(entry for entry in listing.entries if entry["name"] == "森林防火")
    entry |= {"power": None, "procedure": ["受理", "办结"], "public": False}
    report = imported(file_of(listing, form, "flat"), tmp_path)
    assert [error.sentence for error in report.errors] == []
    changed = [row for row in report.rows if row["outcome"] != "same"]
    fields = [difference["field"] for difference in changed[0]["differences"]]
    assert (len(changed), fields) == (1, ["公开属性", "行政权力", "操作程序"])


MORE = {
    "power": {
        "type": "inspection",
        "origin": "conferred",
        "document_number": "示政发〔2026〕1号",
        "until": "2028-01-01",
    },
    "support": [
        {"kind": "funding", "promise": "拨付防火经费", "amount": "20万元", "due_on": "2026-12-31"},
        {"kind": "training", "promise": "每年培训一次"},
    ],
    "procedure": ["接到报告后核实", "组织扑救"],
    "directory_entry": "指导目录第12项",
    "starts_on": "2026-01-01",
    "ends_on": "2030-12-31",
    "secrecy_review": {"reviewer": "李审核", "on": "2026-01-05", "result": "可以公开"},
}


@pytest.mark.parametrize("code", [TOWN, XIANG])
@pytest.mark.parametrize("layout", ["official", "flat"])
def test_a_townships_export_read_back_changes_nothing(county, tmp_path, code, layout):
    township = county.children.get(code=code)
    report = imported(file_of(draft(code), "xlsx", layout), tmp_path, township)
    assert [error.sentence for error in report.errors] == []
    assert {row["name"]: row["outcome"] for row in report.rows if row["outcome"] != "same"} == {}
    assert report.absent == []


LINES = (
    "1.组织执法检查；",
    "县水利局：",
    "2.承接部门：县林业局",
    "（一）工作方式：巡查",
    " =1+1",
    "_x0041_",
    "",
)
TEXTS = strategies.lists(strategies.sampled_from(LINES), max_size=3).map("\n".join)
PARTS = strategies.lists(
    strategies.fixed_dictionaries(
        {
            "department": strategies.sampled_from([*DEPARTMENTS, "县直有关部门"]),
            "role": strategies.sampled_from(["joint", "support"]),
            "duty": TEXTS.map(lambda text: text.strip() or "1.指导。"),
            "internal_office": strategies.sampled_from(["", "执法股", "秘书组"]),
        }
    ).map(lambda part: {**part, "collective": part["department"] == "县直有关部门"}),
    min_size=1,
    max_size=4,
    unique_by=lambda part: part["department"],
)
ITEMS = strategies.lists(
    strategies.builds(
        lambda name, parts, led, duty, category: make_content(
            "coordination",
            name,
            category=category,
            responsibilities=[
                {**part, "role": "lead"} if n == led else part for n, part in enumerate(parts)
            ],
            township_duty=duty.strip() or "1.配合。",
        ),
        strategies.sampled_from(
            ["河道巡查", "森林防火", "一、党的建设", "合同", "@消防", "注意事项宣传"]
        ),
        PARTS,
        strategies.integers(-1, 3),
        TEXTS,
        strategies.sampled_from(["", "应急管理", "文化、旅游：其他"]),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda content: content["name"],
)


@settings(
    max_examples=share_of(8),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(contents=ITEMS, how=strategies.sampled_from(READABLE))
def test_whatever_the_register_holds_comes_back_the_same(tmp_path, contents, how):
    form, layout, merged = how
    with transaction.atomic():
        county = set_up(contents)
        report = imported(
            file_of(draft(county=county), form, layout, merged_receivers=merged), tmp_path
        )
        outcomes = [
            (row["name"], row["outcome"]) for row in report.rows if row["outcome"] != "same"
        ]
        errors = [error.sentence for error in report.errors]
        transaction.set_rollback(True)
    assert (errors, outcomes, len(report.rows)) == ([], [], len(contents))


@pytest.mark.parametrize("layout", ["official", "flat"])
def test_no_cell_is_a_formula(county, layout):
    book = book_of(draft(), layout)
    cells = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    signs = [cell for cell in cells if str(cell.value)[0] in "=+-@"]
    assert {cell.value for cell in signs} >= {"=HYPERLINK(1)", "-消防安全"}
    assert all(cell.quotePrefix for cell in signs)


def test_the_official_workbook_is_as_printed(county):
    book = book_of(draft(TOWN))
    assert book.sheetnames == ["基本履职事项", "配合履职事项", "上级部门收回事项"]
    sheet = book["配合履职事项"]
    assert sheet["A1"].value == "示例县城关镇配合履职事项清单"
    assert [cell.value for cell in sheet[2]] == [
        "序号",
        "事项名称",
        "对应上级部门",
        "上级部门职责",
        "镇配合职责",
    ]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert [row[:2] for row in rows] == [
        [1, "-消防安全"],
        ["一、应急管理（1项）", None],
        [2, "清水河巡查"],
    ]
    assert rows[2][4] == "1.每日巡查清水河。"
    assert {"A1:E1", "A4:E4"} == {str(area) for area in sheet.merged_cells.ranges}
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$2:$2", "landscape")


def test_every_row_is_as_high_as_its_texts_need(county):
    sheet = book_of(draft(XIANG))["配合履职事项"]
    heights = {
        row[1].value: sheet.row_dimensions[row[1].row].height for row in sheet.iter_rows(min_row=3)
    }
    assert heights["森林防火"] == 5 * 15 + 6
    assert heights["-消防安全"] == 2 * 15 + 6


def test_departments_and_their_duties_stand_in_one_cell_each(county):
    sheet = book_of(draft(XIANG))["配合履职事项"]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "森林防火")
    assert row[2] == "县林业局（防火股）、县自然资源局、县直有关部门（配合）"
    assert row[3] == "县林业局：\n1.制定规划。\n2.组织巡护。\n县自然资源局：\n1.组织扑救。"


def test_a_text_all_departments_share_is_said_once():
    parts = [{"department": name, "duty": "1.指导。"} for name in DEPARTMENTS]
    assert shared_text(parts, "duty") == "1.指导。"


def test_the_reclaimed_table_has_two_forms(county):
    heads = [cell.value for cell in book_of(draft(), merged_receivers=True)["上级部门收回事项"][2]]
    assert heads == ["序号", "事项名称", "承接部门及工作方式"]
    assert [cell.value for cell in book_of(draft())["上级部门收回事项"][2]][2:] == [
        "承接部门",
        "工作方式",
    ]


def test_the_word_document_names_its_chinese_fonts_and_numbers_its_pages(county):
    document = Document(io.BytesIO(file_of(draft(TOWN), "docx")))
    style = document.styles["清单标题"].element
    assert style.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    assert [len(table.columns) for table in document.tables] == [2, 5, 4]
    assert "清水河巡查" in [row.cells[1].text for row in document.tables[1].rows]
    odd, even = document.sections[0].footer, document.sections[0].even_page_footer
    assert "PAGE" in odd._element.xml
    assert "PAGE" in even._element.xml
    assert {run.font.name for footer in (odd, even) for run in footer.paragraphs[0].runs} == {
        "宋体"
    }
    assert (
        odd.paragraphs[0].paragraph_format.right_indent
        == even.paragraphs[0].paragraph_format.left_indent
        == Pt(14)
    )


def test_the_word_document_is_the_offices_own_of_today_in_chinese(county):
    document = Document(io.BytesIO(file_of(draft(), "docx")))
    facts = document.core_properties
    assert (facts.author, facts.last_modified_by, facts.comments) == (
        *["中共示例县委机构编制委员会办公室"] * 2,
        "",
    )
    assert abs(facts.created.replace(tzinfo=UTC) - timezone.now()) < timedelta(minutes=5)
    kinds = {
        relation.reltype.rpartition("/")[2] for relation in document.part.package.rels.values()
    }
    assert kinds == {"officeDocument", "core-properties"}
    assert {
        language.get(qn("w:eastAsia")) for language in document.styles.element.iter(qn("w:lang"))
    } == {"zh-CN"}


def test_the_pdf_is_one_with_the_official_page(county):
    pytest.importorskip(
        "weasyprint", reason="the libraries under WeasyPrint are missing", exc_type=OSError
    )
    data = file_of(draft(), "pdf")
    assert (data[:5], data.rstrip()[-5:]) == (b"%PDF-", b"%%EOF")


def test_no_page_of_the_pdf_ends_with_the_name_of_a_category():
    program = pytest.importorskip(
        "weasyprint", reason="the libraries under WeasyPrint are missing", exc_type=OSError
    )
    county = set_up([make_content(name=f"第{n}件事", category=f"类别{n // 2}") for n in range(60)])
    style = program.CSS(string=STYLE.read_text())
    pages = (
        program.HTML(string=official_page(draft(county=county))).render(stylesheets=[style]).pages
    )
    rows = [
        [box for box in page._page_box.descendants() if box.element_tag == "tr"] for page in pages
    ]
    assert len(rows) > 3
    assert {found[-1].element.get("class") for found in rows} == {None}


def test_csv_and_json_hold_every_item(county):
    rows = list(csv.reader(io.StringIO(file_of(draft(), "csv", "flat").decode("utf-8-sig"))))
    assert len(rows) == 1 + len(CONTENTS)
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]
    assert len(json.loads(file_of(draft(), "json"))["entries"]) == len(CONTENTS)


def test_a_public_list_holds_nothing_withheld_and_the_full_one_does(county):
    publish(county)
    public = listings.edition(county, "1")
    assert "招商引资排名考核" not in str(listings.listing_of(public).entries)
    assert "招商引资排名考核" in str(listings.listing_of(listings.whole(public), full=True).entries)


def test_the_archive_has_each_townships_own_list(county):
    archive = zipfile.ZipFile(
        io.BytesIO(packed(township_files(drafts.draft(county), "xlsx", draft=True)))
    )
    names = archive.namelist()
    assert [name[:12] for name in names] == [TOWN, XIANG]
    first = load_workbook(io.BytesIO(archive.read(names[0])))
    assert first.worksheets[0]["A1"].value == "示例县城关镇基本履职事项清单"


def test_an_archive_of_which_nothing_can_be_made_is_refused_with_the_reason(
    county, monkeypatch, tmp_path
):
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    with pytest.raises(Refusal, match="Word"):
        packed(township_files(drafts.draft(county), "pdf", draft=True))
    empty = make_county("990122000000", "空县")
    options = {"county": empty.code, "draft": True, "townships": True, "format": "xlsx"}
    with pytest.raises(CommandError, match="没有任何单位的事项"):
        call_command("export_list", **options, output=str(tmp_path / "all.zip"))
    assert list(tmp_path.iterdir()) == []


def test_what_of_an_archive_cannot_be_made_is_named_in_it_and_not_counted(county, tmp_path, capsys):
    names = [make_department(f"县第{n}局").name for n in range(9)]
    parts = [
        {"department": name, "role": "joint", "duty": f"{n}" * 4000} for n, name in enumerate(names)
    ]
    parts[0]["role"] = "lead"
    where = {"scope": "listed", "townships": [XIANG]}
    make_items(
        [make_content("coordination", "防汛抗旱", responsibilities=parts, **where)], county=county
    )
    target = tmp_path / "all.zip"
    options = {
        "county": county.code,
        "draft": True,
        "townships": True,
        "format": "xlsx",
        "output": str(target),
    }
    call_command("export_list", **options)
    assert "1份清单，其余的未能生成" in capsys.readouterr().out
    archive = zipfile.ZipFile(target)
    assert [name[:12] for name in archive.namelist()] == [TOWN, "未生成的清单.txt"]
    assert "河口乡" in archive.read("未生成的清单.txt").decode("utf-8-sig")


def test_a_revoked_list_says_so_in_its_file_and_in_its_name(county):
    staff = make_staff()
    edition = publish(county, staff=staff)
    assert "已撤销" not in listings.listing_of(listings.edition(county, "1")).line
    perform(edition, "request_revoke", by=staff[2], reason="审定程序有误")
    perform(edition, "revoke", by=staff[1], reason="审定程序有误")
    for published in (
        listings.edition(county, "v1"),
        listings.whole(listings.edition(county, "1")),
    ):
        listing = listings.listing_of(published)
        assert listing.line.startswith("第1版，已撤销　")
        assert file_name(listing, "docx").endswith("（第1版，已撤销）.docx")


def test_a_draft_shows_what_is_proposed(county):
    publish(county)
    item = DutyItem.objects.get(name="负责值班值守")
    change_items(
        county, [(item, {"name": "负责应急值守"})], by=make_user("clerk"), reason="调整表述"
    )
    assert "负责应急值守" in [entry["name"] for entry in draft().entries]
    assert "负责值班值守" in [
        entry["name"] for entry in listings.listing_of(listings.edition(county, "1")).entries
    ]


def test_without_the_pdf_program_the_refusal_says_what_to_do(county, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    with pytest.raises(Refusal, match="Word"):
        file_of(draft(), "pdf")


def test_the_command_writes_a_file_and_refuses_in_one_line(county, tmp_path):
    target = tmp_path / "清单.xlsx"
    call_command("export_list", county=county.code, draft=True, format="xlsx", output=str(target))
    assert load_workbook(target).sheetnames[0] == "基本履职事项"
    with pytest.raises(CommandError, match="没有现行有效的清单"):
        call_command("export_list", county=county.code, format="xlsx", output=str(target))
    with pytest.raises(CommandError, match="没有代码为"):
        call_command(
            "export_list",
            county=county.code,
            township="1",
            draft=True,
            format="json",
            output=str(target),
        )
    with pytest.raises(CommandError, match="写不了文件"):
        call_command(
            "export_list", county=county.code, draft=True, format="json", output=str(tmp_path)
        )


def test_a_file_is_named_after_its_list(county):
    assert file_name(draft(TOWN), "xlsx") == "示例县城关镇履行职责事项清单（草稿（未公布））.xlsx"


@pytest.mark.parametrize(
    "address",
    [
        f"/t/{TOWN}.xlsx",
        f"/t/{TOWN}/@2026-03-05.xlsx",
        f"/t/{TOWN}/v1.xlsx",
        "/c/990121000000.xlsx",
        "/c/990121000000/editions/v1.xlsx",
    ],
)
def test_a_reader_downloads_the_workbook_once(county, address):
    publish(county)
    answer = Client().get(address)
    assert "spreadsheetml" in answer.headers["Content-Type"]
    named = unquote(answer.headers["Content-Disposition"])
    assert "履行职责事项清单（第1版" in named
    assert named.endswith("）.xlsx")
    texts = [
        cell
        for sheet in load_workbook(io.BytesIO(answer.content))
        for row in sheet.values
        for cell in row
    ]
    assert "负责值班值守" in texts
    assert "招商引资排名考核" not in texts
    again = Client().get(address, headers={"if-none-match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_links_its_workbook_and_one_of_a_kind_without_items_is_not_there(county):
    publish(county)
    page = Client().get(f"/t/{TOWN}/").content.decode()
    assert f'href="/t/{TOWN}.xlsx">下载整份清单（Excel）</a>' in page
    assert 'href="/c/990121000000.xlsx"' in Client().get("/c/990121000000/").content.decode()
    assert Client().get(f"/t/{TOWN}.xlsx?kind=nothing").status_code == 404
    assert Client().get("/c/990129000000.xlsx").status_code == 404
