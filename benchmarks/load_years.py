"""The comparison of the load: 52 townships whose lists and registers hold three years."""

import functools
import os
import uuid
from datetime import date, datetime, time

from benchmarks.figures import Figure, say
from benchmarks.gate import asked
from benchmarks.ground import content, county_of_size

TOWNSHIPS = int(os.environ.get("BENCH_TOWNSHIPS", 52))
ITEMS = int(os.environ.get("BENCH_LOAD_ITEMS", 200))
YEARS = 3
FEW, MANY = 2, 40  # schemes have so many indicators; each register so many rows a year
COUNTY = "990188000000"
PAGE, LIST = "/desk/load/", "/api/v1/load/"
MOST = 0.5


@functools.cache
def place():
    """(county, its clerk, a department), with a list in force in each of the years."""
    from django.core.management import call_command

    from dutylist.organizations.roles import Role
    from items.register.services.editing import change_items
    from tests.factories import make_department, make_staff, make_user, publish

    call_command("collectstatic", interactive=False, verbosity=0)
    county, _seconds = county_of_size(COUNTY, "己县", ITEMS, TOWNSHIPS)
    clerk = make_user(Role.CLERK, county=county)
    bureau = make_department("县负担测试局", county=county)
    staff = make_staff(county)
    for number, year in enumerate(years()):
        if number:
            more = content_of_a_year(number)
            change_items(county, [(None, more)], by=clerk, reason="增加一项")
        publish(
            county,
            staff=staff,
            decided_on=date(year, 1, 1),
            effective_on=date(year, 1, 2),
            document_number=f"己政发〔{year}〕1号",
        )
    return county, clerk, bureau


def years():
    """The years that are compared, the present one last."""
    from django.utils import timezone

    this_year = timezone.localdate().year
    return range(this_year - YEARS + 1, this_year + 1)


def content_of_a_year(number):
    import random

    return content(random.Random(number), ITEMS + number)


def page_of_many_townships():
    """Each year's page and its answer over HTTP, for few rows a year and for many: the number of
    queries is the same.
    """
    from django.test import override_settings

    _county, clerk, _bureau = place()
    addresses = []
    for year in years():
        addresses += [f"{PAGE}?year={year}", f"{LIST}?year={year}"]
    with override_settings(ALLOWED_HOSTS=["*"]):
        keep_registers(range(FEW))
        few = [asked(clerk, address) for address in addresses]
        keep_registers(range(FEW, MANY))
        many = [asked(clerk, address) for address in addresses]
    names = (
        f"load page of {TOWNSHIPS} townships x {YEARS} years, the slowest year",
        f"load of {TOWNSHIPS} townships x {YEARS} years over HTTP, the slowest year",
    )
    figures = []
    for place_of_first, name in enumerate(names):
        before, after = few[place_of_first::2], many[place_of_first::2]
        seconds, queries = max(after)
        figures.append(Figure(name, seconds, most=MOST, beside=f"{queries} queries"))
        grown = most_queries(after) - most_queries(before)
        figures.append(Figure(f"{name}: queries more than for {FEW} rows", grown, "", most=0))
    return figures


def most_queries(answers):
    return max(queries for _seconds, queries in answers)


def keep_registers(numbers):
    """Rows of these numbers in every register and year, each bearing on every township."""
    from tests.factories import seeding

    say(f"{len(numbers)} rows a register and year")
    with seeding():
        for year in years():
            keep_indicators(year, numbers)
            for model_name in ("Pledge", "ReportDemand", "Inspection"):
                keep_rows(model_name, year, numbers)


def keep_indicators(year, numbers):
    """Indicators of these numbers, in the one scheme of the year."""
    from assessment.models import Indicator, Scheme, SchemeStatus
    from dutylist.history.tracking import bulk_save

    county, clerk, bureau = place()
    title = f"{year}年度综合考核实施方案"
    scheme = Scheme.objects.filter(county=county, year=year).first()
    if scheme is None:
        scheme = Scheme(
            county=county,
            department=bureau,
            year=year,
            title=title,
            days=3,
            drawn_up_by=clerk,
            status=SchemeStatus.APPROVED,
        )
        scheme.save()
    rows = []
    for number in numbers:
        rows.append(Indicator(scheme=scheme, number=number + 1, name=f"第{number + 1}项工作"))
    bulk_save(rows)


def keep_rows(model_name, year, numbers):
    """Approved rows of one register, each with its decision and all townships."""
    from assessment import models
    from dutylist.history.tracking import bulk_save
    from dutylist.organizations.models import Region
    from dutylist.workflow.models import Decision

    county, clerk, bureau = place()
    model = getattr(models, model_name)
    rows = []
    for number in numbers:
        row = model(
            county=county,
            department=bureau,
            title=f"{year}年第{number + 1}号{model._meta.verbose_name}",
            status="approved",
            drawn_up_by=clerk,
            **own_fields(model_name, year, number),
        )
        rows.append(row)
    bulk_save(rows)
    titles = [row.title for row in rows]
    kept = list(model.objects.filter(county=county, title__in=titles))
    townships = list(Region.objects.townships_of(county))
    bearing = model._meta.get_field("bearing").related_model
    bulk_save([bearing(subject=row, township=one) for row in kept for one in townships])
    at, batch = moment(year), uuid.uuid4()
    decisions = []
    for row in kept:
        decision = Decision(
            county=county,
            flow=model.flow_name,
            subject_id=row.pk,
            action="approve",
            source_status="submitted",
            target_status="approved",
            by=clerk,
            by_name=clerk.get_full_name(),
            at=at,
            batch=batch,
        )
        decisions.append(decision)
    Decision.objects.bulk_create(decisions)


def own_fields(model_name, year, number):
    """What a row of this register has beside those of all."""
    if model_name == "ReportDemand":
        return {"frequency": "每月", "until": date(year, 12, 31)}
    if model_name == "Pledge":
        return {"until": date(year, 12, 31), "issuer_level": "province"}
    month = number % 10 + 1
    return {
        "year": year,
        "subject": f"第{number + 1}类检查",
        "kind": "special",
        "starts_on": date(year, month, 5),
        "ends_on": date(year, month, 7),
    }


def moment(year):
    from django.utils import timezone

    return timezone.make_aware(datetime.combine(date(year, 1, 15), time(12)))


BENCHES = [page_of_many_townships]
