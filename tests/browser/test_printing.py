"""What the browser prints: address and day on every page, and the address hides no line."""

import io
import unicodedata

import pytest
from django.utils import timezone
from pypdf import PdfReader

TOWN = "990121100000"
PAGES = (f"/t/{TOWN}/?kind=all", f"/t/{TOWN}/@2025-08-01/", f"/i/99012100090/?t={TOWN}")


@pytest.mark.one_database
def test_address_and_day_stand_on_every_printed_page(visit, demo):
    page = visit().new_page()
    today = timezone.localdate()
    for path in PAGES:
        page.goto(demo + path)
        day = "2025年8月1日" if "@" in path else f"{today.year}年{today.month}月{today.day}日"
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(printed.pages) > 1
        for sheet in printed.pages:
            text = plain(sheet.extract_text())
            assert any(plain(f"{day}{verb}，网址：") in text for verb in ("查阅", "适用")), path
            assert path.split("?")[0] in text


def plain(text):
    """Without blanks; a font's radicals are the signs that they stand for."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.one_database
def test_the_printed_list_keeps_the_foot_of_each_page_free(visit, demo):
    """The table's foot, which is printed on each page, is what keeps it free."""
    page = visit().new_page()
    page.goto(f"{demo}{PAGES[0]}")
    page.emulate_media(media="print")
    kept = """() => {
      const foot = getComputedStyle(document.querySelector('main'), '::after');
      return [foot.display, foot.breakInside, parseFloat(foot.lineHeight)];
    }"""
    display, breaks, height = page.evaluate(kept)
    assert (display, breaks) == ("table-footer-group", "avoid")
    address = page.evaluate("document.querySelector('.printed').getBoundingClientRect().height")
    assert 0 < address <= height


STAFF_PAGES = ("/desk/", "/desk/load/")
STAFF_LISTS = ("/desk/schemes/", "/desk/whistles/", "/desk/requests/")
BOXES = """() => [...document.querySelectorAll('input, select, textarea, button')]
  .filter(box => box.type !== 'hidden' && box.checkVisibility()).map(box => box.outerHTML)"""
# Columns in which words stand one sign below the other, and heads that are cut off.
COLUMNS = """() => [...document.querySelectorAll('main td, main th')]
  .filter(cell => cell.checkVisibility() && cell.innerText.trim().length > 3)
  .filter(cell => cell.clientWidth < 40 || cell.scrollWidth > cell.clientWidth + 1)
  .map(cell => cell.outerHTML.slice(0, 120))"""
PAPER = {"width": 657, "height": 970}  # what is printed on a sheet of A4


def staff_pages(page, demo):
    """Pages that stand alone, and the first that each list leads to."""
    yield from STAFF_PAGES
    for path in STAFF_LISTS:
        page.goto(demo + path)
        addresses = page.locator(f"main a[href^='{path}']").evaluate_all(
            "links => links.map(link => new URL(link.href).pathname)"
        )
        yield next(one for one in addresses if one.removeprefix(path).strip("/").isdigit())


@pytest.mark.one_database
def test_what_staff_print_is_to_be_read_and_not_to_be_filled_in(visit, demo):
    page = visit("clerk", viewport=PAPER).new_page()
    for path in staff_pages(page, demo):
        page.emulate_media(media="print")
        assert page.goto(demo + path).status == 200, path
        assert page.evaluate(BOXES) == [], path
        assert page.evaluate(COLUMNS) == [], path
        assert page.locator(".masthead .name").is_visible()


@pytest.mark.one_database
def test_columns_stay_readable_between_phone_and_desk(visit, demo):
    page = visit("clerk", viewport={"width": 768, "height": 1024}).new_page()
    for path in staff_pages(page, demo):
        page.goto(demo + path)
        assert page.evaluate(COLUMNS) == [], path


@pytest.mark.one_database
def test_the_telephone_of_the_centre_is_printed_though_it_is_folded(visit, demo):
    page = visit().new_page()
    page.goto(demo + PAGES[2])
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert "0000-1000002" in plain("".join(sheet.extract_text() for sheet in sheets))
