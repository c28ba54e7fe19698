"""Rows of the register's books over HTTP: a list, one row with the mark of what is shown, and a
change of the row as the request saw it.
"""

import hashlib
from contextlib import contextmanager

import orjson
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from rest_framework.response import Response

from dutylist.history.refusals import Stale

from .preconditions import etag, expected_mark
from .views import SignedInView

SEEN_OTHERWISE = "内容在您读取之后已有变动，请重新读取后再办理。"


def iso(day):
    """A day as JSON writes it, None where there is none."""
    return day and day.isoformat()


def mark_of(shown):
    """The mark of what is shown of a row: it changes whenever that does."""
    return hashlib.sha256(orjson.dumps(shown, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]


class Rows(SignedInView):
    """The rows of one model that a person sees. `right` is asked as the admin asks it; `as_json` is
    a row as the API shows it; `counted` are its members that say how much there is elsewhere, and
    change while the row stays as it is.
    """

    right = ""
    counted = ()

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if self.right and not request.user.has_perm(self.right):
            raise PermissionDenied

    def rows(self, request):
        """The rows this person sees, in the order of their numbers."""
        raise NotImplementedError

    def as_json(self, row):
        raise NotImplementedError

    def listed(self, request, rows):
        return self.page_of(request, rows, lambda found: [self.as_json(row) for row in found])

    def found(self, request, pk):
        row = self.rows(request).filter(pk=pk).first()
        if row is None:
            raise Http404
        return row

    def shown(self, row, status=200):
        shown = self.as_json(row)
        return Response(shown, status=status, headers={"ETag": etag(self.mark(shown))})

    def mark(self, shown):
        own = {name: value for name, value in shown.items() if name not in self.counted}
        return mark_of(own)

    @contextmanager
    def as_seen(self, request, pk):
        """The row under a lock, as the request saw it: 428 without If-Match, 412 where it is
        another by now.
        """
        row, expected = self.found(request, pk), expected_mark(request)
        with transaction.atomic():
            type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
            row = self.found(request, pk)
            if expected not in (None, self.mark(self.as_json(row))):
                raise Stale(SEEN_OTHERWISE)
            yield row
