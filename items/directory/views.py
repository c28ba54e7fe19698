"""The directory on the desk: the table of all cards, filled in by hand or from a workbook that is
shown before it is kept; what was changed, and taking it back.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from dutylist.history.reading import read
from dutylist.history.refusals import Invalid, Refusal, Stale
from dutylist.organizations.models import Region
from dutylist.organizations.pages import next_page
from dutylist.organizations.roles import STAFFING_OFFICE
from dutylist.organizations.services.cards import (
    batches_of_cards,
    save_cards,
    tables_of_cards,
    take_back_cards,
    why_not_taken_back,
)
from dutylist.organizations.words import words_for
from dutylist.rest.downloads import attachment
from dutylist.rest.parameters import takes
from dutylist.staff.move_forms import WithReason
from dutylist.staff.pages import desk_form, desk_page
from dutylist.staff.places_asked import code_asked
from dutylist.staff.refusable_forms import made_by
from items.imports.reading.grid import FileRefused
from items.imports.reading.places import Busy

from .table import as_it_stands, put_errors, rows_of, typed_rows
from .workbook import read_upload, workbook_of

COUNTY = "county"
MISSING = "missing"  # only the units without a telephone
LATEST = 8
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FROM_A_WORKBOOK = "按表格更新公开电话"


def counties_kept(user):
    """The counties whose cards this person changes."""
    keys = user.standing().county_ids(*STAFFING_OFFICE)
    return Region.objects.keeping_list().filter(pk__in=keys).order_by("code")


def county_asked(request):
    """The county of the address, else the person's first; 404 for whoever keeps none, or not that
    one.
    """
    counties = counties_kept(request.user)
    if code := code_asked(request, COUNTY, counties):
        counties = counties.filter(code=code)
    if county := counties.first():
        return county
    raise Http404


def frame(request, county):
    counties = list(counties_kept(request.user)[:60])
    offered = counties if len(counties) > 1 else ()
    return {"county": county, "words": words_for(county), "counties": offered}


@takes(COUNTY, MISSING)
@desk_form
def directory(request):
    """A POST saves the table, or reads a file into it."""
    county = county_asked(request)
    if request.method != "POST":
        return table_page(request, county, rows_of(county))
    if "upload" in request.POST:
        return uploaded(request, county)
    return saved(request, county)


def uploaded(request, county):
    """The table with what a workbook says; nothing is kept before it is saved."""
    try:
        found = read_upload(request.FILES.getlist("file"), county)
    except FileRefused as refused:
        return table_page(request, county, rows_of(county), faults=[refused.sentence], status=422)
    except (Invalid, Busy) as refused:
        faults = [refused.sentence]
        return table_page(request, county, rows_of(county), faults=faults, status=refused.status)
    return table_page(request, county, found.rows, read_in=found, reason=FROM_A_WORKBOOK)


def saved(request, county):
    rows = typed_rows(rows_of(county), request.POST)
    reason, is_read = request.POST.get("reason", ""), bool(request.POST.get("from_file"))
    told = [row.told for row in rows]
    source = "import" if is_read else "form"
    try:
        done = save_cards(county, told, by=request.user, reason=reason, source=source)
    except Invalid as refused:
        faults = put_errors(rows, refused.errors)
        faults = faults or ["有填写不对的地方，见下面的表格。"]
        return again(request, county, rows, faults, refused.status)
    except Stale as refused:
        as_it_stands(rows)
        return again(request, county, rows, [refused.sentence], refused.status)
    except Refusal as refused:
        return again(request, county, rows, [refused.sentence], refused.status)
    told = f"已保存{len(done.changed)}个单位的公开电话、地址和时间，公开页面立即更新。"
    if done.made:
        told += f"新登记{len(done.made)}个部门。"
    messages.success(request, told)
    return redirect(next_page(request, f"{reverse('desk:directory')}?{COUNTY}={county.code}"))


def again(request, county, rows, faults, status):
    """The table as it was typed, with what is wrong."""
    is_read = bool(request.POST.get("from_file"))
    return table_page(
        request,
        county,
        rows,
        faults=faults,
        status=status,
        reason=request.POST.get("reason", ""),
        is_read=is_read,
    )


def table_page(
    request, county, rows, *, faults=(), status=200, reason="", read_in=None, is_read=False
):
    without = [row for row in rows if row.pk and not row.stands["public_telephone"]]
    shown = rows
    if request.GET.get(MISSING) and request.method == "GET":
        shown = without
    changed = [row for row in rows if row.is_changed]
    is_read = is_read or bool(read_in)
    batches = batches_of_cards(county, request.user).defer("body")[:LATEST]
    ours = set(tables_of_cards())
    context = frame(request, county) | {
        "new": [row for row in shown if not row.pk],
        "departments": [row for row in shown if row.pk and row.kind == "department"],
        "townships": [row for row in shown if row.kind == "township"],
        "without": len(without),
        "total": len([row for row in rows if row.pk]),
        "only_missing": bool(request.GET.get(MISSING)),
        "changed": len(changed),
        "read_in": read_in,
        "is_read": is_read,
        "faults": faults,
        "next": next_page(request, ""),
        "reason": reason,
        "batches": [(row, set(row.summary.get("counts", {})) <= ours) for row in batches],
    }
    return render(request, "directory/table.html", context, status=status)


@takes(COUNTY)
@desk_page
def workbook(request):
    """The directory as a file, to fill in and hand back."""
    county = county_asked(request)
    content = workbook_of(county, words_for(county))
    return attachment(content, f"{county.name}部门和便民服务中心公开电话.xlsx", WORKBOOK)


@desk_form
def take_back(request, pk):
    """What one change did, and putting back what stood before it."""
    batch, county = found_batch(request, pk)
    form, status = WithReason(request.POST or None, action="back"), 200
    if request.method == "POST":
        done, status = made_by(form, lambda typed: taken_back(request, county, batch, typed))
        if done:
            return redirect(f"{reverse('desk:directory')}?{COUNTY}={county.code}")
    context = frame(request, county) | {
        "counties": (),
        "batch": batch,
        "changes": read(batch.row_keys, request.user),
        "refusal": why_not_taken_back(batch),
        "form": form,
    }
    return render(request, "directory/take_back.html", context, status=status)


def taken_back(request, county, batch, typed):
    count = take_back_cards(county, batch, by=request.user, reason=typed["reason"])
    messages.success(request, f"已恢复{count}处修改以前的内容，公开页面立即更新。")
    return count


def found_batch(request, pk):
    """(the batch, its county), where it changed cards that this person keeps; else 404."""
    for county in counties_kept(request.user):
        if batch := batches_of_cards(county, request.user).filter(pk=pk).first():
            return batch, county
    raise Http404
