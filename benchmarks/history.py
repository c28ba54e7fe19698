"""The cost of the record: 5,000 items written in one batch, one change, a million rows proved."""

import contextlib
import os
from statistics import median

from benchmarks.figures import Figure, say, timed

ITEMS = 5_000
PAIRS, CHANGES = 9, 60
ROWS = int(os.environ.get("BENCH_HISTORY_ROWS", 1_000_000))
DUTY = "1.开展日常巡查，发现问题及时劝阻并上报；\n2.协助做好政策宣传和群众工作；\n3.配合部门开展现场处置。"


def _items(county, first, count):
    from items.models import DutyItem

    return [
        DutyItem(
            county=county,
            code=f"{number:011d}",
            kind="coordination",
            name=f"河道巡查与水环境保护事项第{number}项",
            township_duty=DUTY,
            position=number % 500,
        )
        for number in range(first, first + count)
    ]


def _recorded(county, first, count):
    from dutylist.history.recording import recording
    from dutylist.history.tracking import bulk_save
    from dutylist.organizations.models import User

    objects = _items(county, first, count)
    with (
        timed() as clock,
        recording(by=User.objects.system(), reason="导入", source="import", county=county.code),
    ):
        bulk_save(objects)
    return clock.seconds


def _bare(county, first, count):
    from django.db import transaction

    from dutylist.history.recording import migrating
    from items.models import DutyItem

    objects = _items(county, first, count)
    with timed() as clock, migrating("benchmark"), transaction.atomic():
        DutyItem.objects.bulk_create(objects, batch_size=500)
    with migrating("benchmark"):
        DutyItem.objects.filter(pk__in=[o.pk for o in objects]).delete()
    return clock.seconds


def one_batch():
    """Best of three of each, in turn, so that neither has the warmer machine."""
    from tests.factories import make_county

    county = make_county()
    recorded, bare = [], []
    for turn in range(3):
        bare.append(_bare(county, 90_000_000, ITEMS))
        recorded.append(_recorded(county, turn * ITEMS, ITEMS))
    return [
        Figure(
            "5,000 new items, recorded in one batch",
            min(recorded),
            most=2,
            note="rows, history rows, digests",
        ),
        Figure("5,000 new items, bare bulk insert", min(bare), note="no history at all"),
        Figure("cost of the record", min(recorded) / min(bare), unit="x"),
    ]


def _changed(count):
    """Seconds for one item changed, each in a batch of its own."""
    from dutylist.history.recording import recording
    from dutylist.organizations.models import User
    from items.models import DutyItem

    items, actor = list(DutyItem.objects.order_by("pk")[:count]), User.objects.system()
    with timed() as clock:
        for item in items:
            with recording(by=actor, reason="改名"):
                item.name = f"{item.name[:40]}（修订{item.version}）"
                item.save()
    return clock.seconds / count


def one_change():
    return Figure("one item changed, with its batch", _changed(200) * 1000, unit="ms", most=20)


@contextlib.contextmanager
def _no_door():
    """The database without its door triggers, and statements that carry no key; the guard on the
    connection stays.
    """
    from dutylist.history import door, writeonce

    def straight_on(execute, sql, params, many, context, tables):
        return execute(sql, params, many, context)

    passing, door.pass_through = door.pass_through, straight_on
    writeonce.unhinge()
    try:
        yield
    finally:
        door.pass_through = passing
        writeonce.lay()


def the_door():
    """Pairs with and without the door, in turn, the first of each pair changing; the median of what
    each pair says.
    """
    from dutylist.organizations.models import Region

    county, ratios = Region.objects.get(code="990121000000"), {"bulk": [], "change": []}
    for pair in range(PAIRS):
        measured = {}
        for without in (pair % 2 == 0, pair % 2 == 1):
            with _no_door() if without else contextlib.nullcontext():
                first = 100_000 + (2 * pair + without) * ITEMS
                measured["bulk", without] = _recorded(county, first, ITEMS)
                measured["change", without] = _changed(CHANGES)
        for what, found in ratios.items():
            found.append(measured[what, False] / measured[what, True])
    note = f"median of {PAIRS} pairs with and without the door triggers"
    return [
        Figure(
            "cost of the guard inside the database, 5,000 new items",
            median(ratios["bulk"]),
            "x",
            1.1,
            note=note,
        ),
        Figure(
            "cost of the guard inside the database, one change",
            median(ratios["change"]),
            "x",
            1.1,
            note=note,
        ),
    ]


def a_million_rows():
    from dutylist.history.models import Batch
    from dutylist.history.seals import seal
    from dutylist.history.verify import verify
    from dutylist.organizations.models import Region

    county = Region.objects.get(code="990121000000")
    held = sum(
        sum(counts["counts"].values()) for counts in Batch.objects.values_list("summary", flat=True)
    )
    for first in range(held, ROWS, ITEMS):
        say(f"{first:,} of {ROWS:,} rows written")
        _recorded(county, 1_000_000 + first, ITEMS)
    with timed() as sealing:
        seal()
    with timed() as proving:
        report = verify(lambda rows: say(f"{rows:,} rows proven"))
    if not report.ok:
        raise SystemExit(f"the benchmark's own history is broken: {report.first_bad}")
    note = f"{report.rows:,} rows: batches, rows, seals, and the register against its newest rows"
    return [
        Figure(
            "verify_history, a million rows",
            proving.seconds * 1_000_000 / report.rows,
            most=120,
            note=note,
        ),
        Figure("seal of all of them", sealing.seconds),
    ]


BENCHES = [one_batch, one_change, the_door, a_million_rows]
