"""Nonsense in an address, as a parameter or as a part of the path, is answered with a sentence,
never with an error.
"""

import itertools
import re
from collections import Counter
from datetime import date
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from dutylist.history.cursors import DAMAGED
from dutylist.organizations.models import User
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import set_policy
from dutylist.rest.parameters import declared_by
from dutylist.webhooks.services.subscribers import register
from dutylist.workflow.models import CalendarDay
from items.imports.services.jobs import preview_uploads
from items.models import Edition, LegalAct, Revision
from items.published.pages.conditional import KNOWN
from items.register.services.editing import change_items
from tests.factories import (
    make_content,
    make_county,
    make_delegation,
    make_department,
    make_items,
    make_staff,
    make_tag,
    make_township,
    make_user,
    publish,
    seeding,
)
from tests.grounds import ground
from tests.imports.workbooks import save_workbook

from .test_addresses import path_to, route_of, walked

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
# As they are sent; {0} is the name of the parameter. One of each sort that a database, Python or
# Django minds.
NONSENSE = (
    "0",
    "99999",
    "9" * 24,
    "9" * 5000,
    "0001-01-01",
    "9999-12-31",
    f"-{quote('字²' * 900)}^(.%2B)%2B%5C%25%27%22%5B",
    "a%00b",
    "%ED%A0%80%FF%zz",
    "1&{0}=2&{0}=%5B%5D",
)
MOMENTS = ("0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "2026-01-01T00:00:00")
PLACES = ("00000000-0000-0000-0000-000000000001", "items_historicaldutyitem:" + "9" * 30)
CURSORS = tuple(f"{moment}_{place}" for moment in MOMENTS for place in PLACES)
IN_A_PATH = tuple(value for value in NONSENSE if "{0}" not in value)
AREAS = ("admin/items/", "admin/", "desk/", "api/", "")
OF_ROWS = ("/admin/", "/desk/", "/api/")  # others are asked by codes, or with a citizen's own
READERS = (
    Role.CLERK,
    Role.OFFICE_LEAD,
    Role.AUDITOR,
    Role.SYSTEM_ADMIN,
    Role.SECURITY_ADMIN,
    Role.DEPARTMENT_STAFF,
)


@ground
def place(db):
    """A county with something on every list; -> {the name of an address: what its parts are}."""
    county = make_county()
    towns = [make_township("990121100000", "城关镇"), make_township("990121101000", "河口乡")]
    make_tag("山区", towns[0])
    items = make_items([make_content(name="公文管理"), make_content("coordination", "河道巡查")])
    staff = make_staff(county)
    publish(county, staff=staff)
    proposed = change_items(
        county, [(items[0], {"name": "公文和档案管理"})], by=staff[0], reason="调整"
    ).proposed[0]
    delegation = make_delegation()
    keeper = make_user(Role.SYSTEM_ADMIN, region=county)
    subscriber = {"name": "数据交换平台", "url": "https://receiver.example.gov.cn/duty"}
    webhook, _secret = register(county, by=keeper, reason="登记", **subscriber)
    handlers = {"clerk": staff[0].username, "lead": staff[2].username}
    set_policy(county, {"off_list_handlers": handlers}, by=staff[2], reason="指定")
    with seeding():
        LegalAct.objects.create(county=county, title="档案法")
        CalendarDay.objects.create(date=date(2031, 10, 1), is_working=False)
    return {
        "staff": staff,
        "item": items[0].pk,
        "edition": Edition.objects.get().pk,
        "revision": Revision.objects.get().pk,
        "change": proposed.pk,
        "delegation": delegation.pk,
        "webhook": webhook.pk,
        "batch": proposed.history.first().batch,
        "department": make_department().pk,
    }


@ground
def people(place):
    own = {Role.CLERK: place["staff"][0], Role.OFFICE_LEAD: place["staff"][2]}
    found = {role: make_user(role, is_staff=True) for role in READERS if role not in own}
    return {**own, **found}


@pytest.fixture
def browsers(people, settings):
    """A client of each role and a stranger's."""
    settings.ACCOUNT_POLICY = settings.ACCOUNT_POLICY | {"second_factor_roles": []}
    found = {"stranger": Client(raise_request_exception=False)}
    for role, user in people.items():
        found[role] = Client(raise_request_exception=False)
        found[role].force_login(user)
    return found


@pytest.fixture
def job(place, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    path = save_workbook(tmp_path / "清单.xlsx", ("basic", [[1, "值班值守"]]))
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    return preview_uploads([upload], county=make_county(), by=place["staff"][0]).pk


def real(path, name, place, job):
    """The address with a row that is there, so that the view comes as far as its question."""
    owners = {
        "imports:": job,
        "api-import": job,
        "desk:edition": place["edition"],
        "api-edition": place["edition"],
        "api-revision": place["revision"],
        "api-proposed-change": place["change"],
        "desk:change": place["change"],
        "desk:delegation": place["delegation"],
        "desk:webhook": place["webhook"],
        "api-webhook": place["webhook"],
        "api-item": place["item"],
        "api-department-list": place["department"],
        "history:object": place["item"],
        "history:person": place["staff"][0].pk,
        "admin:items_": place["item"],
    }
    pk = next((pk for start, pk in owners.items() if name.startswith(start)), 1)
    path = path.replace("/days/1/", "/days/2026-01-01/").replace(
        "/objects/1/", "/objects/items.dutyitem/"
    )
    path = re.sub(r"/1/", f"/{pk}/", path, count=1)
    path = path.replace("/x/", "/items.dutyitem/")
    return path.replace("00000000-0000-0000-0000-000000000001", str(place["batch"]))


def area_of(route):
    """The part of the site an address belongs to: a sweep of each, side by side."""
    return next(area for area in AREAS if route.startswith(area))


def questions(area, place, job):
    """(path, names of its parameters) of every view that takes any; one of several addresses of a
    public page.
    """
    read = set()
    for name, parts, pattern in walked():
        if area_of(route_of(parts)) != area:
            continue
        view, path = pattern.callback, real(path_to(parts, pattern), name, place, job)
        request = RequestFactory().get(path)
        request.user = User()
        names = declared_by(view, request)
        if hasattr(view, "cls"):
            names = declared_by(getattr(view.cls, "get", None), request)
        if getattr(view, "public_read", False) and not route_of(parts).startswith("api/"):
            names = () if view in read else KNOWN
            read.add(view)
        if names:
            yield path, names


def answered(browser, address):
    answer = browser.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def whoever_opens(browsers, path):
    """The client of the first role that is shown the page."""
    found = set()
    for browser in browsers.values():
        status = browser.get(path).status_code
        if status in (200, 422):
            return browser
        found.add(status)
    is_there = found != {404} or not path.startswith(OF_ROWS)
    assert is_there, f"{path}: nothing is there, name its row in real()"
    return browsers[Role.CLERK]


def a_third(values, turn):
    """Every third value, at the next turn the next third: one reader reads them all."""
    return values[turn % 3 :: 3]


def a_fifth(values, turn):
    """The same of five."""
    return values[turn % 5 :: 5]


def values_for(area, name, times_met):
    """What a parameter is tried with. Parameters of one name are read by one reader:

    where it is met first in an area it gets every value, afterwards a fifth, another one each time.
    The lists of the admin read theirs by the same few classes: there it is a fifth from the
    beginning.
    """
    values = NONSENSE
    if name in ("after", "cursor"):
        values = (*NONSENSE, *CURSORS)
    if times_met or area.startswith("admin/"):
        values = a_fifth(values, times_met)
    return values


@pytest.mark.parametrize("area", AREAS)
def test_nonsense_as_a_parameter_is_never_an_error(area, browsers, place, job):
    errors, count, met = [], 0, Counter()
    for path, names in questions(area, place, job):
        browser = whoever_opens(browsers, path)
        for name in names:
            values = values_for(area, name, met[name])
            met[name] += 1
            for value in values:
                count += 1
                address = f"{path}?{name}={value.format(name)}"
                if (status := answered(browser, address)) >= 500:
                    errors.append(f"{status} {address[:150]}")
    assert errors == []
    assert count > 100


@pytest.mark.parametrize("area", AREAS)
def test_nonsense_as_a_part_of_a_path_is_never_an_error(area, browsers, place, job):
    errors, count, met = [], 0, Counter()
    for name, parts, pattern in walked():
        if area_of(route_of(parts)) != area:
            continue
        address = real(path_to(parts, pattern), name, place, job)
        for path in broken(address, route_of(parts), met):
            count += 1
            if (status := answered(browsers[Role.CLERK], path)) >= 500:
                errors.append(f"{status} {path[:150]}")
    assert errors == []
    assert count > 50


def broken(path, route, met):
    """The address with nonsense for each of its parts that a reader can fill, one after the other.

    The first address below a place gets every value; the others there, which find their row the
    same way, a fifth, another one each time.
    """
    if not re.search(r"[<(]", route):
        return
    parts = path.split("/")
    for place, part in enumerate(parts):
        if part and re.search(r"\d|\.", part):
            above = tuple(parts[:place])
            values = a_fifth(IN_A_PATH, met[above]) if met[above] else IN_A_PATH
            met[above] += 1
            for value in values:
                yield "/".join([*parts[:place], value, *parts[place + 1 :]])


# What no page has written: "MDE=" is the number 01, "MQ" and "!MQ==" are 1 in other clothes.
DAMAGED_CURSORS = ("x", "-1", "01", " 1", "1.0", "²", "MQ", "!MQ==", "MDE=", "MQ==MQ==", "9" * 30)
DAMAGED_MOMENTS = tuple(
    f"{moment}_{key}"
    for moment in (
        "2026-01-01",
        "2026-01-01T00:00:00",
        "2026-01-01 00:00:00Z",
        "2026-01-01T08:00:00%2B08:00",
    )
    for key in (PLACES[0], "items_historicaldutyitem:1")
)


@pytest.mark.parametrize("area", AREAS)
def test_a_damaged_cursor_is_refused_by_its_name(area, browsers, place, job):
    taken, lists = [], set()
    for path, names in questions(area, place, job):
        if not {"cursor", "after"}.intersection(names):
            continue
        if area == "" and not path.startswith("/search/"):
            continue  # of the others some are cut into pieces: tests/published
        browser = whoever_opens(browsers, path)
        for name in {"cursor", "after"}.intersection(names):
            for value in (*DAMAGED_CURSORS, *a_third(DAMAGED_MOMENTS, len(lists))):
                if plain_number(path, value):
                    continue
                answer = browser.get(f"{path}?{name}={value}")
                lists.add(path)
                if not names_the_cursor(answer, name):
                    taken.append(f"{answer.status_code} {path}?{name}={value}")
    assert taken == []
    assert lists or area in ("admin/items/", "admin/")


def plain_number(path, value):
    """The pages of the desk and the search write plain numbers."""
    return not path.startswith("/api/") and bool(re.fullmatch(r"[1-9]\d{0,17}", value))


def names_the_cursor(answer, name):
    if answer["Content-Type"].startswith("application/problem+json"):
        return answer.status_code == 422 and [
            error["path"] for error in answer.json()["errors"]
        ] == [name]
    return answer.status_code in (400, 404, 422) and DAMAGED in answer.content.decode()


UNKNOWN_PLACES = ("999999999999", "9" * 30, "1", "x", "990121100000")


def test_a_county_that_there_is_not_is_refused_by_its_name(browsers, place, job):
    """Also a township in the place of a county: every list of the API answers alike."""
    taken, lists = [], set()
    for path, names in questions("api/", place, job):
        if "county" not in names:
            continue
        lists.add(path)
        for value in UNKNOWN_PLACES:
            answer = browsers[Role.CLERK].get(
                f"{path}?county={value}&q=a" if "q" in names else f"{path}?county={value}"
            )
            told = [error["path"] for error in answer.json().get("errors", ())]
            if (answer.status_code, told) != (422, ["county"]):
                taken.append(f"{answer.status_code} {path} {value}")
    assert taken == []
    assert len(lists) >= 7


def test_somebody_elses_county_is_not_there(browsers, place, job):
    """Public lists know every county; a list of the signed in has no other county than the
    reader's.
    """
    make_county("990122000000", "邻县")
    for path in ("items", "imports", "history", "policy"):
        answer = browsers[Role.CLERK].get(f"/api/v1/{path}/?county=990122000000")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), path
        assert browsers[Role.CLERK].get(f"/api/v1/{path}/?county=990121000000").status_code == 200


@pytest.mark.parametrize("pk", ["x", "", "-1", "9" * 24, "9" * 5000, "1' OR 1=1", "\0"])
def test_nonsense_ticked_on_a_list_is_never_an_error(browsers, place, pk):
    sent = {"action": "edit_many", "index": "0", "_selected_action": [str(place["item"]), pk]}
    answer = browsers[Role.CLERK].post("/admin/items/dutyitem/", sent)
    assert answer.status_code == 404


IDS = re.compile(r"<(int|uuid|str|slug):(\w+)>")
NOBODYS = {"int": "987654321", "uuid": "00000000-0000-0000-0000-0000000000ff"}
LARGE = ("9" * 18, "9" * 24)


@pytest.mark.parametrize("area", AREAS)
def test_an_id_that_nothing_has_is_not_found(area, browsers, place, job):
    """Every page of an object, and every part of one: unknown is 404, as is not theirs, for the
    clerk and two of the others in turn. A large or a huge number, in turn, is 404 too, for the
    clerk and another one.
    """
    found, count, others = [], 0, itertools.cycle(others_of(browsers))
    large = itertools.cycle(LARGE)
    for name, parts, pattern in walked():
        if area_of(route_of(parts)) != area:
            continue
        address = real(path_to(parts, pattern), name, place, job)
        for path, is_large in with_ids_of_nobody(address, parts, large):
            for role in (Role.CLERK, *itertools.islice(others, 1 if is_large else 2)):
                count += 1
                browser = browsers[role]
                answer = browser.get(path)
                if answer.status_code in (302, 405):
                    answer = browser.post(path, {}, "application/json")
                if not is_turned_away(answer):
                    found.append(f"{answer.status_code} {role} {path[:120]}")
    assert found == []
    assert count > 10


def others_of(browsers):
    return [role for role in browsers if role != Role.CLERK]


def is_turned_away(answer):
    """Told that there is nothing, not allowed, not by this method, or led to the log-in."""
    return answer.status_code in (401, 403, 404, 405) or "/login/" in answer.get("Location", "")


def with_ids_of_nobody(path, parts, large):
    """(the address with an id that nothing has for one of its numbers, whether the id is large)."""
    kinds = [kind for part in parts for kind, _name in IDS.findall(str(part))]
    if not kinds:
        return
    pieces = path.split("/")
    places = [at for at, piece in enumerate(pieces) if re.fullmatch(r"\d+|[0-9a-f-]{36}", piece)]
    for at in places:
        before, after = pieces[:at], pieces[at + 1 :]
        if "-" in pieces[at]:
            yield "/".join([*before, NOBODYS["uuid"], *after]), False
        else:
            yield "/".join([*before, NOBODYS["int"], *after]), False
            yield "/".join([*before, next(large), *after]), True
