"""Editions: three people, two documents, numbers as printed, immutable, in force by date alone."""

import hashlib
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from dutylist.history.seals import head, seal
from dutylist.organizations.roles import Role
from dutylist.workflow.engine import perform
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible
from items.editions.projection import reindex, timeline
from items.editions.services.editions import issue_supplement, start_edition
from items.models import EditionDocument, Entry
from items.models.document_bytes import canonical, unpacked
from items.register.services.editing import change_items
from tests.factories import (
    make_content,
    make_county,
    make_items,
    make_staff,
    make_tag,
    make_township,
    make_user,
    publish,
    seeding,
)
from tests.register.test_register import revised_edition

pytestmark = pytest.mark.django_db


def documents(edition):
    document = edition.documents.order_by("-sequence").first()
    return document, unpacked(document.full), unpacked(document.public)


def test_an_edition_is_two_canonical_documents_each_with_its_digest():
    make_items([make_content(), make_content("coordination", "违法占用耕地整治")])
    document, full, public = documents(publish())
    assert hashlib.sha256(canonical(full)).hexdigest() == document.full_digest
    assert hashlib.sha256(canonical(public)).hexdigest() == document.public_digest
    assert public["counts"] == {"basic": 1, "coordination": 1, "reclaimed": 0}
    assert [(entry["kind"], entry["number"]) for entry in public["entries"]] == [
        ("basic", 1),
        ("coordination", 1),
    ]
    assert public["edition"]["document_number"] == "示政发〔2026〕6号"


def test_an_item_that_is_not_public_leaves_no_trace_in_the_public_document():
    make_items(
        [
            make_content(name="甲"),
            make_content(name="内部金丝雀", public=False),
            make_content(name="丙"),
        ]
    )
    document, full, public = documents(publish())
    assert [(e["name"], e["number"]) for e in public["entries"]] == [("甲", 1), ("丙", 2)]
    assert [e["number"] for e in full["entries"]] == [1, 2, 3]
    assert public["counts"]["basic"] == 2
    assert "金丝雀" not in canonical(public).decode()
    assert document.counts["basic"] == 2
    assert not Entry.objects.filter(name__contains="金丝雀").exists()
    assert "position" not in public["entries"][0]
    assert "secrecy_review" not in public["entries"][0]


def test_every_township_has_its_own_running_numbers():
    county = make_county()
    first, second = make_township("990121100000", "城关镇"), make_township("990121101000", "河口乡")
    make_tag("沿海", second, county=county)
    make_items(
        [
            make_content(name="一", scope="listed", townships=[first.code]),
            make_content(name="二"),
            make_content(name="三", scope="tagged", tags=["沿海"]),
        ]
    )
    _, _, public = documents(publish())
    numbers = {entry["name"]: entry["numbers"] for entry in public["entries"]}
    assert numbers == {
        "一": {first.code: 1},
        "二": {first.code: 2, second.code: 1},
        "三": {second.code: 2},
    }
    townships = {entry["name"]: entry["townships"] for entry in public["entries"]}
    assert townships == {"一": [first.code], "二": [], "三": [second.code]}


def test_the_three_people_must_differ():
    make_items([make_content()])
    clerk, recorder, lead = make_staff()
    both = make_user(Role.CLERK)
    from tests.factories import make_membership

    make_membership(both, Role.RECORDER)
    make_membership(both, Role.OFFICE_LEAD)
    for staff in ((both, both, lead), (clerk, both, both), (both, recorder, both)):
        with pytest.raises(NotAllowed):
            publish(staff=staff)
    assert not EditionDocument.objects.exists()
    publish(staff=(clerk, recorder, lead))


def test_a_refused_move_leaves_nothing_of_the_publication():
    make_items([make_content()])
    with pytest.raises(Invalid, match="不得早于审定日期"):
        publish(effective_on=date(2026, 2, 1), decided_on=date(2026, 2, 10))
    from items.models import Edition

    assert not Edition.objects.exists()


def test_an_empty_register_is_not_published():
    make_township()
    with pytest.raises(NotPossible, match="还没有事项"):
        publish()


def test_a_blocking_finding_needs_an_override_with_a_reason():
    county = make_county()
    make_tag("沿海", county=county)
    item = make_items([make_content(scope="tagged", tags=["沿海"])])[0]
    clerk, _, _ = make_staff()
    edition = start_edition(county, by=clerk)
    with pytest.raises(Invalid, match="没有任何适用") as refused:
        perform(edition, "submit", by=clerk)
    assert refused.value.code == "blocked"
    overrides = [{"rule": "empty_scope", "entry": item.code, "reason": "沿海乡镇正在划定"}]
    decision = perform(edition, "submit", by=clerk, overrides=overrides)
    assert decision.facts["overrides"][0]["reason"] == "沿海乡镇正在划定"


def test_effective_on_must_follow_every_unrevoked_document():
    make_items([make_content()])
    staff = make_staff()
    publish(staff=staff)
    change_items(make_county(), [(None, make_content(name="新事项"))], by=staff[0], reason="新增")
    with pytest.raises(Invalid, match="须晚于第1版"):
        revised_edition(make_county(), staff, decided_on="2026-02-20", effective_on="2026-03-01")


def test_a_second_edition_names_what_changed_and_chains_to_the_first():
    first, _ = make_items([make_content(name="甲"), make_content(name="乙")])
    staff = make_staff()
    document, _, public = documents(publish(staff=staff))
    change_items(
        first.county,
        [(first, {"name": "甲改"}), (None, make_content(name="丙"))],
        by=staff[0],
        reason="调整",
    )
    newer, _, changed = documents(revised_edition(first.county, staff))
    assert {(c["op"], c["name"]) for c in changed["changes"]} == {("revise", "甲改"), ("add", "丙")}
    assert changed["previous"] == document.public_digest
    assert newer.previous == document
    since = {e["name"]: e["effective_on"] for e in changed["entries"]}
    assert since == {"甲改": "2026-06-01", "乙": "2026-03-01", "丙": "2026-06-01"}
    assert public["previous"] == ""
    decided = {e["name"]: e["decision"] for e in changed["entries"]}
    assert decided["乙"] is None
    assert decided["甲改"]["document_number"] == "示政发〔2026〕9号"


def test_a_document_carries_the_head_of_the_seal_before_it():
    make_items([make_content()])
    seal()
    before = head()
    document, full, _ = documents(publish())
    assert before
    assert full["history_head"] == document.history_head == before


@pytest.mark.parametrize(
    "statement",
    ["UPDATE items_editiondocument SET note = 'x'", "DELETE FROM items_editiondocument"],
)
def test_a_published_document_cannot_be_altered(statement):
    make_items([make_content()])
    publish()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_future_edition_takes_effect_by_its_date_alone():
    make_items([make_content(name="甲")])
    staff = make_staff()
    publish(staff=staff)
    change_items(make_county(), [(None, make_content(name="乙"))], by=staff[0], reason="新增")
    revised_edition(make_county(), staff, effective_on="2027-01-01")
    county = make_county()
    current = EditionDocument.objects.filter(county=county)
    assert current.in_force(date(2026, 12, 31)).first().number == 1
    assert current.in_force(date(2027, 1, 1)).first().number == 2
    assert set(Entry.objects.in_force(date(2026, 12, 31)).values_list("name", flat=True)) == {"甲"}
    assert set(Entry.objects.in_force(date(2027, 1, 1)).values_list("name", flat=True)) == {
        "甲",
        "乙",
    }


def test_a_revoked_edition_gives_way_to_the_one_before():
    make_items([make_content(name="甲")])
    staff = make_staff()
    publish(staff=staff)
    change_items(make_county(), [(None, make_content(name="乙"))], by=staff[0], reason="新增")
    edition = revised_edition(make_county(), staff)
    perform(edition, "request_revoke", by=staff[2], reason="审定程序有误")
    perform(edition, "revoke", by=staff[1], reason="同意撤销")
    assert EditionDocument.objects.of_county(make_county().code).in_force().first().number == 1
    assert set(Entry.objects.in_force().values_list("name", flat=True)) == {"甲"}
    assert EditionDocument.objects.count() == 2


def test_a_supplement_is_a_whole_document_with_its_list_of_changes():
    item = make_items([make_content(name="甲"), make_content(name="乙")])[0]
    staff = make_staff()
    edition = publish(staff=staff)
    with pytest.raises(NotPossible, match="没有需要增补"):
        issue_supplement(
            edition,
            requested_by=staff[0],
            by=staff[2],
            document_number="示政发〔2026〕8号",
            effective_on=date(2026, 4, 1),
            reason="更正",
        )
    with seeding("更正抄录错误"):
        item.name = "甲（更正）"
        item.save()
    document = issue_supplement(
        edition,
        requested_by=staff[0],
        by=staff[2],
        document_number="示政发〔2026〕8号",
        effective_on=date(2026, 4, 1),
        reason="更正",
    )
    assert (document.sequence, document.label) == (1, "第1版（含第1号增补）")
    assert [change["op"] for change in document.changes] == ["revise"]
    assert len(unpacked(document.public)["entries"]) == 2
    found = EditionDocument.objects.of_county(make_county().code)
    assert found.in_force(date(2026, 3, 31)).first().sequence == 0
    assert found.in_force(date(2026, 4, 1)).first() == document


def supplement_from_the_command_line(*more):
    facts = ["--document-number", "示政发〔2026〕8号", "--effective-on", "2026-04-01"]
    county = ["--county", make_county().code, "--reason", "更正"]
    call_command("issue_supplement", *county, *facts, *more)


def test_two_people_issue_a_supplement_from_the_command_line(capsys):
    staff = make_staff()
    with pytest.raises(CommandError, match="尚未公布清单"):
        supplement_from_the_command_line("--by", staff[2].username)
    item = make_items([make_content(name="甲")])[0]
    edition = publish(staff=staff)
    with seeding("更正抄录错误"):
        item.name = "甲（更正）"
        item.save()
    with pytest.raises(CommandError, match="请先由"):
        supplement_from_the_command_line("--by", staff[2].username)
    with pytest.raises(CommandError):
        supplement_from_the_command_line(
            "--requested-by", staff[0].username, "--by", staff[0].username
        )
    assert not edition.decisions.filter(action="request_supplement").exists()
    perform(edition, "request_supplement", by=staff[0], reason="更正")
    supplement_from_the_command_line("--by", staff[2].username)
    assert capsys.readouterr().out.startswith(
        "第1版（含第1号增补）已公布：调整1项，2026-04-01起施行"
    )


def test_a_supplement_is_asked_for_and_issued_in_one_command(capsys):
    item = make_items([make_content(name="甲")])[0]
    staff = make_staff()
    edition = publish(staff=staff)
    with seeding("更正抄录错误"):
        item.name = "甲（更正）"
        item.save()
    people = ["--requested-by", staff[0].username, "--by", staff[2].username]
    supplement_from_the_command_line(*people)
    assert edition.documents.count() == 2


def test_a_supplement_a_later_edition_does_not_carry_is_refused():
    item = make_items([make_content(name="甲")])[0]
    staff = make_staff()
    edition = publish(staff=staff)
    change_items(make_county(), [(None, make_content(name="乙"))], by=staff[0], reason="新增")
    revised_edition(make_county(), staff, effective_on="2027-01-01")
    with seeding("更正"):
        item.name = "甲（更正）"
        item.save()
    with pytest.raises(NotPossible, match="第2版"):
        issue_supplement(
            edition,
            requested_by=staff[0],
            by=staff[2],
            document_number="示政发〔2026〕8号",
            effective_on=date(2026, 12, 1),
            reason="更正",
        )


def test_the_projection_is_rebuilt_from_the_documents():
    make_items(
        [
            make_content(name="甲", scope="listed", townships=["990121100000"]),
            make_content("reclaimed", "乙"),
        ]
    )
    publish()
    before = list(
        Entry.objects.order_by("number", "kind").values_list("code", "body", "effective_from")
    )
    Entry.objects.all().delete()
    assert reindex(make_county()) == 2
    after = list(
        Entry.objects.order_by("number", "kind").values_list("code", "body", "effective_from")
    )
    assert [(c, bytes(b), d) for c, b, d in before] == [(c, bytes(b), d) for c, b, d in after]
    assert Entry.objects.get(name="甲").in_townships.get().township == "990121100000"
    assert Entry.objects.get(name="乙").in_departments.get().department == "县自然资源局"


def test_documents_of_the_past_are_not_projected():
    make_items([make_content(name="甲")])
    staff = make_staff()
    publish(staff=staff)
    change_items(make_county(), [(None, make_content(name="乙"))], by=staff[0], reason="新增")
    revised_edition(make_county(), staff)
    assert set(Entry.objects.values_list("document__number", flat=True)) == {2}
    assert [(d.number, start, end) for d, start, end in timeline(make_county())] == [
        (1, date(2026, 3, 1), date(2026, 6, 1)),
        (2, date(2026, 6, 1), None),
    ]


def test_a_date_mistyped_by_centuries_is_refused():
    make_items([make_content()])
    for day, sentence in ((date(9999, 12, 31), "日期应在1949年至"), (date(2030, 1, 1), "过远")):
        with pytest.raises(Invalid, match=sentence):
            publish(effective_on=day)
    publish(effective_on=date(2027, 12, 31))


def test_a_county_may_let_a_check_block_and_a_secrecy_review_is_never_overridden():
    from dutylist.organizations.services.regions import set_policy

    item = make_items([make_content(secrecy_review=None)])[0]
    clerk, _, lead = make_staff()
    levels = {"no_secrecy_review": "blocking", "no_category": "note"}
    set_policy(item.county, {"check_severities": levels}, by=lead, reason="从严")
    edition = start_edition(item.county, by=clerk)
    overrides = [{"rule": "no_secrecy_review", "entry": item.code, "reason": "来不及"}]
    with pytest.raises(Invalid, match="没有登记保密审查"):
        perform(edition, "submit", by=clerk, overrides=overrides)
    review = {"reviewer": "李审查", "on": "2026-01-05", "result": "可以公开"}
    change_items(item.county, [(item, {"secrecy_review": review})], by=clerk, reason="补登")
    perform(edition, "submit", by=clerk)
