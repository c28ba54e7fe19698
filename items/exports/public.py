"""The archive that anybody may take: the lists of all departments of a county, of one edition."""

from django.http import Http404

from dutylist.history.refusals import Refusal
from items.published.department_lists import departments_of
from items.published.department_names import DepartmentBook
from items.published.pages.conditional import answer, public_read
from items.published.pages.department_files import workbook_of
from items.published.pages.files import file_name, kept_as
from items.published.pages.reading import read_county

from .packs import department_files, packed_pieces


@public_read
def department_archive(request, county, slug=""):
    """Every department's list as a workbook, of the list in force or of an edition; its files bear
    the day the list was published, so that the same list gives the same archive.
    """
    reading = read_county(county, slug=slug)
    if reading.document is None:
        raise Http404("这个地方没有现行有效的清单。")
    lists = departments_of(reading.published, DepartmentBook(county))
    day = reading.document.published_at

    def render():
        try:
            return b"".join(packed_pieces(department_files(lists, workbook_of), day=day))
        except Refusal as refusal:
            raise Http404(refusal.sentence) from None

    words = reading.published.words
    name = file_name(reading, f"{reading.published.county['name']}{words['departments']}清单")
    return answer(
        request,
        seen=[*reading.seen, "zip", *(listed.department.seen for listed in lists)],
        modified=reading.modified,
        render=render,
        content_type="application/zip",
        headers=kept_as(name, "zip"),
    )
