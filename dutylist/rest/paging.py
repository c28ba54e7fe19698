"""Pages of the lists of the API: `?cursor=&limit=`, in one shape."""

import base64
import binascii
import re

from dutylist.history.cursors import damaged, number_of
from dutylist.history.paging import CursorPages
from dutylist.history.refusals import Invalid

MOST = 200
USUAL = 100
CURSOR = "cursor"
WRITTEN = re.compile(r"[1-9][0-9]{0,2}")


def limit_of(request):
    """How many rows are asked for: 1 to 200, 100 unless told."""
    text = request.GET.get("limit", str(USUAL))
    if WRITTEN.fullmatch(text) and int(text) <= MOST:
        return int(text)
    raise Invalid({"limit": f"每页条数应为1到{MOST}。"})


def with_cursor(request, cursor):
    """The address of the page that a cursor begins, relative to the site."""
    query = request.GET.copy()
    query[CURSOR] = cursor
    return f"{request.path}?{query.urlencode()}"


def rows_and_next(request, rows, ordering="pk"):
    """(one page of the rows, the address of the next one or None)."""
    pages = CursorPages(limit_of(request), ordering, CURSOR)
    found = pages.rows_of(rows, request)
    following = None
    if pages.following:
        following = with_cursor(request, pages.following)
    return found, following


def list_shape(results, following):
    return {"results": results, "next": following, "total": None, "capped": False}


def page_of(request, rows, as_json, ordering="pk"):
    """One page of rows in the list shape of the API; `-pk` for the newest first."""
    found, following = rows_and_next(request, rows, ordering)
    return list_shape(as_json(found), following)


# ---- lists that are no rows of a table: what is kept together is cut by number ----


def start_of(request):
    """The number behind `?cursor=`, or 0 on the first page."""
    text = request.GET.get(CURSOR)
    if not text:
        return 0
    try:
        start = number_of(base64.urlsafe_b64decode(text.encode("ascii")).decode("ascii"))
    except (ValueError, binascii.Error):
        raise damaged(CURSOR) from None
    if written(start) != text:
        raise damaged(CURSOR)
    return start


def written(start):
    return base64.urlsafe_b64encode(str(start).encode()).decode()


def address_from(request, start):
    return with_cursor(request, written(start))
