"""What is proposed is held against the items in force and against those that the last edition
reclaimed; what it comes from is no duplicate of it.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access_control.findings.near_items import NOT_YET, near_items
from items.entry.content import contents_of
from items.findings.registry import Severity
from items.meaning.engine import SWITCHED_OFF
from items.meaning.of_items import make_for
from items.models import TextVector
from tests.factories import make_content, make_county, make_items, make_staff, publish
from tests.grounds import ground
from tests.meaning.conftest import meaning  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db

LIST = (
    make_content("coordination", "农村公路路产路权保护", township_duty="1.巡查；\n2.上报。"),
    make_content(name="负责公文、档案和印章管理"),
    make_content("reclaimed", "对生产经营假、劣农药的行政处罚"),
)
ROADS = make_content("coordination", "农村公路路产巡护", township_duty="1.摸排；\n2.报送线索。")
PESTICIDE = make_content(name="查处销售假冒伪劣农药行为，作出处罚")
GRAIN = make_content(name="稳定粮食播种面积")


@ground
def listed(db):
    items = make_items(LIST)
    publish(staff=make_staff())
    return items


def hits(found):
    return [[(hit.rule.code, hit.code) for hit in of_one] for of_one in found.of_contents]


def test_an_item_in_force_and_a_reclaimed_one_are_found_in_their_order(listed):
    found = near_items([GRAIN, ROADS, PESTICIDE], make_county())
    roads, _papers, pesticide = (item.code for item in listed)
    assert hits(found) == [[], [("near_duplicate", roads)], [("reclaimed_return", pesticide)]]
    assert found.why_words_only == SWITCHED_OFF


def test_a_finding_names_the_item_and_the_words_that_gave_it_away(listed):
    contents = [GRAIN, ROADS, PESTICIDE]
    found = near_items(contents, make_county()).findings(contents)
    (number, hit, duplicate), (later, _hit, returned) = found
    assert (number, later) == (1, 2)
    assert duplicate.severity == Severity.WARNING
    assert duplicate.entry == listed[0].code
    assert duplicate.sentence == (
        f"“农村公路路产巡护”与清单中的“农村公路路产路权保护”（{listed[0].code}）可能是同一事项："
        f"都涉及“农村公路路产巡护”“摸排”“报送”。"
    )
    assert hit.text[slice(*hit.spans[0])] == "农村公路路产巡护"
    assert hit.their_text[slice(*hit.their_spans[0])] == "农村公路路产路权"
    assert returned.severity == Severity.BLOCKING
    assert returned.entry == listed[2].code
    assert "已由部门收回" in returned.sentence


def test_the_item_that_is_revised_or_merged_is_no_duplicate(listed):
    own = contents_of(listed)[listed[0].pk]
    assert hits(near_items([own], make_county())) == [[("near_duplicate", listed[0].code)]]
    assert hits(near_items([own], make_county(), besides=[[listed[0].code]])) == [[]]


def test_what_a_department_takes_back_is_no_return(listed):
    own = contents_of(listed)[listed[2].pk]
    assert hits(near_items([own, PESTICIDE], make_county())) == [
        [],
        [("reclaimed_return", listed[2].code)],
    ]


def test_a_draft_without_a_name_is_near_nothing(listed):
    assert hits(near_items([make_content(name="")], make_county())) == [[]]


def test_before_the_first_edition_the_register_itself_says_what_is_reclaimed(db):
    items = make_items(LIST)
    assert hits(near_items([PESTICIDE], make_county())) == [[("reclaimed_return", items[2].code)]]


def test_another_county_s_list_is_not_asked(listed):
    other = make_county("990122000000", "邻县")
    assert hits(near_items([ROADS, PESTICIDE], other)) == [[], []]


def test_with_its_vectors_a_list_is_held_against_meaning_too(listed, meaning):  # noqa: F811
    county = make_county()
    assert near_items([PESTICIDE], county).why_words_only == NOT_YET
    make_for(county)
    found = near_items([PESTICIDE], county)
    assert found.why_words_only == ""
    (hit,) = found.of_contents[0]
    assert hit.by_meaning
    assert hit.facts()["likeness"].endswith("含义相近")


def test_a_request_computes_the_texts_of_one_change_and_no_more(listed, meaning):  # noqa: F811
    county = make_county()
    make_for(county)
    before = TextVector.objects.count()
    assert near_items([GRAIN, ROADS, PESTICIDE], county).why_words_only == NOT_YET
    assert TextVector.objects.count() == before
    assert near_items([ROADS], county).why_words_only == ""
    assert TextVector.objects.count() == before + 2


def test_the_number_of_queries_does_not_grow(listed, meaning):  # noqa: F811
    county = make_county()
    make_for(county)
    counts = []
    for contents in ([ROADS], [ROADS, PESTICIDE] * 5):
        near_items(contents, county)
        with CaptureQueriesContext(connection) as queries:
            near_items(contents, county)
        counts.append(len(queries))
    assert counts[0] == counts[1]
