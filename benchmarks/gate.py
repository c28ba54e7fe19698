"""The gate under load: the desk of a clerk with 2,000 to-dos, the list of 5,000 requests, twenty
decisions on one request at once, and the findings of a request of 20 changes.
"""

import functools
import os
import uuid
from datetime import timedelta

from benchmarks.figures import Figure, say, timed
from benchmarks.ground import contents, county_of_size

ITEMS = int(os.environ.get("BENCH_ITEMS", 700))
TODOS = int(os.environ.get("BENCH_TODOS", 2000))
REQUESTS = int(os.environ.get("BENCH_REQUESTS", 5000))
ENTRIES = int(os.environ.get("BENCH_ENTRIES", 200))
CHANGES, AT_ONCE, FEW, TURNS = 20, 20, 20, 5
COUNTY = "990185000000"
LIST = "/desk/requests/?status=submitted&channel=admission&q=巡查"
MOST_DESK, BY_WORDS, BY_MEANING = 0.2, 0.15, 0.5


@functools.cache
def place():
    """The county in which all of it happens, with so many items in force, and its people."""
    from django.core.management import call_command

    from tests.factories import publish

    call_command("collectstatic", interactive=False, verbosity=0)
    county, _seconds = county_of_size(COUNTY, "丙县", ITEMS, 14)
    publish(county)
    return county, people_of(county)


def people_of(county):
    from dutylist.organizations.roles import Role
    from tests.factories import make_department, make_user

    bureau = make_department("县林业局", county=county)
    return {
        "clerk": make_user(Role.CLERK, county=county),
        "head": make_user(Role.DEPARTMENT_LEAD, department=bureau),
        "bureau": bureau,
    }


# ---- many to-dos, many requests ----


def desk_and_list():
    """Each page for few rows and for many: the number of queries is the same."""
    from django.test import override_settings

    county, people = place()

    with override_settings(ALLOWED_HOSTS=["*"]):
        first = [*range(FEW), *range(TODOS, TODOS + FEW)]
        keep_requests(county, people, first)
        few = [asked(people["clerk"], address) for address in ("/desk/", LIST)]
        keep_requests(county, people, sorted(set(range(REQUESTS)) - set(first)))
        many = [asked(people["clerk"], address) for address in ("/desk/", LIST)]
    names = (
        f"desk of a clerk with {TODOS:,} to-dos",
        f"list of {REQUESTS:,} requests, filtered",
    )
    figures = []
    for name, (_seconds, before), (seconds, after) in zip(names, few, many, strict=True):
        most = MOST_DESK if name.startswith("desk") else None
        figures.append(Figure(name, seconds, most=most, beside=f"{after} queries"))
        figures.append(Figure(f"{name}: queries more than for {FEW}", after - before, "", most=0))
    return figures


def asked(user, address):
    """(seconds of the fastest of several turns, queries of one)."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, seconds = Client(), []
    client.force_login(user)
    client.get(address)
    for _turn in range(TURNS):
        with timed() as clock:
            answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        seconds.append(clock.seconds)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return min(seconds), len(queries)


def keep_requests(county, people, numbers):
    """Requests of these numbers: the first 2,000 wait for the clerk, two thirds of the others for
    the legal officer after the clerk has accepted them.
    """
    from access_control.models import ChangeRequest
    from dutylist.history.tracking import bulk_save
    from dutylist.notices.models import ToDo
    from dutylist.workflow.models import Decision
    from items.models import ChangeSet
    from tests.factories import seeding

    say(f"{len(numbers)} requests")
    with seeding():
        change_sets = [ChangeSet(county=county, owner_kind="request") for _number in numbers]
        bulk_save(change_sets)
        rows = [request_of(county, people, number) for number in numbers]
        for row, change_set in zip(rows, change_sets, strict=True):
            row.change_set = change_set
        bulk_save(rows)
    serials = {number + 1 for number in numbers}
    rows = [row for row in ChangeRequest.objects.filter(county=county) if row.serial in serials]
    moved = [row for row in rows if row.status == "legal_review"]
    ToDo.objects.bulk_create([todo_of(row) for row in rows if row.status != "in_force"])
    with seeding():
        Decision.objects.bulk_create([accepted(row, people["clerk"]) for row in moved])


def request_of(county, people, number):
    from django.utils import timezone

    from access_control.models import ChangeRequest

    status = "submitted"
    if number >= TODOS:
        status = "legal_review" if number % 3 else "in_force"
    today = timezone.localdate()
    return ChangeRequest(
        county=county,
        channel="admission",
        status=status,
        year=today.year,
        serial=number + 1,
        number=f"准入〔{today.year}〕{number + 1}号",
        title=f"请求将第{number + 1}类线索巡查上报纳入配合履职清单",
        reason="上级部署",
        department=people["bureau"],
        drawn_up_by=people["head"],
        drawn_up_by_name="孙自然",
        submitted_on=today,
        due_on=today + timedelta(days=number % 30 - 5),
    )


def todo_of(request):
    from dutylist.notices.models import ToDo

    role, step = "clerk", "受理"
    if request.status == "legal_review":
        role, step = "legal_officer", "合法性审查"
    return ToDo(
        flow="change_request",
        subject_id=request.pk,
        title=f"{step}：{request}",
        url=request.get_absolute_url(),
        role=role,
        county_id=request.county_id,
        due_on=request.due_on,
    )


def accepted(request, clerk):
    from dutylist.workflow.models import Decision

    return Decision(
        flow="change_request",
        subject_id=request.pk,
        action="accept",
        source_status="submitted",
        target_status="consulting",
        by=clerk,
        by_name=clerk.get_full_name(),
        role="clerk",
        county_id=request.county_id,
        batch=uuid.uuid4(),
    )


# ---- one request decided by twenty at once ----


def decided_at_once():
    """Twenty clerks refer the same request back at the same moment: one of them does."""
    from django.test import override_settings

    from dutylist.organizations.roles import Role
    from tests.at_once import at_once
    from tests.factories import make_user

    county, people = place()
    request = handed_in(county, people, 1)
    clerks = [make_user(Role.CLERK, county=county) for _ in range(AT_ONCE)]
    attempts = [return_by(clerk, request.pk, request.version) for clerk in clerks]
    with override_settings(ALLOWED_HOSTS=["*"]), timed() as clock:
        statuses = at_once(attempts)
    others = sorted(set(statuses) - {201})
    beside = f"{clock.seconds:.2f} s; the others {', '.join(map(str, others))}"
    name = f"{AT_ONCE} decisions at once, answers 201"
    refused = sum(status in (409, 412) for status in statuses)
    return [
        Figure(name, statuses.count(201), "", most=1, least=1, beside=beside),
        Figure(f"{AT_ONCE} decisions at once, refused as late", refused, "", least=AT_ONCE - 1),
    ]


def return_by(clerk, pk, version):
    """An attempt to refer a request back over HTTP: -> the status of the answer."""
    from django.test import Client

    client = Client()
    client.force_login(clerk)

    def attempt():
        return client.post(
            f"/api/v1/change-requests/{pk}/decisions/",
            {"action": "return", "reason": "材料不全", "facts": {"missing": ["经费测算"]}},
            content_type="application/json",
            headers={"If-Match": f'"{version}"'},
        ).status_code

    return attempt


def handed_in(county, people, changes):
    """A request of so many new items that its unit submitted."""
    from access_control.models import ChangeRequest
    from access_control.requests.services.drafting import create_request
    from dutylist.workflow.engine import perform

    proposed = []
    for content in contents(5 * changes, seed=7):
        if content["kind"] == "coordination" and len(proposed) < changes:
            del content["secrecy_review"]  # that is the office's to add
            proposed.append({"op": "add", "item": content | {"scope": "all", "tags": []}})
    told = {
        "county": county.code,
        "channel": "admission",
        "circumstance": "superior",
        "title": f"请求将{changes}项工作纳入配合履职清单",
        "reason": "上级部署",
        "support": [{"kind": "funding", "promise": "按村拨付工作经费", "amount": "20000"}],
        "changes": proposed,
    }
    request = create_request(told, by=people["head"])
    perform(request, "submit", by=people["head"])
    return ChangeRequest.objects.get(pk=request.pk)


# ---- what is found in a request ----


def findings():
    """Everything that is asked of a request, as when it is submitted."""
    from django.test import override_settings

    from access_control.requests.services.checking import findings_of
    from benchmarks.near_items import keep_vectors, said
    from benchmarks.prohibited import keep_entries
    from items.models import TextVector

    county, people = place()
    keep_entries(county)
    request = handed_in(county, people, CHANGES)
    TextVector.objects.all().delete()  # what was computed for it is laid anew with the rest
    keep_vectors(county, [change.proposed | {"code": ""} for change in request.changes.all()])
    figures = []
    for is_on, most in ((False, BY_WORDS), (True, BY_MEANING)):
        with override_settings(MEANING=is_on):
            turns = [seconds_of(findings_of, request) for _turn in range(TURNS)]
        name = f"{CHANGES} changes against {ITEMS} items and {ENTRIES} entries, {said(is_on)}"
        beside = f"the first time {turns[0]:.3f} s"
        figures.append(Figure(name, min(turns[1:]), most=most, beside=beside))
    return figures


def seconds_of(findings_of, request):
    changes = request.changes_in_order()
    with timed() as clock:
        findings_of(request, changes)
    return clock.seconds


BENCHES = [desk_and_list, decided_at_once, findings]
