"""Publication: 700 items x 52 townships frozen into two documents and projected, in statements that
do not grow.
"""

import contextlib
import os
from datetime import date

from benchmarks.figures import Figure, say, timed

ITEMS = int(os.environ.get("BENCH_ITEMS", 700))
TOWNSHIPS = int(os.environ.get("BENCH_TOWNSHIPS", 52))
LARGE, SMALL = "990181000000", "990182000000"
FACTS = {"document_number": "示政发〔2026〕6号", "effective_on": date(2026, 3, 1)}


class Statements(list):
    """The statements of a stretch of work; the batches of one bulk insert follow each other and
    count once.
    """

    @property
    def distinct(self):
        insert = [sql.split("(")[0] if sql.startswith("INSERT") else None for sql in self]
        return sum(
            now is None or now != before
            for before, now in zip([None, *insert], insert, strict=False)
        )


@contextlib.contextmanager
def counted():
    """`with counted() as statements: ...`: a list append a statement, so that the work can be timed
    as well.
    """
    from django.db import connection

    statements = Statements()

    def wrapper(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    connection.execute_wrappers.insert(0, wrapper)  # before the guard puts its key to a statement
    try:
        yield statements
    finally:
        connection.execute_wrappers.remove(wrapper)


def approved_edition(county):
    """The first edition of a county on the eve of its publication: -> (edition, office lead,
    seconds of the checks).
    """
    from dutylist.workflow.engine import perform
    from items.editions.services.editions import start_edition
    from tests.factories import make_staff

    clerk, recorder, lead = make_staff(county)
    edition = start_edition(county, by=clerk, reason="首次编制")
    with timed() as checks:
        perform(edition, "submit", by=clerk, reason="提请审定")
    facts = {"meeting": "县委编委会第1次会议", "document_number": FACTS["document_number"]}
    perform(
        edition, "approve", by=recorder, reason="会议通过", decided_on=date(2026, 2, 10), **facts
    )
    return edition, lead, checks.seconds


def publishing():
    """The move itself: lock, checks, documents, projected rows, batch, and the seal after the
    commit.
    """
    from benchmarks.ground import county_of_size
    from dutylist.workflow.engine import perform

    counts, size = {}, f"{ITEMS} items x {TOWNSHIPS} townships"
    small, _ = county_of_size(SMALL, "小县", ITEMS // 10, TOWNSHIPS)
    large, writing = county_of_size(LARGE, "大县", ITEMS, TOWNSHIPS)
    small_edition, lead, _ = approved_edition(small)
    with counted() as counts[small]:
        perform(small_edition, "publish", by=lead, reason="公布", **FACTS)
    edition, lead, checks = approved_edition(large)
    with timed() as move, counted() as counts[large]:
        perform(edition, "publish", by=lead, reason="公布", **FACTS)
    few, many = counts[small].distinct, counts[large].distinct
    return [
        Figure(f"{ITEMS} items written to the register", writing, note="one batch, with history"),
        Figure("submitted, with every check", checks, note=size),
        Figure(
            "published", move.seconds, most=3, note=f"{size}: documents, entry rows, batch, seal"
        ),
        Figure(
            f"statements of publishing {ITEMS} items",
            many,
            unit="",
            note="a bulk insert counts once",
        ),
        Figure(
            f"more than for {ITEMS // 10} items", many - few, unit="", most=0, beside=whole(counts)
        ),
    ]


def whole(counts):
    return (
        " and ".join(str(len(statements)) for statements in counts.values()) + " with every batch"
    )


def documents():
    """Best of three: the two documents alone, and what they weigh."""
    from items.editions.documents import build_documents
    from items.models.document_bytes import canonical, packed

    county, document = large_county()
    seconds, packing = [], []
    for _ in range(3):
        with timed() as clock:
            pair = build_documents(county, facts_of(document))
            texts = [canonical(one) for one in pair]
        seconds.append(clock.seconds)
        with timed() as clock:
            blobs = [packed(text) for text in texts]
        packing.append(clock.seconds)
    sizes = [
        Figure(
            f"{name} document, zstd",
            len(blob) / 1024,
            unit="KiB",
            note=f"{len(text) / 1024:,.0f} KiB of JSON",
        )
        for name, text, blob in zip(("full", "public"), texts, blobs, strict=True)
    ]
    return [
        Figure(
            "both documents built",
            min(seconds),
            note="rows read, numbered by township, canonical bytes",
        ),
        Figure("both documents packed", min(packing), note="zstd, level 9"),
        *sizes,
    ]


def reindexing():
    """Best of three: the entry rows of one county thrown away and made again from its document."""
    from django.db import transaction

    from items.editions.projection import reindex

    county, _ = large_county()
    seconds = []
    for turn in range(3):
        say(f"reindex {turn + 1} of 3")
        with timed() as clock, transaction.atomic():
            rows = reindex(county)
        seconds.append(clock.seconds)
    return Figure(
        "reindex of one county",
        min(seconds),
        note=f"{rows} entry rows with their townships and departments",
    )


def large_county():
    """(county, its document) as `publishing` left them."""
    from items.models import EditionDocument

    document = EditionDocument.objects.select_related("county").get(county__code=LARGE)
    return document.county, document


def facts_of(document):
    from items.editions.documents import EDITION_FIELDS

    facts = {name: getattr(document, name) for name in EDITION_FIELDS}
    return facts | {name: facts[name].isoformat() for name in ("decided_on", "effective_on")}


BENCHES = [publishing, documents, reindexing]
