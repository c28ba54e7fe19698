"""What a stranger's phone shows first, what a finger hits, and what a first visit weighs."""

import gzip
import re

import pytest

from items.models import Revision, RevisionStatus
from items.published.lists import documents_of_county

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


@pytest.mark.one_database
def test_a_phone_shows_the_first_result_takes_a_finger_and_loads_little(visit, demo):
    page = visit("", viewport={"width": 360, "height": 780}).new_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(demo, wait_until="networkidle")
    # What serves compresses the files too, which the server of the tests does not.
    weight = sum(len(gzip.compress(answer.body(), 6)) for answer in answers)
    assert 0 < weight < MOST_AT_FIRST
    for path in PATHS:
        page.goto(demo + path)
        assert page.evaluate(TOO_LOW, LEAST) == [], path
    page.goto(f"{demo}/search/?q=消防&t={TOWN}")
    assert page.locator(".hits h2").first.bounding_box()["y"] < 780
    page.goto(f"{demo}/t/{TOWN}/")
    assert page.locator("ol.entries a.t").first.bounding_box()["y"] < 780


@pytest.mark.one_database
def test_the_demo_has_two_editions_a_supplement_and_an_open_revision(demo):
    documents = [row.read() for row in documents_of_county("990121000000")]
    assert [published.label for published in documents] == [
        "第1版",
        "第2版",
        "第2版（含第1号增补）",
    ]
    assert Revision.objects.filter(status=RevisionStatus.OPEN).count() == 1
    first, second, _third = [texts_of(published.entries) for published in documents]
    marks = re.compile(r'"|[\u4e00-\u9fff）],[\u4e00-\u9fff（]')
    assert '健全"三重一大"事项集体决策制度' in first
    assert ",推行帮办代办" in first
    assert "“三重一大”" in second
    assert marks.search(first)
    assert not marks.search(second)


def texts_of(value):
    """All texts of entries in one."""
    if isinstance(value, str):
        return f"{value}\n"
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return "".join(map(texts_of, value))
    return ""
