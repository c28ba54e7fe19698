"""Who reads a batch that is not for everybody: every address of the record, asked by every kind of
reader, with planted words that must not show.
"""

from datetime import UTC, timedelta
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.urls import resolve
from django.utils import timezone

from dutylist.history.models import Batch, Opening
from dutylist.history.openings import OWN, SECOND_PERSON, open_actor
from dutylist.history.recording import Protection, recording
from dutylist.history.refusals import Invalid, NotFound, NotPossible
from dutylist.history.verify import verify
from dutylist.organizations.record_readers import key_of_role, key_of_unit
from dutylist.organizations.roles import Role
from items.models import DutyItem
from tests.desk.people import no_second_factor, published, signed_in, staff  # noqa: F401 (fixtures)
from tests.factories import make_county, make_department, make_township, make_user
from tests.grounds import ground
from tests.sweeps.test_addresses import route_of, walked

DRAFT, DRAFT_REASON, DRAFTER = "1.草稿金丝雀；", "草稿理由金丝雀", "拟稿人金丝雀"
REPORT, REPORT_REASON, REPORTER = "反映内容金丝雀", "反映理由金丝雀", "吹哨人金丝雀"
RATING, RATER, UNIT = "评议内容金丝雀", "评议人金丝雀", "河口乡金丝雀"
# When the protected ones acted: a minute that no other batch of these tests has, on a day that is
# over at any hour these tests run.
ACTED = timezone.now() - timedelta(days=1, minutes=29 + (timezone.now().minute == 28))
UNIT_AND_AUDITORS = {"member", "auditor", "county auditor"}
HANDLERS = {"clerk", "lead"}
COUNTY = HANDLERS | {"inspector", "auditor", "county auditor"}
PEOPLE = (
    *("member", "outsider", "township", "clerk", "lead", "inspector", "auditor", "county auditor"),
    *("keeper", "other county"),
)
# word: who reads it somewhere in the record
READ_BY = {
    DRAFT: UNIT_AND_AUDITORS,
    DRAFT_REASON: UNIT_AND_AUDITORS,
    DRAFTER: UNIT_AND_AUDITORS,
    REPORT: HANDLERS,
    REPORT_REASON: HANDLERS,
    RATING: COUNTY,
    REPORTER: set(),
    RATER: set(),
    UNIT: set(),
    f"{timezone.localtime(ACTED):%H:%M}": set(),
    f"{ACTED.astimezone(UTC):%H:%M}": set(),
}


@ground
def scene(published, staff):  # noqa: F811 (fixtures)
    """A draft of a unit, an off-list report and a rating, all of yesterday, each undone in an open
    batch: what they said is in the record and nowhere else.
    """
    county, unit = make_county(), make_department("县水利局")
    clerk, _recorder, lead = staff
    people = {
        "member": make_user(Role.DEPARTMENT_STAFF, department=unit, name=DRAFTER),
        "outsider": make_user(Role.DEPARTMENT_LEAD, department=make_department("县林业局")),
        "township": make_user(Role.TOWNSHIP_LEAD, township=make_township()),
        "clerk": clerk,
        "lead": lead,
        "inspector": make_user(Role.INSPECTOR, county=county),
        "auditor": make_user(Role.AUDITOR),
        "county auditor": make_user(Role.AUDITOR, region=county),
        "keeper": make_user(Role.SYSTEM_ADMIN),
        "other county": make_user(Role.CLERK, county=make_county("990122000000", "邻县")),
    }
    reporter = make_user(Role.TOWNSHIP_LEAD, township=make_township())
    rater = make_user(Role.TOWNSHIP_LEAD, township=make_township())
    # The opening of their accounts is in the record too, under the names they were opened with.
    reporter.first_name, rater.first_name = REPORTER, RATER
    handlers = [key_of_role(Role.CLERK, county), key_of_role(Role.OFFICE_LEAD, county)]
    sealed = {"protected": Protection(tuple(handlers), {"单位": UNIT})}
    report = {"reason": REPORT_REASON, "audience": handlers, **sealed}
    basic, coordination, reclaimed = published
    unit_only = {"reason": DRAFT_REASON, "audience": [key_of_unit(unit)]}
    with at(ACTED - timedelta(minutes=5)):
        draft = written(coordination, "township_duty", DRAFT, people["member"], **unit_only)
    with at(ACTED):
        report = written(basic, "name", REPORT, reporter, **report)
        rating = written(reclaimed, "name", RATING, rater, **sealed)
    for item, field in ((coordination, "township_duty"), (basic, "name"), (reclaimed, "name")):
        written(item, field, f"{item.code}改回", clerk, reason="改回")
    return SimpleNamespace(
        county=county,
        people=people,
        reporter=reporter,
        hidden_people=[people["member"], reporter, rater],
        batches=[draft, report, rating],
        draft=draft,
        report=report,
        rating=rating,
        items=published,
    )


def at(moment):
    return patch("django.utils.timezone.now", return_value=moment)


def written(item, field, text, by, **options):
    """One batch that changes a field of an item. -> the batch"""
    with recording(by=by, county=item.county.code, **options) as rec:
        setattr(item, field, text)
        item.save()
    return Batch.objects.get(pk=rec.id)


def lists(scene):
    """The addresses of the record that list batches, those of the first item too."""
    day, item = timezone.localdate(ACTED), scene.items[0]
    return [
        "/desk/history/",
        "/desk/history/?format=csv",
        "/desk/history/?reason=金丝雀",
        "/desk/history/?person=金丝雀",
        f"/desk/history/days/{day}/",
        "/desk/history/protected/",
        "/desk/history/verification/",
        "/admin/history/",
        "/admin/history/batch/",
        "/admin/history/batch/?q=金丝雀",
        "/api/v1/history/",
        f"/api/v1/history/?day={day}",
        "/api/v1/history/protected/",
        *addresses_of(item),
    ]


def addresses_of(item):
    return [
        f"/desk/history/objects/items.dutyitem/{item.pk}/",
        f"/api/v1/items/{item.pk}/history/",
        f"/admin/items/dutyitem/{item.pk}/change/",
    ]


def addresses(scene):
    """Every address that reads the record, and those of rows beside which it is shown."""
    found = lists(scene)
    for batch in scene.batches:
        found += [
            f"/desk/history/batches/{batch.pk}/",
            f"/desk/history/batches/{batch.pk}/opening/",
            f"/api/v1/history/{batch.pk}/",
            f"/api/v1/history/{batch.pk}/opening/",
        ]
    for item in scene.items[1:]:
        found += addresses_of(item)
    for user in scene.hidden_people:
        found += [f"/desk/history/people/{user.pk}/", f"/api/v1/history/?by={user.pk}"]
    return found


def asked(client, address):
    """(status, text) of an answer, a streamed one too."""
    response = client.get(address)
    content = b"".join(response) if response.streaming else response.content
    return response.status_code, content.decode()


def answers_to(client, scene):
    """{address: text} of what this person is given."""
    found = {}
    for address in addresses(scene):
        status, text = asked(client, address)
        assert status in (200, 302, 403, 404), (address, status)
        if status == 200:
            found[address] = text
    return found


def test_no_address_of_the_record_is_left_out(scene):
    """An address that reads the record is walked below, or it is not an address of ours."""
    walked_below = {resolve(address.partition("?")[0]).view_name for address in addresses(scene)}
    named = {name for name, parts, _pattern in walked() if "history" in route_of(parts)}
    assert named - walked_below == set()


@pytest.mark.either_database
@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_reads_what_is_not_for_him_and_everybody_what_is(
    scene,
    signed_in,  # noqa: F811
    who,
):
    places = {}
    for address, text in answers_to(signed_in(scene.people[who]), scene).items():
        for word in READ_BY:
            if word in text:
                places.setdefault(word, []).append(address)
    assert set(places) == {word for word in READ_BY if who in READ_BY[word]}, places


def test_everybody_of_the_scene_is_asked(scene):
    assert set(scene.people) == set(PEOPLE)


def test_a_stranger_is_told_nothing(scene, client):
    for address in addresses(scene):
        status, text = asked(client, address)
        assert status in (302, 401, 403, 404), address
        assert not any(word in text for word in READ_BY)


def test_a_batch_that_is_not_for_a_reader_does_not_exist_for_him(scene, signed_in):  # noqa: F811
    """Not in a list, a count, a file or by its address; the auditor knows that a report exists."""
    seen = {}
    for who in ("clerk", "inspector", "auditor", "member", "outsider"):
        browser = signed_in(scene.people[who])
        listed = asked(browser, "/api/v1/history/?limit=200")[1]
        seen[who] = [
            str(batch.pk) in listed
            and asked(browser, f"/desk/history/batches/{batch.pk}/")[0] == 200
            and asked(browser, f"/api/v1/history/{batch.pk}/")[0] == 200
            for batch in scene.batches
        ]
    assert seen == {
        "clerk": [False, True, True],
        "inspector": [False, False, True],
        "auditor": [True, False, True],
        "member": [True, False, False],
        "outsider": [False, False, False],
    }
    known = asked(signed_in(scene.people["auditor"]), "/api/v1/history/protected/")[1]
    assert [str(batch.pk) in known for batch in scene.batches] == [False, True, True]


def test_whoever_has_nothing_of_the_record_finds_no_page(scene, signed_in):  # noqa: F811
    for who in ("outsider", "township", "keeper"):
        assert asked(signed_in(scene.people[who]), "/desk/history/")[0] == 404
    assert asked(signed_in(scene.people["member"]), "/desk/history/")[0] == 200


def test_the_text_before_is_the_last_one_the_reader_may_read(scene, signed_in):  # noqa: F811
    """What a hidden batch wrote in between is not told as what stood before either."""
    item = scene.items[1]
    page = f"/desk/history/objects/items.dutyitem/{item.pk}/"
    told = asked(signed_in(scene.people["inspector"]), page)[1]
    assert "改回" in told
    assert DRAFT not in told
    assert DRAFT in asked(signed_in(scene.people["member"]), page)[1] or not (
        DutyItem.objects.visible_to(scene.people["member"]).filter(pk=item.pk).exists()
    )


def test_before_its_day_is_over_a_protected_batch_is_nowhere(scene, signed_in):  # noqa: F811
    batch = written(
        scene.items[0],
        "name",
        "今天的反映",
        scene.reporter,
        protected=Protection((key_of_role(Role.CLERK, scene.county),)),
        reason="今天的理由",
    )
    for who in ("clerk", "auditor"):
        browser = signed_in(scene.people[who])
        for address in lists(scene):
            _status, text = asked(browser, address)
            assert str(batch.pk) not in text
            assert "今天的理由" not in text
        assert asked(browser, f"/api/v1/history/{batch.pk}/")[0] == 404
    with pytest.raises(NotFound):
        open_actor(batch.pk, by=scene.people["clerk"], reason="核实")


def test_the_number_of_a_row_of_a_protected_actor_is_not_told(scene, signed_in):  # noqa: F811
    answer = signed_in(scene.people["clerk"]).get(f"/api/v1/history/{scene.report.pk}/").json()
    assert [change["id"] for change in answer["changes"]] == [None]
    assert answer["day_only"] is True
    answer = signed_in(scene.people["auditor"]).get(f"/api/v1/history/{scene.draft.pk}/").json()
    assert all(change["id"] for change in answer["changes"])
    assert answer["day_only"] is False


def test_one_asks_another_agrees_and_these_two_read_the_name(scene, signed_in):  # noqa: F811
    clerk, lead = scene.people["clerk"], scene.people["lead"]
    page = f"/desk/history/batches/{scene.report.pk}/opening/"
    assert REPORTER not in asked(signed_in(clerk), page)[1]
    assert signed_in(clerk).post(page, {"reason": ""}).status_code == 422
    assert signed_in(clerk).post(page, {"reason": "移送核查"}).status_code == 302
    again = signed_in(clerk).post(page, {"reason": "再点一次"})
    assert again.status_code == 409
    assert SECOND_PERSON in again.content.decode()
    assert "再点一次" in again.content.decode()
    assert REPORTER not in asked(signed_in(clerk), page)[1]
    assert signed_in(lead).post(page, {"reason": "同意移送"}).status_code == 302
    for user in (clerk, lead):
        shown = asked(signed_in(user), page)[1]
        assert REPORTER in shown
        assert UNIT in shown
    colleague = make_user(Role.CLERK, county=scene.county)
    shown = asked(signed_in(colleague), page)[1]
    assert "同意移送" in shown
    assert REPORTER not in shown


def test_the_opening_is_recorded_without_the_name(scene, signed_in):  # noqa: F811
    clerk, lead, auditor = (scene.people[who] for who in ("clerk", "lead", "auditor"))
    open_actor(scene.report.pk, by=clerk, reason="移送核查")
    open_actor(scene.report.pk, by=lead, reason="同意移送")
    browser = signed_in(auditor)
    for address in ("/desk/history/", "/desk/history/protected/", "/api/v1/history/protected/"):
        told = asked(browser, address)[1]
        assert "移送核查" in told
        assert "同意移送" in told
        assert REPORTER not in told
    assert "移送核查" not in asked(signed_in(scene.people["inspector"]), "/desk/history/")[1]
    assert asked(browser, f"/desk/history/batches/{scene.report.pk}/opening/")[0] == 404
    assert verify().ok


def test_the_opening_over_http(scene, signed_in):  # noqa: F811
    address = f"/api/v1/history/{scene.report.pk}/opening/"
    sent = {"data": {"reason": "移送核查"}, "content_type": "application/json"}
    clerk, lead = signed_in(scene.people["clerk"]), signed_in(scene.people["lead"])
    first = clerk.post(address, **sent)
    assert (first.status_code, first.json()["opened"]) == (202, False)
    again = clerk.post(address, **sent)
    assert (again.status_code, again.json()["code"]) == (409, "second_person")
    second = lead.post(address, **sent)
    assert (second.status_code, second.json()["opened"]) == (201, True)
    for browser in (clerk, lead):
        answer = browser.get(address).json()
        assert answer["actor"] == {"id": scene.reporter.pk, "name": REPORTER}
        assert answer["facts"] == {"单位": UNIT}
    for who in ("auditor", "inspector", "keeper", "other county"):
        refused = signed_in(scene.people[who])
        assert (refused.get(address).status_code, refused.post(address, **sent).status_code) == (
            404,
            404,
        )


def test_who_may_not_open_and_who_must_not(scene):
    with pytest.raises(Invalid):
        open_actor(scene.report.pk, by=scene.people["clerk"], reason=" ")
    for who in ("inspector", "auditor", "keeper", "member"):
        with pytest.raises(NotFound):
            open_actor(scene.report.pk, by=scene.people[who], reason="想看看")
    own = {"protected": Protection((key_of_role(Role.CLERK, scene.county),))}
    with at(ACTED):
        batch = written(scene.items[0], "name", "经办人本人", scene.people["clerk"], **own)
    with pytest.raises(NotPossible, match=OWN):
        open_actor(batch.pk, by=scene.people["clerk"], reason="自己看")
    assert not Opening.objects.exists()
