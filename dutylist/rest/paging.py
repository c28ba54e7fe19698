"""Keyset pages: `?cursor=&limit=` over an ordered unique key, never an OFFSET, never a count of
everything.
"""

import base64
import binascii
import re

from dutylist.history.cursors import damaged, number_of
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


def cursor_of(request):
    """The integer key behind `?cursor=`, or None on the first page."""
    text = request.GET.get(CURSOR)
    if not text:
        return None
    try:
        key = number_of(base64.urlsafe_b64decode(text.encode("ascii")).decode("ascii"))
    except (ValueError, binascii.Error):
        raise damaged(CURSOR) from None
    if written(key) != text:
        raise damaged(CURSOR)
    return key


def written(key):
    return base64.urlsafe_b64encode(str(key).encode()).decode()


def next_url(request, key):
    """The address of the page behind `key`, relative to the site."""
    return with_cursor(request, written(key))


def with_cursor(request, cursor):
    query = request.GET.copy()
    query[CURSOR] = cursor
    return f"{request.path}?{query.urlencode()}"


def page_of(request, queryset, as_json, *, key="pk"):
    """One page of rows, newest or oldest first as the queryset is ordered by `key`: the list shape
    of the API.
    """
    limit, cursor = limit_of(request), cursor_of(request)
    descending = queryset.query.order_by and str(queryset.query.order_by[0]).startswith("-")
    if cursor is not None:
        queryset = queryset.filter(**{f"{key}__{'lt' if descending else 'gt'}": cursor})
    rows = list(queryset[: limit + 1])
    more = len(rows) > limit
    rows = rows[:limit]
    following = None
    if more:
        following = next_url(request, getattr(rows[-1], key))
    return {"results": as_json(rows), "next": following, "total": None, "capped": False}
