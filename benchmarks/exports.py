"""Exports of a very long list: read from the register and written as xlsx, csv and json, beside a
peer's workbook.
"""

import importlib.util
import os
import resource
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import Figure, say, timed
from benchmarks.ground import county_of_size

ROWS = int(os.environ.get("BENCH_EXPORT_ROWS", 18_000))
TOWNSHIPS = 3
TURNS = 3
WRITTEN = (
    ("xlsx", "flat", 4),
    ("xlsx", "official", 15),
    ("csv", "flat", 3),
    ("json", "flat", None),
)
made = []


def county():
    """One county for all of this module, made once."""
    if not made:
        made.append(county_of_size("995121000000", "甲县", ROWS, TOWNSHIPS)[0])
    return made[0]


def listing_of(place):
    from items.exports.wanted import Wanted

    return Wanted(place, draft=True, form="xlsx", layout="flat").listing()


def written():
    """Best of some turns of each format, and what memory the writing adds to what the list itself
    takes.
    """
    place = county()
    with timed() as reading:
        listing = listing_of(place)
    yield Figure(
        f"{ROWS:,} items read from the register as a list",
        reading.seconds,
        note="every part, in print order",
    )
    for form, layout, most in WRITTEN:
        before = peak()
        seconds, size = min(write(listing, form, layout) for _turn in range(TURNS))
        beside = f"{size / 2**20:.1f} MiB, {peak() - before:.0f} MiB of memory more"
        yield Figure(f"{ROWS:,} rows written, {layout} {form}", seconds, most=most, beside=beside)


def write(listing, form, layout):
    from items.printed.files import write_file

    say(f"{form} {layout}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list")
        with timed() as clock, path.open("wb") as out:
            write_file(out, listing, form, layout)
        return clock.seconds, path.stat().st_size


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def peer():
    """From the register to the workbook, both; ours has more than twice the columns."""
    if importlib.util.find_spec("import_export") is None:
        print(
            "LEFT OUT: django-import-export: it is not installed (pip install '.[bench]')",
            file=sys.stderr,
        )
        return
    place = county()
    with timed() as theirs:
        content = resource_of()().export(items_of(place)).export("xlsx")
    with timed() as ours:
        write(listing_of(place), "xlsx", "flat")
    name = f"peer: django-import-export, {ROWS:,} rows to xlsx"
    yield Figure(
        name,
        theirs.seconds,
        note="from the register, its parts prefetched",
        beside=f"{len(content) / 2**20:.1f} MiB",
    )
    yield Figure("ours, from the register to the same", ours.seconds)
    yield Figure(
        "times faster than the peer at exporting", theirs.seconds / ours.seconds, unit="x", least=3
    )


def items_of(place):
    from items.models import DutyItem

    rows = DutyItem.objects.of_county(place).in_print_order().select_related("category")
    return rows.prefetch_related("responsibilities__department", "bases", "scope_tags__tag")


def resource_of():
    """A resource as its manual has it: plain fields, and a text for the parts of each item."""
    from import_export import fields, resources

    from items.models import DutyItem

    class ItemResource(resources.ModelResource):
        category = fields.Field("category__name", "类别")
        departments = fields.Field(column_name="对应上级部门")
        duties = fields.Field(column_name="上级部门职责")
        bases = fields.Field(column_name="设定依据")
        scope = fields.Field(column_name="适用范围")

        class Meta:
            model = DutyItem
            fields = (
                "code",
                "kind",
                "category",
                "name",
                "township_duty",
                "departments",
                "duties",
                "bases",
                "scope",
            )

        def dehydrate_departments(self, item):
            return "、".join(part.department.name for part in item.responsibilities.all())

        def dehydrate_duties(self, item):
            return "\n".join(
                f"{part.department.name}：\n{part.duty or part.method}"
                for part in item.responsibilities.all()
            )

        def dehydrate_bases(self, item):
            return "；".join(str(basis) for basis in item.bases.all())

        def dehydrate_scope(self, item):
            return "、".join(row.tag.name for row in item.scope_tags.all()) or "全部"

    return ItemResource


BENCHES = [written, peer]
