"""What the importer's two shortcuts save: each import beside the same one without it, turn by turn.

`python -m benchmarks.measure shortcuts` on the database that `DUTYLIST_TEST_DB` names.
Processor time of this process alone: the file is read in another one, and other work on
the machine does not count.
"""

import gc
import os
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

from benchmarks.figures import Figure, say
from benchmarks.imports import clerk, creating, ground
from benchmarks.workbooks import county_workbook

ROWS = int(os.environ.get("BENCH_SHORTCUT_ROWS", 5_000))
TURNS = 3
INSERT = "dutylist.history.tracking.insert_rows"
REASON = "录入"


def inserted_by_django(model, objects, using):
    """What `insert_rows` stands for."""
    if objects:
        model._base_manager.using(using).bulk_create(objects, batch_size=500)


WAYS = {
    "as it is": nullcontext,
    "the collector left on": lambda: patch("gc.disable"),
    "rows inserted by bulk_create": lambda: patch(INSERT, inserted_by_django),
}


def imported(path, county):
    from items.imports.services.jobs import confirm, preview_uploads

    gc.collect()  # what the import before left lying is not this one's
    begun = time.process_time()
    job = preview_uploads([path], county=county, by=clerk(), options=creating())
    confirm(job, by=clerk(), reason=REASON)
    return time.process_time() - begun


def shortcuts():
    """The best of some turns of each way; the first import of all only warms the process."""
    found = {name: [] for name in WAYS}
    with tempfile.TemporaryDirectory() as folder:
        imported(county_workbook(Path(folder, "first.xlsx"), 300), ground("997121000000", "辛县"))
        path = county_workbook(Path(folder, "list.xlsx"), ROWS)
        for turn in range(TURNS):
            for place, (name, way) in enumerate(WAYS.items()):
                say(f"turn {turn + 1}: {name}")
                county = ground(f"9972{turn}{place}000000", "壬县")
                with way():
                    found[name].append(imported(path, county))
    usual = min(found["as it is"])
    for name, seconds in found.items():
        note = f"{min(seconds) / usual:.2f} times as long"
        yield Figure(f"{ROWS:,} rows imported, {name}", min(seconds), note=note)


BENCHES = [shortcuts]
