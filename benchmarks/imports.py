"""The importer: a 5,000-row workbook beside what it costs at the least and beside a peer; fourteen
townships' files.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import Figure, say, timed
from benchmarks.importing_peers import import_export, why_no_import_export
from benchmarks.workbooks import county_workbook, plain_workbooks, township_workbooks

ROWS = int(os.environ.get("BENCH_IMPORT_ROWS", 5_000))
TOWNSHIPS, TOWNSHIP_ROWS = 14, 340
TURNS = 3
CLERK = "bench"
FROM_THE_FILE = (
    "from the file to the batch: read in its own process, checked, matched, written, recorded"
)


def whole():
    """Best of some turns of each, in turn, so that neither has the warmer machine."""
    ours, least = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = county_workbook(Path(folder, "list.xlsx"), ROWS)
        for turn in range(TURNS):
            say(f"turn {turn + 1}")
            least.append(read_and_insert(path, ground(f"99{turn + 20}21000000", "甲县")))
            ours.append(imported(path, ground(f"99{turn + 20}22000000", "乙县")))
    return [
        Figure(f"workbook of {ROWS:,} rows imported", min(ours), note=FROM_THE_FILE),
        Figure(
            "read by openpyxl, rows and history inserted bare",
            min(least),
            note="nothing checked, nothing matched",
        ),
        Figure("cost of understanding it", min(ours) / min(least), unit="x", most=1.5),
    ]


def peer():
    """django-import-export with its defaults on the same rows: a savepoint, a look-up and a save
    for each.
    """
    if why := why_no_import_export():
        print(f"LEFT OUT: django-import-export: {why}", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = county_workbook(Path(folder, "list.xlsx"), ROWS)
        paths, theirs_county = plain_workbooks(Path(folder), ROWS), ground("993121000000", "丙县")
        ours = [imported(path, ground("993122000000", "丁县"))]
        with timed() as theirs:
            import_export(paths, theirs_county)
        ours += [
            imported(path, ground(f"99312{turn + 3}000000", "丁县")) for turn in range(TURNS - 1)
        ]
    return [
        Figure(
            f"peer: django-import-export, {ROWS:,} rows",
            theirs.seconds,
            note="its defaults, the same rows written",
        ),
        Figure(
            "times faster than the peer",
            theirs.seconds / min(ours),
            unit="x",
            least=8,
            note="our best of three turns",
        ),
    ]


def memory():
    """The most memory any process of an import by command holds."""
    county = ground("994121000000", "戊县")
    with tempfile.TemporaryDirectory() as folder:
        path = county_workbook(Path(folder, "list.xlsx"), ROWS)
        command = [
            sys.executable,
            "manage.py",
            "import_workbook",
            str(path),
            "--county",
            county.code,
            "--by",
            CLERK,
        ]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        done = subprocess.run([*command, "--reason", "录入", "--create-departments"], **quiet)
        if done.returncode:
            raise SystemExit("the command failed")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Figure(f"import of {ROWS:,} rows, peak memory", peak, unit="MiB", most=300)


def limits():
    """Each format with as many rows as one import takes: processor time and memory of all its
    processes.
    """
    from benchmarks.workbooks import full_files

    county = ground("996121000000", "庚县")
    with tempfile.TemporaryDirectory() as folder:
        return [figure for path in full_files(Path(folder)) for figure in cost_of(path, county)]


def cost_of(path, county):
    """The figures of one file previewed by command; a refusal is told instead of the time it would
    have taken.
    """
    command = [
        sys.executable,
        "manage.py",
        "import_workbook",
        str(path),
        "--county",
        county.code,
        "--by",
        CLERK,
    ]
    command += ["--reason", "录入", "--create-departments", "--dry-run"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read().decode().strip().splitlines()
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    what, note = (
        f"{path.suffix} of {path.stem} rows previewed",
        "" if process.returncode == 0 else said[-1][:60],
    )
    yield Figure(f"{what}, processor", used.ru_utime + used.ru_stime, most=10, note=note)
    yield Figure(f"{what}, peak memory", used.ru_maxrss / 1024, unit="MiB", most=400, note=note)


def many():
    """Fourteen files: previewed over an empty register, imported, previewed again when all is to be
    proposed.
    """
    from items.imports.services.jobs import confirm, preview_uploads

    county, by, found = ground("995121000000", "己县", townships=TOWNSHIPS), clerk(), []
    with tempfile.TemporaryDirectory() as folder:
        first = township_workbooks(Path(folder), county, TOWNSHIP_ROWS)
        found.append(previewed(first, county, "new"))
        job = preview_uploads(first, county=county, by=by, options=creating())
        with timed() as confirming:
            confirm(job, by=by, reason="各乡镇报送")
        publish(county)
        later = township_workbooks(Path(folder), county, TOWNSHIP_ROWS, changed=True)
        found.append(previewed(later, county, "after an edition, changes in each"))
    return [*found, Figure("the same, confirmed", confirming.seconds)]


def previewed(paths, county, what):
    from items.imports.services.jobs import preview_uploads

    with timed() as clock:
        job = preview_uploads(paths, county=county, by=clerk(), options=creating())
    rows = sum(sum(part["by_kind"].values()) for part in job.report["parts"])
    note = f"{rows:,} rows, {len(job.detail['items']):,} items: {what}"
    return Figure(
        f"{len(paths)} township files previewed, {what}", clock.seconds, most=20, note=note
    )


def imported(path, county):
    from items.imports.services.jobs import import_file

    with timed() as clock:
        report = import_file(path, county=county, by=clerk(), reason="录入", options=creating())
    if report.errors or report.count("new") != ROWS:
        raise SystemExit(
            f"the benchmark's own workbook was not read: {report.counts} {report.errors[:3]}"
        )
    return clock.seconds


def read_and_insert(path, county):
    """The least there is to do: the cells through openpyxl, a row and a history row of each in
    bulk, in one go.
    """
    from benchmarks.bare_import import insert

    with timed() as clock:
        insert(path, county)
    return clock.seconds


def creating():
    from items.imports.services.importing import Options

    return Options(create_departments=True)


def ground(code, name, townships=1):
    """A county with its departments and no list yet, kept by the one clerk of the benchmark."""
    from benchmarks.ground import departments
    from tests import factories

    county = factories.make_county(code, name)
    factories.make_townships(townships, county=county)
    for department in departments():
        factories.make_department(department, county=county)
    user = clerk() or factories.make_user(username=CLERK)
    factories.make_membership(user, "clerk", county=county)
    return county


def clerk():
    from dutylist.organizations.models import User

    return User.objects.filter(username=CLERK).first()


def publish(county):
    """Edition 1 of what was imported, with the checks that wait for people settled."""
    from items.models import DutyItem
    from items.register.services.editing import change_items
    from tests import factories

    done = {"secrecy_review": {"reviewer": "李审查", "on": "2026-01-10", "result": "可以公开"}}
    basis = {"bases": [{"act": "某省条例", "article": "第四条"}]}
    items = DutyItem.objects.current().of_county(county)
    change_items(county, [(item, done | basis) for item in items], by=clerk(), reason="保密审查")
    factories.publish(county)


BENCHES = [whole, peer, memory, limits, many]
