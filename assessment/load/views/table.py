"""The comparison as a workbook: two years of every township that the person reads."""

import io
from datetime import datetime, time

from django.http import HttpResponse
from django.utils import timezone

from assessment.load.asked import COUNTY, TOWNSHIP, YEAR, places_asked, year_asked
from assessment.load.comparison import compared
from assessment.load.counting import loads_of
from dutylist.organizations.words import words_for
from dutylist.rest.parameters import takes
from dutylist.staff.pages import desk_page
from items.printed.spreadsheet import Book, Page, Style

TITLE = Style("方正小标宋简体", 18, horizontal="center", border=False)
HEAD = Style("黑体", 12, horizontal="center")
BODY = Style()
WIDTHS = (22, 16, 30, 12, 12, 14)
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@takes(COUNTY, TOWNSHIP, YEAR)
@desk_page
def workbook(http):
    """GET: the file."""
    year = year_asked(http)
    county, townships = places_asked(http)
    file = io.BytesIO()
    write(file, county, loads_of(county, townships, year - 1), loads_of(county, townships, year))
    answer = HttpResponse(file.getvalue(), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="load-{county.code}-{year}.xlsx"'
    return answer


def write(file, county, before, after):
    """One sheet: a row for each township and line, in the order of the codes."""
    year, title = after[0].year, f"{county.name}基层负担年度对照"
    page = Page(list(WIDTHS), frozen=2, head_row=2)
    today = datetime.combine(timezone.localdate(), time())  # the same file all day
    office = words_for(county)["office_full"]
    book = Book(file, title=title, creator=office, kept=True, created=today)
    with book, book.sheet(f"{year}年", page) as sheet:
        sheet.wide_row(title, TITLE, columns=len(WIDTHS), height=36)
        heads = ("单位", "类别", "项目", f"{year - 1}年", f"{year}年", "比上年")
        sheet.row([(head, HEAD) for head in heads])
        for last, load in zip(before, after, strict=True):
            for one in compared(last, load):
                sheet.row([(cell, BODY) for cell in cells_of(load, one)])


def cells_of(load, one):
    numbers = []
    for number in (one.before, one.after):
        numbers.append("未登记" if number is None else number)
    return [load.township.name, one.line.group, one.line.head, *numbers, one.words]
