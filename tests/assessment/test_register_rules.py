"""What holds at every address of the registers of supervision: who may do nothing is told that
before what is wrong with it, a row that is over before who may not change it, a year that is none
is called a year, and a message leads to what its reader may open.
"""

import pytest

from dutylist.api_docs import operations
from dutylist.notices.models import InboxMessage

from .people import API, browser_of, decided, get, patch, paths, place, post, supervised, told
from .test_inspections import approved, of_forestry, one, submitted

pytestmark = pytest.mark.django_db
__all__ = ["place", "supervised"]
OWNED = ("pledges", "vetoes", "inspections", "report-demands")
# Who has no part in each of them.
WITHOUT_PART = {
    **dict.fromkeys(OWNED, ("mayors", "legal", "inspector")),
    "problems": ("mayors", "legal", "head"),
    "evaluations": ("mayors", "inspector", "head"),
    "schemes": ("mayors", "legal", "inspector"),
    "satisfaction-rounds": ("mayors", "clerk", "head"),
    "whistles": ("head", "clerk", "inspector"),
    "off-list-reports": ("head", "clerk", "inspector"),
    "execution": ("head", "clerk", "inspector"),
    "head-opinions": ("head", "clerk", "inspector"),
}


def person(place, name):
    return place.mayors[0] if name == "mayors" else getattr(place, name)


def body_without_a_sound_member(place, name):
    """Nothing of it is right but the township, where one has to be named."""
    return {"township": place.towns[0].code} if name == "execution" else {}


@pytest.mark.parametrize("name", sorted(WITHOUT_PART))
def test_who_may_make_no_row_is_told_that_before_its_faults(supervised, name):
    for who in WITHOUT_PART[name]:
        body = body_without_a_sound_member(supervised, name)
        answer = told(post(person(supervised, who), f"{API}{name}/", body), 403)
        assert answer["code"] == "role", (who, answer)


def test_an_owner_nobody_knows_is_named_with_the_other_faults(supervised):
    body = {"owner": {"department": "县没有局"}, "until": "明年"}
    faults = paths(post(supervised.head, f"{API}pledges/", body))
    assert set(faults) == {"owner.department", "title", "issuer_level", "until"}
    answer = post(supervised.head, f"{API}pledges/", body | {"owner": {"department": "县林业局"}})
    assert told(answer, 403)["code"] == "role"


def pledge(place):
    told_ = {"title": "责任书", "issuer_level": "central", "document_number": "中办发〔2024〕3号"}
    return f"pledges/{told(post(place.head, f'{API}pledges/', told_))['id']}/"


def problem(place):
    told_ = {"source": "visit", "found_on": "2026-01-05", "text": "没有培训"}
    return f"problems/{told(post(place.clerk, f'{API}problems/', told_))['id']}/"


def test_a_row_that_is_over_is_told_before_who_may_not_change_it(supervised):
    row = pledge(supervised)
    assert patch(supervised.inspector, f"{API}{row}", {"title": "改"}).status_code == 403
    decided(supervised.lead, row, "approve")
    for user in (supervised.head, supervised.inspector, supervised.mayors[0]):
        assert patch(user, f"{API}{row}", {"title": "改"}).status_code == 409
    row = problem(supervised)
    assert patch(supervised.secretary, f"{API}{row}", {"text": "改"}).status_code == 403
    decided(supervised.clerk, row, "assign", {"unit": {"department": supervised.bureau.name}})
    for user in (supervised.clerk, supervised.secretary, supervised.head):
        assert patch(user, f"{API}{row}", {"text": "改"}).status_code == 409


def lists_that_take_a_year():
    """The addresses of the API that are asked for a year, without those of one row."""
    found = []
    for operation in operations().values():
        takes = {one.name for one in operation.parameters}
        if operation.method.upper() == "GET" and "year" in takes and "{" not in operation.address:
            found.append(operation.address)
    return found


@pytest.mark.parametrize("address", lists_that_take_a_year())
def test_a_year_that_is_none_is_called_a_year(supervised, address):
    beside = ""
    if address.endswith("/load/rows/"):
        beside = f"&of=indicators&township={supervised.towns[0].code}"
    for year in ("去年", "26", "99999999999999999999"):
        answer = get(supervised.lead, f"{address}?year={year}{beside}")
        if answer.status_code == 404:
            continue  # not this person's
        faults = paths(answer)
        assert list(faults) == ["year"]
        assert "年" in faults["year"], (address, faults)


def test_a_finding_is_set_aside_once(supervised):
    place = supervised
    row = told(post(place.head, f"{API}pledges/", {"title": "责任书", "issuer_level": "county"}))
    reasons = {"overrides": [{"finding": 1, "reason": "甲"}, {"finding": 1, "reason": "乙"}]}
    facts = {"action": "approve", "facts": reasons}
    address = f"{API}pledges/{row['id']}/decisions/"
    refused = post(place.lead, address, facts, **{"If-Match": "*"})
    assert set(paths(refused)) == {"facts.overrides.1.finding"}


# ---- messages ----


def last_message(user):
    """The title of what somebody was told last of an inspection; it leads where he may read."""
    message = InboxMessage.objects.filter(user=user, key__startswith="inspection-").latest("at")
    if message.url:
        assert browser_of(user).get(message.url).status_code == 200, message.title
    return message.title


def test_townships_are_told_of_an_inspection_that_does_not_come(supervised):
    row = approved(supervised)
    decided(supervised.head, one(row), "cancel", reason="不再开展")
    assert last_message(supervised.mayors[0]).endswith("涉及您单位：已取消")


def test_who_was_merged_reads_the_other_and_every_township_is_told(supervised):
    place = supervised
    first = approved(place)
    later = [town.code for town in place.towns[2:5]]
    second = submitted(place, **of_forestry(place, title="林区安全生产检查", townships=later))
    third = approved(place, **of_forestry(place, title="林区安全检查", townships=later))
    assert get(place.other, f"{API}{one(first)}").status_code == 404
    into = {"into": first["id"]}
    decided(place.lead, one(second), "merge", into, reason="内容相近")
    told_ = f"督查检查考核《{first['title']}》涉及您单位：已同意"
    assert last_message(place.mayors[4]) == told_
    decided(place.lead, one(third), "merge", into, reason="内容相近")
    told_ = f"督查检查考核《林区安全检查》已并入《{first['title']}》，不再单独开展"
    assert last_message(place.mayors[4]) == told_
    shown = told(get(place.other, f"{API}{one(first)}"), 200)
    assert (shown["actions"], len(shown["merged"])) == ([], 2)
    assert last_message(place.other) == "督查检查考核《林区安全检查》：已合并"
