"""The export page of the staff: a list as a file, or every township's in one archive; the empty
workbook to fill in.
"""

import functools

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dutylist.history.refusals import Refusal
from dutylist.organizations.models import Region
from dutylist.rest.downloads import attachment, named
from dutylist.rest.parameters import takes
from items.permissions import EDITORS
from items.printed.files import plain_name
from items.published.listings import label_of

from .answers import list_answer
from .forms import ExportForm
from .packs import packed_pieces, township_files
from .template import template_book, template_name
from .wanted import may_export, require_readable

COUNTY = "county"


def staff_page(view):
    """For those who read a county's list whole: -> the view gets the county asked for, and those
    there are.
    """

    @never_cache
    @login_required
    @require_safe
    @functools.wraps(view)
    def page(request):
        counties = list(may_export(request.user))
        if not counties:
            raise PermissionDenied
        code = request.GET.get(COUNTY, counties[0].code)
        county = {county.code: county for county in counties}.get(code)
        if county is None:
            raise PermissionDenied
        return view(request, county, counties)

    return page


@takes(COUNTY)
@staff_page
def export(request, county, counties):
    return shown(request, county, counties, ExportForm(county=county, user=request.user))


@takes(COUNTY, *ExportForm.base_fields)
@staff_page
def export_file(request, county, counties):
    """The file; what is wrong with the choice is said on the page, with everything chosen kept."""
    form = ExportForm(request.GET, county=county, user=request.user)
    if form.is_valid():
        try:
            return answer_of(form, request.user)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            return shown(request, county, counties, form, status=refusal.status)
    return shown(request, county, counties, form, status=422)


def shown(request, county, counties, form, status=200):
    facts = {
        "form": form,
        "county": county,
        "counties": counties if len(counties) > 1 else [],
        "townships": len(form.names),
        "edits": request.user.standing().has(*EDITORS, county=county),
    }
    return render(request, "exports/export.html", facts, status=status)


def answer_of(form, user):
    wanted = form.wanted()
    require_readable(wanted, user)
    if not form.is_pack:
        return list_answer(wanted.listing(), wanted)
    published = wanted.published()
    files = started(township_files(published, wanted.form, **wanted.drawn, **wanted.kept))
    label = label_of(published, draft=wanted.draft)
    name = f"{plain_name(f'{wanted.county.name}各单位清单（{label}）')}.zip"
    return named(StreamingHttpResponse(packed_pieces(files), content_type="application/zip"), name)


def started(files):
    """The files with the first already made: what can not be made at all is refused before an
    answer has begun.
    """
    first = next(files)

    def every():
        yield first
        yield from files

    return every()


@takes(COUNTY)
@never_cache
@login_required
@require_safe
def import_template(request):
    """The official tables without an item, for a county whose list the person keeps."""
    counties = Region.objects.filter(pk__in=request.user.standing().county_ids(*EDITORS)).order_by(
        "code"
    )
    wanted = request.GET.get(COUNTY)
    if wanted:
        county = counties.filter(code=wanted).first()
    else:
        county = counties.first()
    if county is None:
        raise PermissionDenied
    content = template_book(county)
    return attachment(
        content,
        template_name(county),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
