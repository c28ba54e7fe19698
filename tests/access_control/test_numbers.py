"""A change keeps its number and its proposer: on every page that shows only some of the changes,
and whoever corrects it later.
"""

import re

import pytest

from access_control.models import Sitting
from access_control.rounds.services.giving import give_opinion
from access_control.sittings.services.planning import create_sitting
from dutylist.organizations.roles import Role
from items.models import ProposedChange
from items.register.services.proposals import amend_change
from tests.factories import make_user

from .after import set_stages
from .people import complete, decide, handed_in, new_item, place, read, told
from .test_pages import page
from .test_rounds import OBJECT, opened, revised

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place", "revised"]


def for_each_town(place):
    """Two new items, each for a town of its own."""
    changes = []
    for number, town in enumerate(place.towns[:2]):
        item = new_item(place, f"第{number + 1}样线索上报", townships=[town.code])
        changes.append({"op": "add", "item": item})
    return changes


def numbers(text):
    """The numbers by which the changes are called beside their titles."""
    return re.findall(r'(?:class="meta">|class="bare">|<p>)\s*(第\d+条)', text)


def test_a_unit_that_is_shown_one_of_the_changes_reads_its_number_in_the_request(place):
    request = handed_in(place, *for_each_town(place))
    pk = request["id"]
    told(decide(place.clerk, pk, "accept", {"complete": complete(place, request)}))
    text = page(place.mayors[1], f"/desk/requests/{pk}/opinion/")
    assert numbers(text) == ["第2条"]
    assert "第1条" not in text
    assert "第2条的意见" in text  # what is still open
    assert numbers(page(place.clerk, f"/desk/requests/{pk}/"))[:2] == ["第1条", "第2条"]


def test_a_sitting_that_decides_on_one_of_the_changes_reads_its_number(place):
    set_stages(place, "legal_review")
    request = handed_in(place, *for_each_town(place))
    pk = request["id"]
    row = {"change": request["changes"][0]["id"], "outcome": "fail", "text": "没有依据"}
    told(decide(place.legal, pk, "pass", {"results": [row]}))
    told(decide(place.lead, pk, "endorse", {"complete": complete(place, request)[1:]}))
    create_sitting(
        {"county": place.county.code, "body": "staffing", "requests": [pk]}, by=place.clerk
    )
    text = page(place.recorder, f"/desk/sittings/{Sitting.objects.get().pk}/results/")
    assert numbers(text) == ["第2条"]
    assert [change["position"] for change in read(place.clerk, pk)["changes"]] == [1, 2]


def test_a_round_calls_the_changes_by_one_number_to_the_unit_and_to_the_office(revised):
    row = opened(revised)
    address = f"/desk/revisions/{revised.revision.pk}/opinion/"
    assert numbers(page(revised.mayors[3], address)) == ["第2条"]
    opinion, _is_first = give_opinion(row, OBJECT, by=revised.mayors[3])
    answering = f"/desk/revisions/{revised.revision.pk}/opinions/{opinion.pk}/"
    assert numbers(page(revised.clerk, answering)) == ["第2条"]


def test_who_corrects_a_change_is_not_taken_for_who_proposed_it(revised):
    change = ProposedChange.objects.get(pk=revised.new.pk)
    address = f"/desk/revision/changes/{change.pk}/"
    later = make_user(Role.CLERK, county=revised.county, name="后来人")
    proposer = revised.clerk.get_full_name()
    assert "最后修改" not in page(revised.clerk, address)
    amend_change(change, {"name": "海漂垃圾发现上报"}, by=later, reason="改正名称")
    text = page(revised.clerk, address)
    assert re.search(rf"{proposer}于[^<]*提出，后来人于[^<]*最后修改", text), text
