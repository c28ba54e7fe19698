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
