"""Pages by the cursor of REST framework follow each other without gap or double, also
through rows of one moment.
"""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from dutylist.history.paging import CursorPages
from dutylist.history.refusals import Invalid
from dutylist.organizations.models import AccountEvent

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 3, 1, 4, 5, 6, 789, tzinfo=UTC)


def events(moments):
    return [
        AccountEvent.objects.create(kind=AccountEvent.Kind.values[0], username="a", at=at).pk
        for at in moments
    ]


def walked(rows, size):
    """The keys of all rows, page by page."""
    found, cursor = [], ""
    while True:
        pages = CursorPages(size, ("-at", "-pk"), "after")
        request = RequestFactory().get("/x/", {"after": cursor} if cursor else {})
        found += [row.pk for row in pages.rows_of(rows, request)]
        cursor = pages.following
        if not cursor:
            return found


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_rows_of_one_moment_are_all_shown_once(size):
    day = timedelta(days=1)
    made = events([MOMENT - day, *[MOMENT] * 5, MOMENT + day])
    assert walked(AccountEvent.objects.all(), size) == made[::-1]


@pytest.mark.parametrize("cursor", ["cD14", "bz0tMQ==", "cj0xJnA9NQ==", "cD0yMDI2LTAzLTAx"])
def test_a_cursor_that_no_page_has_written_is_refused(cursor):
    """A position that is none, a number below nothing, a way back, a day where moments are."""
    pages = CursorPages(2, ("-at", "-pk"), "after")
    with pytest.raises(Invalid) as refused:
        pages.rows_of(AccountEvent.objects.all(), RequestFactory().get("/x/", {"after": cursor}))
    assert list(refused.value.errors) == ["after"]
