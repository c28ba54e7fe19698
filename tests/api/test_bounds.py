"""Whatever comes from outside is bounded below the form: too long, huge, NUL, half characters, days
of nowhere.

Every address of the API that writes and every verb answers alike on both databases, names the
field, writes nothing.
"""

import json
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from dutylist.history.models import Batch
from dutylist.history.refusals import Invalid
from dutylist.organizations.models import AccessToken, Membership
from dutylist.organizations.roles import Role
from dutylist.organizations.services.accounts import open_account
from dutylist.organizations.services.delegations import delegate, end_delegation
from dutylist.organizations.services.departments import (
    change_department,
    create_department,
    end_department,
    rename_department,
)
from dutylist.organizations.services.members import end_membership, grant_membership
from dutylist.organizations.services.regions import (
    add_zone,
    rename_region,
    set_office_contact,
    set_policy,
    set_word,
    tag_townships,
)
from dutylist.organizations.services.tokens import make_token
from dutylist.workflow.engine import perform
from dutylist.workflow.models import Decision
from dutylist.workflow.services import announce_year, set_day
from items.editions.services.editions import start_edition
from items.imports.services.head_words import set_head_word
from items.models import Edition
from items.register.services.acts import create_act
from items.register.services.categories import add_category, change_category
from items.register.services.editing import cancel_items, change_items
from tests.factories import (
    make_category,
    make_content,
    make_department,
    make_user,
)

from .conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
LONG, HUGE = "长" * 5000, 10**30
TEXTS = (LONG, "甲\0乙", "甲\ud800乙")
DAYS = ("0001-01-01", "9999-12-31", "1948-12-31", LONG)
NUMBERS = (HUGE, -HUGE, -1)
ENTRY = {"kind": "coordination", "name": "防汛巡查", "township_duty": "1.巡查。"}
REVIEW = {"reviewer": "张三", "on": "2026-01-01", "result": "可以公开"}
POWER = {"type": "punishment", "origin": "statutory"}


def nested(path, value, base):
    """A payload of `base` in which the value stands at the path (bases.0.act)."""
    first, *rest = path.split(".")
    if not rest:
        return {**base, first: value}
    if rest[0] == "0" and len(rest) == 1:
        return {**base, first: [value]}
    if rest[0] == "0":
        return {**base, first: [{**ROWS[first], rest[1]: value}]}
    return {**base, first: {**GROUPS[first], rest[0]: value}}


ROWS = {
    "responsibilities": {"department": "县公安局", "role": "lead"},
    "bases": {"act": "防汛条例"},
    "variants": {"townships": ["990121100000"], "name": "防汛"},
    "support": {"kind": "training", "promise": "每年培训一次"},
}
GROUPS = {"secrecy_review": REVIEW, "power": POWER}
OF_AN_ITEM = {
    TEXTS: (
        "reason",
        "name",
        "category",
        "township_duty",
        "directory_entry",
        "procedure.0",
        "secrecy_review.reviewer",
        "secrecy_review.result",
        "responsibilities.0.department",
        "responsibilities.0.internal_office",
        "responsibilities.0.duty",
        "responsibilities.0.method",
        "bases.0.act",
        "bases.0.document_number",
        "bases.0.article",
        "power.document_number",
        "power.original_body",
        "variants.0.name",
        "variants.0.township_duty",
        "support.0.promise",
        "support.0.amount",
    ),
    DAYS: (
        "starts_on",
        "ends_on",
        "secrecy_review.on",
        "responsibilities.0.transition_on",
        "power.until",
        "support.0.due_on",
    ),
    NUMBERS: ("position",),
}


def count_rows():
    return (
        Batch.objects.count(),
        Decision.objects.count(),
        Edition.objects.count(),
        AccessToken.objects.count(),
    )


def refused_at(sent, path):
    assert sent.status_code == 422, (path, sent.status_code, sent.content[:200])
    paths = [error["path"] for error in sent.json()["errors"]]
    assert path in paths, (path, paths)


def send(client, address, body, **headers):
    """As a program that escapes what UTF-8 can not carry."""
    return client.post(address, json.dumps(body), content_type="application/json", headers=headers)


def test_every_field_of_an_item_is_bounded(place):
    client, before = signed_in(place.clerk), count_rows()
    base = {**ENTRY, "county": place.county.code, "reason": "新增"}
    for values, paths in OF_AN_ITEM.items():
        for path in paths:
            for value in values:
                refused_at(send(client, "/api/v1/items/", nested(path, value, base)), path)
    assert count_rows() == before


@pytest.mark.parametrize("unseen", ["\u200b", "\u200b\u200d \u00ad", "\ufeff"])
def test_a_reason_nobody_can_see_is_none(place, unseen):
    client = signed_in(place.clerk)
    address, before = f"/api/v1/items/{place.items[0].pk}/", count_rows()
    body = {"name": "应急值守", "reason": unseen}
    sent = client.patch(address, body, "application/json", headers={"If-Match": "*"})
    assert (sent.status_code, sent.json()["code"]) == (422, "reason_required")
    assert count_rows() == before


@pytest.mark.parametrize("value", ["是", 5, ["a"]])
def test_a_collective_department_is_one_or_none(place, value):
    base = {**ENTRY, "county": place.county.code, "reason": "新增"}
    sent = send(
        signed_in(place.clerk),
        "/api/v1/items/",
        nested("responsibilities.0.collective", value, base),
    )
    refused_at(sent, "responsibilities.0.collective")


FACTS = {
    "approve": (
        {
            "meeting": "县委编委会",
            "decided_on": "2026-03-01",
            "document_number": "示政发〔2026〕7号",
        },
        {"meeting": TEXTS, "minutes_number": TEXTS, "document_number": TEXTS, "decided_on": DAYS},
    ),
    "publish": (
        {"document_number": "示政发〔2026〕8号", "effective_on": "2026-04-01"},
        {"document_number": TEXTS, "effective_on": DAYS, "note": TEXTS},
    ),
}


def moved(place, until):
    """An edition on its way, up to the move named."""
    edition = start_edition(place.county, by=place.clerk, reason="新一版")
    perform(edition, "submit", by=place.clerk)
    if until == "publish":
        perform(edition, "approve", by=place.staff[1], **FACTS["approve"][0])
    return edition


@pytest.mark.parametrize("action", FACTS)
def test_every_fact_of_a_decision_is_bounded(place, action):
    edition, (good, fields) = moved(place, action), FACTS[action]
    client, before = signed_in(place.staff[1 if action == "approve" else 2]), count_rows()
    address = f"/api/v1/editions/{edition.pk}/decisions/"
    for name, values in fields.items():
        for value in values:
            body = {"action": action, "reason": "办理", "facts": {**good, name: value}}
            refused_at(send(client, address, body, **{"If-Match": "*"}), f"facts.{name}")
    for reason in (*TEXTS, 5, ["办理"], {"a": 1}):
        body = {"action": action, "reason": reason, "facts": good}
        refused_at(send(client, address, body, **{"If-Match": "*"}), "reason")
    assert count_rows() == before
    edition.refresh_from_db()
    assert edition.status == {"approve": "awaiting_sitting", "publish": "approved"}[action]


def test_a_draft_and_a_key_are_bounded(place):
    client, before = signed_in(place.clerk), count_rows()
    base = {"county": place.county.code, "reason": "新一版"}
    for name in ("title", "reason"):
        for value in TEXTS:
            refused_at(send(client, "/api/v1/edition-drafts/", {**base, name: value}), name)
    sent = send(client, "/api/v1/edition-drafts/", base, **{"Idempotency-Key": "k" * 81})
    refused_at(sent, "Idempotency-Key")
    assert count_rows() == before


def test_asking_for_a_token_with_anything_is_no_error_of_ours(client, place):
    good = {
        "username": place.clerk.username,
        "password": "x",
        "name": "办公系统",
        "days": 30,
        "otp": "",
    }
    for name in good:
        for value in (*TEXTS, HUGE, -1, [], {}, None):
            sent = send(client, "/api/v1/tokens/", {**good, name: value})
            assert sent.status_code in (401, 422, 429), (name, value, sent.content[:200])
    assert not AccessToken.objects.exists()


# ---- the verbs themselves ----


@pytest.fixture
def hands(place):
    """The people who may, and the rows they work on."""
    county = place.county
    fellow = make_user(Role.CLERK, county=county)
    return SimpleNamespace(
        county=county,
        clerk={"by": place.clerk, "reason": "测试"},
        lead={"by": place.staff[2], "reason": "测试"},
        system={"by": make_user(Role.SYSTEM_ADMIN), "reason": "测试"},
        security={"by": make_user(Role.SECURITY_ADMIN, county=county), "reason": "测试"},
        department=make_department("县水利局", county=county),
        category=make_category("basic", "防汛", county=county),
        township=place.first,
        item=place.items[0],
        member=Membership.objects.get(user=place.clerk),
        fellow=fellow,
        today=timezone.localdate(),
    )


def acts(on, county):
    """The verbs of departments, acts, categories and accounts that take one text."""
    yield "department", lambda t: create_department(county, t, **on.clerk)
    yield "alias", lambda t: create_department(county, "县司法局", aliases=[t], **on.clerk)
    yield "rename", lambda t: rename_department(on.department, t, **on.clerk)
    yield "category", lambda t: add_category(county, "basic", t, **on.clerk)
    yield "category changed", lambda t: change_category(on.category, name=t, **on.clerk)
    yield "act", lambda t: create_act(county, t, **on.clerk)
    yield "head word", lambda t: set_head_word(county, t, "name", **on.clerk)
    yield "tag", lambda t: tag_townships(county, t, [on.township], **on.lead)
    yield "word", lambda t: set_word(county, "office", t, **on.lead)
    yield "zone", lambda t: add_zone(county, "990121900000", t, **on.lead)
    yield "region", lambda t: rename_region(on.township, t, on=date(2026, 1, 1), **on.lead)
    yield "account", lambda t: open_account("lisi", t, **on.system)
    yield "username", lambda t: open_account(t, "李四", **on.system)
    yield "e-mail", lambda t: open_account("lisi", "李四", email=t, **on.system)
    yield "token", lambda t: make_token(on.clerk["by"], name=t, days=30)
    yield "edition", lambda t: start_edition(county, title=t, **on.clerk)
    yield "note of a day", lambda t: set_day(date(2026, 10, 1), False, t, **on.system)


def fields(on, county):
    """The same by the name of the field."""
    for name in ("public_telephone", "address", "hours", "lead_name", "contact", "uscc"):
        yield (
            f"department {name}",
            lambda t, n=name: change_department(on.department, **{n: t}, **on.clerk),
        )
    for name in ("document_number", "note"):
        yield f"act {name}", lambda t, n=name: create_act(county, "防汛条例", **{n: t}, **on.clerk)
    for name in ("office_telephone", "office_address", "office_email"):
        yield name, lambda t, n=name: set_office_contact(county, **{n: t}, **on.lead)


def reasons(on, county):
    by, day = on.clerk["by"], on.today
    content = make_content(name="防汛值守", responsibilities=[])
    yield "department", lambda t: create_department(county, "县司法局", by=by, reason=t)
    yield "cancel", lambda t: cancel_items(county, [on.item], by=by, reason=t)
    yield "change", lambda t: change_items(county, [(None, content)], by=by, reason=t)
    yield (
        "delegation",
        lambda t: delegate(on.member, on.fellow, starts_on=day, ends_on=day, by=by, reason=t),
    )


def days(on, county):
    security, clerk = on.security, on.clerk
    yield "department from", lambda d: change_department(on.department, valid_from=d, **clerk)
    yield "department ends", lambda d: end_department(on.department, on=d, **clerk)
    yield "region on", lambda d: rename_region(on.township, "河口镇", on=d, **on.lead)
    yield "category retired", lambda d: change_category(on.category, retired_on=d, **clerk)
    yield "act in effect", lambda d: create_act(county, "防汛条例", effective_on=d, **clerk)
    yield "act repealed", lambda d: create_act(county, "防汛条例", repealed_on=d, **clerk)
    yield "zone on", lambda d: add_zone(county, "990121900000", "开发区", on=d, **on.lead)
    yield "a day", lambda d: set_day(d, d.weekday() < 5, **on.system)
    yield "delegation", lambda d: delegate(on.member, on.fellow, starts_on=d, ends_on=d, **clerk)
    yield (
        "role from",
        lambda d: grant_membership(on.fellow, Role.LEGAL, region=county, starts_on=d, **security),
    )
    yield (
        "role until",
        lambda d: grant_membership(on.fellow, Role.LEGAL, region=county, ends_on=d, **security),
    )


def numbers(on, county):
    yield "department's place", lambda n: change_department(on.department, position=n, **on.clerk)
    yield "category's place", lambda n: change_category(on.category, position=n, **on.clerk)
    yield "a year", lambda n: announce_year(n, [], **on.system)
    yield "a rule", lambda n: set_policy(county, {"publish_days": n}, **on.lead)
    yield "days of a token", lambda n: make_token(on.clerk["by"], name="办公系统", days=n)


def rules(on, county):
    for rule in ("check_severities", "second_factor_roles", "state_hidden_numbers"):
        yield rule, lambda v, r=rule: set_policy(county, {r: v}, **on.lead)


VERBS = (
    (acts, TEXTS),
    (fields, TEXTS),
    (reasons, TEXTS),
    (days, (date.min, date.max, date(1948, 12, 31))),
    (numbers, NUMBERS),
    (rules, ([LONG], {"no_lead": LONG}, LONG, 1.5)),
)


@pytest.mark.parametrize(("table", "values"), VERBS, ids=[table.__name__ for table, _ in VERBS])
def test_every_verb_is_bounded(hands, table, values):
    before, taken = count_rows(), []
    for what, call in table(hands, hands.county):
        for value in values:
            try:
                call(value)
            except Invalid as refused:
                sentences = list(refused.errors.values())
                if sentences and max(map(len, sentences)) < 400:
                    continue
            taken.append(what)
    assert taken == []
    assert count_rows() == before


def test_ending_on_a_day_of_nowhere_is_refused(hands):
    day = hands.today
    given = delegate(hands.member, hands.fellow, starts_on=day, ends_on=day, **hands.clerk)
    for nowhere in (date.min, date.max):
        with pytest.raises(Invalid):
            end_delegation(given, on=nowhere, **hands.clerk)
    with pytest.raises(Invalid):
        end_membership(hands.member, on=date.min, **hands.security)


# ---- the commands ----

COMMANDS = {
    "meeting": ("--meeting", TEXTS[:2]),
    "document_number": ("--document-number", TEXTS[:2]),
    "note": ("--note", TEXTS[:2]),
    "reason": ("--reason", TEXTS[:2]),
    "decided_on": ("--decided-on", DAYS[:3]),
    "effective_on": ("--effective-on", DAYS[:3]),
}


@pytest.mark.parametrize("path", COMMANDS)
def test_the_command_that_publishes_names_what_it_does_not_take_in_one_line(place, path):
    clerk, recorder, lead = place.staff
    good = {
        "--county": place.county.code,
        "--submitted-by": clerk.username,
        "--approved-by": recorder.username,
        "--by": lead.username,
        "--meeting": "县委编委会",
        "--decided-on": "2026-03-01",
        "--document-number": "示政发〔2026〕7号",
        "--effective-on": "2026-04-01",
        "--reason": "公布",
    }
    option, values = COMMANDS[path]
    before = count_rows()
    for value in values:
        arguments = {**good, option: value}
        with pytest.raises(CommandError) as refused:
            call_command("publish_edition", *[part for pair in arguments.items() for part in pair])
        assert str(refused.value).startswith(path)
        assert "\n" not in str(refused.value)
    assert count_rows() == before


@pytest.mark.parametrize("asked", [" ".join(f"词{n}" for n in range(30)), "长" * 10_000])
def test_a_question_without_end_is_refused_by_the_command(place, asked):
    with pytest.raises(CommandError, match="最多"):
        call_command("lookup", asked)
