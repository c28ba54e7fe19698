"""What a stranger's phone shows first, what a finger hits, and what a first visit weighs."""

import pytest

TOWN = "990121100000"
PATHS = (
    "/",
    f"/t/{TOWN}/",
    f"/t/{TOWN}/@2025-08-01/",
    f"/search/?q=消防&t={TOWN}",
    f"/search/?q=护照&t={TOWN}",
    f"/i/99012100094/?t={TOWN}",
    "/d/990121000000/",
    "/c/990121000000/editions/",
)
LEAST = 44
MOST_AT_FIRST = 20_000
# Links within a sentence are as high as its line (WCAG 2.5.8 leaves them out).
TOO_LOW = """least => [...document.querySelectorAll(
  'nav a, a.t, .topics a, .inline a, .tabs a, .facet a, .hits h2 a, .two h2 a, .meta > a, .note a,'
  + ' .missed li a, .press, summary, button, select, input:not([type=hidden])')]
  .filter(element => element.getClientRects().length)
  .map(element => [element.textContent.trim(), element.getBoundingClientRect().height])
  .filter(([text, height]) => height < least - 0.5)"""
TRANSFERRED = """() => [...performance.getEntriesByType('navigation'),
  ...performance.getEntriesByType('resource')].reduce((sum, entry) => sum + entry.transferSize, 0)"""


@pytest.mark.one_database
def test_a_phone_shows_the_first_result_takes_a_finger_and_loads_little(visit, demo):
    page = visit("", viewport={"width": 360, "height": 780}).new_page()
    page.goto(demo, wait_until="networkidle")
    assert 0 < page.evaluate(TRANSFERRED) < MOST_AT_FIRST
    for path in PATHS:
        page.goto(demo + path)
        assert page.evaluate(TOO_LOW, LEAST) == [], path
    page.goto(f"{demo}/search/?q=消防&t={TOWN}")
    assert page.locator(".hits h2").first.bounding_box()["y"] < 780
    page.goto(f"{demo}/t/{TOWN}/")
    assert page.locator("ol.entries a.t").first.bounding_box()["y"] < 780
