"""Whistles under load: the desk and the list of a department with 500 open ones, and a run of the
clock over them in which nothing is due.
"""

import functools
import os
from datetime import timedelta

from benchmarks.figures import Figure, say, timed
from benchmarks.gate import asked
from benchmarks.ground import county_of_size

OPEN = int(os.environ.get("BENCH_WHISTLES", 500))
ITEMS, FEW, TURNS = 100, 20, 5
COUNTY = "990187000000"
PAGES = ("/desk/", "/desk/whistles/?open=true")
MOST = 0.2


@functools.cache
def place():
    """(the county, a person of the bureau, one of a township) of which the bureau has whistles."""
    from django.core.management import call_command

    from dutylist.organizations.roles import Role
    from tests.factories import make_department, make_township, make_user

    call_command("collectstatic", interactive=False, verbosity=0)
    county, _seconds = county_of_size(COUNTY, "戊县", ITEMS, 4)
    bureau = make_department("县吹哨测试局", county=county)
    township = make_township(f"{COUNTY[:6]}100000", "测试镇", county=county)
    head = make_user(Role.DEPARTMENT_LEAD, department=bureau)
    mayor = make_user(Role.TOWNSHIP_LEAD, township=township)
    return county, head, mayor


def desk_of_a_department():
    """Each page for few whistles and for many: the number of queries is the same."""
    from django.test import override_settings

    _county, head, _mayor = place()
    with override_settings(ALLOWED_HOSTS=["*"]):
        keep_whistles(range(FEW))
        few = [asked(head, address) for address in PAGES]
        keep_whistles(range(FEW, OPEN))
        many = [asked(head, address) for address in PAGES]
    names = (f"desk of a department with {OPEN} open whistles", f"list of {OPEN} open whistles")
    figures = []
    for name, (_seconds, before), (seconds, after) in zip(names, few, many, strict=True):
        figures.append(Figure(name, seconds, most=MOST, beside=f"{after} queries"))
        figures.append(Figure(f"{name}: queries more than for {FEW}", after - before, "", most=0))
    return figures


def keep_whistles(numbers):
    """Whistles of these numbers that wait for the bureau, with their departments and to-dos."""
    from assessment.models import Whistle, WhistleDepartment
    from dutylist.history.tracking import bulk_save
    from dutylist.notices.models import ToDo
    from tests.factories import seeding

    say(f"{len(numbers)} whistles")
    _county, _head, mayor = place()
    with seeding():
        rows = [whistle_of(number, mayor) for number in numbers]
        bulk_save(rows)
        serials = [number + 1 for number in numbers]
        kept = list(Whistle.objects.filter(county__code=COUNTY, serial__in=serials))
        units = []
        for row in kept:
            units.append(
                WhistleDepartment(
                    whistle=row, department=row.lead, part="lead", asked_at=row.raised_at
                )
            )
        bulk_save(units)
    todos = []
    for row in kept:
        [step] = row.own_todos()
        step.pop("not_for", None)
        url = row.get_absolute_url()
        todos.append(ToDo(flow="whistle", subject_id=row.pk, county=row.county, url=url, **step))
    ToDo.objects.bulk_create(todos)


def whistle_of(number, mayor):
    from django.utils import timezone

    from assessment.models import Whistle
    from dutylist.organizations.models import Department, Region

    now = timezone.now()
    due_at = now + timedelta(hours=1 + number % 24)
    return Whistle(
        county=Region.objects.get(code=COUNTY),
        township=Region.objects.get(code=f"{COUNTY[:6]}100000"),
        lead=Department.objects.get(county__code=COUNTY, name="县吹哨测试局"),
        ground="clerk",
        status="handling",
        level="enforcement",
        year=now.year,
        serial=number + 1,
        number=f"吹哨〔{now.year}〕{number + 1}号",
        text=f"第{number + 1}处有人夜间取土，劝阻后仍在施工。",
        raised_by=mayor,
        raised_by_name="吴城关",
        raised_at=now,
        due_at=due_at,
        due_on=timezone.localdate(due_at),
    )


def clock_with_nothing_due():
    """What a run every few minutes costs while all of them are in time."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from dutylist.workflow.clocks import make_moves
    from dutylist.workflow.reminders import remind

    place()
    now = timezone.now()
    seconds = []
    for _turn in range(TURNS):
        with timed() as clock:
            make_moves(now)
            remind(now)
        seconds.append(clock.seconds)
    with CaptureQueriesContext(connection) as queries:
        make_moves(now)
        remind(now)
    name = f"moves and reminders of the clock over {OPEN} whistles in time"
    return [Figure(name, min(seconds), most=MOST, beside=f"{len(queries)} queries")]


BENCHES = [desk_of_a_department, clock_with_nothing_due]
