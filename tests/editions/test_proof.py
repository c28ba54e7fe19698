"""What was published and decided is proved with the record: a changed, lost or smuggled-in row is
named.
"""

from datetime import date

import pytest
from django.db import connection

from dutylist.history.models import Batch
from dutylist.history.verify import verify
from dutylist.history.writeonce import lifted
from dutylist.workflow.engine import perform
from dutylist.workflow.models import Decision
from items.models import EditionAction, EditionDocument
from tests.factories import make_content, make_county, make_items, make_staff, publish
from tests.grounds import ground

pytestmark = pytest.mark.django_db


@ground
def edition(db):
    county = make_county()
    make_items([make_content(name="消防安全")])
    staff = make_staff(county)
    edition = publish(county, staff=staff)
    perform(edition, EditionAction.REQUEST_REVOKE, by=staff[2], reason="文本有误")
    perform(edition, EditionAction.REVOKE, by=staff[1], reason="文本有误")
    assert verify().ok
    return edition


def tamper(statement):
    """PostgreSQL alters no table that has checks waiting for the commit: they are made at once."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with lifted(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.either_database
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE items_editiondocument SET title = '伪造的清单'",
        'UPDATE items_editiondocument SET public = "full"',
        "DELETE FROM items_editiondocument",
        "UPDATE items_revocation SET reason = '另一理由'",
        "DELETE FROM items_revocation",
        "UPDATE workflow_decision SET by_name = '另一人' WHERE action = 'approve'",
        "DELETE FROM workflow_decision WHERE action = 'approve'",
    ],
)
def test_a_paper_that_is_not_as_it_was_written_is_named(edition, statement):
    table = statement.replace("DELETE FROM", "UPDATE").split()[1]
    if connection.vendor == "postgresql":
        tamper(
            f"SET session_replication_role = replica; {statement}; "
            "SET session_replication_role = origin"
        )
    else:
        with connection.constraint_checks_disabled():
            tamper(statement)
    assert verify().first_bad.table == table


def test_a_decision_that_nobody_made_is_named(edition):
    row = Decision.objects.filter(action=EditionAction.APPROVE).values().get()
    row.pop("id")
    Decision.objects.create(**row)
    assert verify().first_bad.table == "workflow_decision"


def test_the_papers_of_a_batch_are_listed_in_it(edition):
    tables = {table for batch in Batch.objects.all() for table in batch.summary.get("papers", {})}
    assert tables == {"items_editiondocument", "items_revocation", "workflow_decision"}
    assert EditionDocument.objects.count() == 1


def test_the_newest_seals_taken_away_with_all_their_rows_are_missed(edition):
    """What is left is a sound, shorter chain; the document of the edition names the seal that is
    gone.
    """
    from dutylist.history.models import Seal
    from dutylist.history.seals import seal
    from tests.factories import make_department, seeding

    with seeding("又一变更"):
        make_department("县水利局")
    newest = seal()
    change = Batch.objects.get(sealedbatch__seal=newest, reason="又一变更")
    publish(make_county(), effective_on=date(2026, 9, 1), decided_on=date(2026, 8, 1))
    assert EditionDocument.objects.get(number=2).history_head == newest.head
    later = [row.pk for row in Seal.objects.filter(number__gte=newest.number)]
    marks = ",".join(map(str, later))
    statements = [f"DELETE FROM history_sealedbatch WHERE seal_id IN ({marks})", *gone_with(change)]
    statements += [f"DELETE FROM history_seal WHERE id = {pk}" for pk in reversed(later)]
    for statement in statements:
        tamper(statement)
    assert Seal.objects.count() == newest.number - 1
    found = verify().first_bad
    assert (found.table, found.sentence.startswith(f"其中写明的封印{newest.head}")) == (
        "items_editiondocument",
        True,
    )


def gone_with(batch):
    """What takes a batch away together with the rows it wrote and the object they tell of."""
    key = batch.pk.hex if connection.vendor == "sqlite" else str(batch.pk)
    return [
        "DELETE FROM organizations_department WHERE name = '县水利局'",
        f"DELETE FROM organizations_historicaldepartment WHERE batch = '{key}'",
        f"DELETE FROM history_batch WHERE id = '{key}'",
    ]
