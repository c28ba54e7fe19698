"""A clerk takes one township's workbook in, in a real browser on an office screen, with keys where
there are keys.
"""

import re
import zipfile
from pathlib import Path

import openpyxl
import orjson
import pytest
from django.conf import settings

from items.models import DutyItem, ImportJob, ProposedChange
from tests.imports.test_labels_chosen import cards_of_two_readings
from tests.imports.workbooks import save_rows

from .walking import Walker

SAMPLE = Path(__file__).parent / "files" / "township-one-sheet.xlsx"
OFFICE = {"viewport": {"width": 1366, "height": 768}}
START = "/admin/items/import/"
REASON = "依据示政发〔2026〕6号并入城关镇清单"


@pytest.fixture
def clerk(visit, demo):
    page = visit("clerk", **OFFICE).new_page()
    page.faults = []
    page.on("console", lambda line: page.faults.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.origin = demo
    return page


def book_in_force():
    """The township's workbook with the texts of the demo's second edition."""
    book = openpyxl.load_workbook(SAMPLE)
    changes = orjson.loads((settings.FIXTURES_DIR / "demo.json").read_bytes())["second_changes"]
    for fields in changes.values():
        for old, new in fields.values():
            for row in book.active.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str):
                        cell.value = cell.value.replace(old, new)
    return book


def faulty(path):
    """The township's workbook with three slips, and one item in its own words."""
    book = book_in_force()
    sheet = book.active
    sheet["C90"], sheet["F93"], sheet["D95"] = None, None, "县自然资源据"
    sheet["B5"] = "落实全面从严治党的主体责任，加强党风廉政建设，开展日常监督"
    book.save(path)
    return path


def mend(path):
    """What the clerk puts right in the workbook that was given back."""
    book = openpyxl.load_workbook(path)
    sheet, right = book.active, openpyxl.load_workbook(SAMPLE).active
    for place in ("C90", "F93", "D95"):
        sheet[place] = right[place].value
    book.save(path)
    return path


def hand_in(page, path, township=""):
    page.set_input_files("input[type=file]", path)
    if township:
        page.select_option("select[name=township]", label=township)
    page.click("text=上传并识别")
    page.wait_for_url(re.compile(r"/recognised/$"))


def see_preview(page):
    page.click("[data-next]")
    page.wait_for_url(re.compile(r"/preview/"))


def confirm(page):
    page.click("text=下一步：填写理由")
    page.fill("textarea[name=reason]", REASON)
    page.click("text=确认导入")
    page.wait_for_url(re.compile(r"/done/$"))


def focused(page):
    return page.evaluate("document.activeElement.id")


def in_revisions():
    """The changes that wait in revisions; the requests of the demo have others."""
    return ProposedChange.objects.pending().filter(change_set__owner_kind="revision")


def walk_the_errors(page):
    """By keys and buttons from one error to the next; beyond the last to what is undecided."""
    page.keyboard.press("n")
    assert focused(page) == "row-1"
    page.click("[data-walk=next]")
    assert focused(page) == "row-2"
    assert page.inner_text("[data-walk-said]") == "第2个，共4个问题"
    page.keyboard.press("n")
    assert focused(page) == "row-3"
    assert "县自然资源局" in page.inner_text("#row-3")
    page.keyboard.press("n")
    page.wait_for_url(re.compile(r"show=alike"))
    assert focused(page) == "row-1"
    page.go_back()


def downloaded(page, button, directory):
    """The path of the file that a button gives."""
    with page.expect_download() as download:
        page.click(button)
    path = directory / download.value.suggested_filename
    download.value.save_as(path)
    return path


def texts_in(path):
    texts = []
    for row in openpyxl.load_workbook(path).active.iter_rows():
        texts += [cell.value for cell in row]
    return texts


def hand_in_again(page, path):
    """The workbook that was given back, for the same township as before."""
    page.click("text=上传改正后的文件")
    chosen = "box => box.selectedOptions[0].text"
    assert page.locator("select[name=township]").evaluate(chosen) == "城关镇"
    hand_in(page, path)
    assert "没有读入" not in page.inner_text(".import-bar")


def decide_by_key(page):
    """The one row that may be an item of the list already is called a new one, and saved."""
    assert "1项疑似同一事项待定" in page.inner_text(".import-bar")
    page.keyboard.press("n")
    page.keyboard.press("2")
    page.keyboard.press("s")
    page.wait_for_selector("text=已重新预览")
    assert "待定" not in page.inner_text(".import-bar")
    assert "新增2项、变更1项，写入集中修订的拟调整内容" in page.inner_text(".import-bar")


def undo(page):
    page.fill("textarea[name=reason]", "拿错了文件")
    page.click("button:has-text('撤销这次导入')")
    page.wait_for_selector("text=这次导入已撤销")


def decide_for_the_township(page):
    """The same row is the township's own wording of the item."""
    page.click("label:has-text('城关镇自有表述')")
    page.click("[data-save]")
    page.wait_for_selector("text=已重新预览")


@pytest.mark.one_database
def test_a_townships_workbook_in_mended_decided_undone_and_out_again(clerk, tmp_path):
    page = clerk
    drafted = in_revisions().count()  # what the demo's open revision holds already
    page.goto(page.origin + START)
    hand_in(page, faulty(tmp_path / "城关镇清单.xlsx"), "城关镇")
    assert "城关镇配合履职事项清单" in page.inner_text("main")
    see_preview(page)
    assert "3处错误，改正以后才能导入" in page.inner_text("main")
    walk_the_errors(page)

    returned = downloaded(page, "text=下载标注错误的文件", tmp_path)
    assert "错误说明" in texts_in(returned)
    hand_in_again(page, mend(returned))
    see_preview(page)
    decide_by_key(page)
    confirm(page)
    assert in_revisions().count() == drafted + 3
    assert DutyItem.objects.current().count() == 127
    undo(page)
    assert in_revisions().count() == drafted

    page.click("text=重新导入")
    hand_in(page, returned)
    see_preview(page)
    decide_for_the_township(page)
    confirm(page)
    assert in_revisions().count() == drafted + 3

    exported = downloaded(page, "text=导出调整后的清单", tmp_path)
    page.click("text=再导入一个文件")
    hand_in(page, exported, "城关镇")
    see_preview(page)
    assert "文件与清单一致，没有需要写入的内容" in page.inner_text(".import-bar")
    counts = ImportJob.objects.first().report["counts"]
    assert {name for name, n in counts.items() if n} == {"same"}
    assert page.faults == []


@pytest.mark.one_database
def test_nothing_that_was_typed_or_chosen_is_lost(clerk, tmp_path):
    page = clerk
    page.goto(page.origin + START)
    book = book_in_force()
    book.active["B5"] = "落实全面从严治党的主体责任，加强党风廉政建设，开展日常监督"
    book.save(tmp_path / "城关镇.xlsx")
    hand_in(page, tmp_path / "城关镇.xlsx", "城关镇")
    see_preview(page)
    session = page.context.cookies()
    page.click("label:has-text('与全县文本相同')")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.click("[data-save]")
    page.wait_for_url(re.compile(r"/login/"))
    page.context.add_cookies(session)
    page.goto(f"{page.origin}{START}{ImportJob.objects.first().pk}/preview/?show=alike")
    assert "已找回上次没有保存的1项选择" in page.inner_text("[data-unsaved]")
    page.click(".import-chips .new")  # another class: the decision goes along
    page.wait_for_url(re.compile(r"show=new"))
    assert "待定" not in page.inner_text(".import-bar")
    page.click("text=下一步：填写理由")
    page.fill("textarea[name=reason]", REASON)
    page.click("text=返回预览")
    page.wait_for_url(re.compile(r"/preview/"))
    page.click("text=下一步：填写理由")
    assert page.input_value("textarea[name=reason]") == REASON


@pytest.mark.one_database
def test_keys_can_be_read_and_switched_off(clerk, tmp_path):
    page = clerk
    page.goto(page.origin + START)
    hand_in(page, SAMPLE, "城关镇")
    see_preview(page)
    page.keyboard.press("/")
    assert focused(page) == "q"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert focused(page) == "row-1"
    page.keyboard.press("?")
    page.check("[data-keys-off]")
    page.click("text=知道了")
    page.keyboard.press("j")
    assert focused(page) != "row-2"


@pytest.mark.one_database
def test_an_archive_says_how_far_it_is_and_is_saved_whole(clerk, tmp_path):
    page = clerk
    page.goto(f"{page.origin}/admin/items/export/")
    assert page.is_hidden("[name=on]")
    page.select_option("[name=version]", "day")
    assert page.is_visible("[name=on]")
    page.select_option("[name=version]", "now")
    page.select_option("[name=place]", "all")
    with page.expect_download() as download:
        page.click("text=生成文件")
    download.value.save_as(tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert len(archive.namelist()) == 8
    page.wait_for_function("document.querySelector('[data-status]').textContent.includes('8份')")
    assert page.faults == []


DROP = """(names) => {
  const files = new DataTransfer();
  for (const name of names) files.items.add(new File(["x"], name));
  const event = new DragEvent("drop", {dataTransfer: files, bubbles: true, cancelable: true});
  document.querySelector("[data-drop]").dispatchEvent(event);
}"""


@pytest.mark.one_database
def test_files_can_be_dragged_in(clerk):
    page = clerk
    page.goto(page.origin + START)
    page.evaluate(DROP, ["城关镇.xlsx", "河口乡.docx"])
    assert "城关镇.xlsx" in page.inner_text("[data-files]")
    names = "box => [...box.files].map((file) => file.name)"
    assert page.locator("input[type=file]").evaluate(names) == ["城关镇.xlsx", "河口乡.docx"]


@pytest.mark.one_database
def test_a_column_chosen_goes_along_to_the_preview(clerk, tmp_path):
    book = openpyxl.load_workbook(SAMPLE)
    sheet = book.active
    for row in range(84, 115):
        sheet.cell(row, 7).value = "归口办" if row == 84 else "农业办"
    book.save(tmp_path / "城关镇.xlsx")
    page = clerk
    page.goto(page.origin + START)
    hand_in(page, tmp_path / "城关镇.xlsx", "城关镇")
    assert "有1列不认识" in page.inner_text(".import-bar")
    page.select_option("tr.unknown select", label="不读入")
    see_preview(page)
    page.click(".import-steps a:has-text('识别')")
    assert "归口办（不读入）" in page.inner_text("main")


@pytest.mark.one_database
def test_every_state_of_the_pages_keeps_the_rules_of_the_house(clerk, tmp_path):
    page = clerk
    walker, faults = Walker(page.context, page.origin), []
    page.goto(page.origin + START)
    hand_in(page, faulty(tmp_path / "城关镇清单.xlsx"), "城关镇")
    one = page.url.removeprefix(page.origin).removesuffix("recognised/")
    page.goto(page.origin + START)
    hand_in(page, [faulty(tmp_path / "城关镇.xlsx"), of_another(SAMPLE, tmp_path / "河口乡.xlsx")])
    many = page.url.removeprefix(page.origin).removesuffix("recognised/")
    page.goto(page.origin + START)
    hand_in(page, save_rows(tmp_path / "卡片.xlsx", cards_of_two_readings()), "城关镇")
    cards = page.url.removeprefix(page.origin)
    for path, name in (
        (f"{one}recognised/?table=2", ""),
        (f"{one}preview/", "import-preview"),
        (f"{one}preview/?show=alike", ""),
        (f"{one}preview/?show=same", ""),
        (f"{one}preview/?show=absent", ""),
        (f"{many}recognised/", ""),
        (cards, ""),
        (f"{many}preview/", ""),
        (f"{many}matrix/", ""),
        (f"{START}?again={one.split('/')[-2]}", ""),
    ):
        faults += walker.walk(path, name=name)
    assert faults == []


def of_another(source, path):
    """The same workbook as another township would hand it in."""
    book = openpyxl.load_workbook(source)
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and "城关镇" in cell.value:
                cell.value = cell.value.replace("城关镇", "河口乡")
    book.save(path)
    return path
