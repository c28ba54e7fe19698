"""A register over HTTP: its list, its rows and their moves, by the same verbs as the pages."""

from django.http import Http404
from rest_framework.response import Response

from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.preconditions import etag, expected_version, reason_of
from dutylist.rest.views import SignedInView, body_of

from .rows_json import light_rows, row_json
from .services.writing import amend_row, make_row


def row_or_404(register, user, pk):
    row = register.model.objects.visible_to(user).with_units().filter(pk=pk).first()
    if row is None:
        raise Http404
    return row.as_known_to(user)


def shown(register, http, pk, status=200):
    row = row_or_404(register, http.user, pk)
    body = row_json(register, row, http.user)
    return Response(body, status=status, headers={"ETag": etag(row.version)})


def list_of(register, filter_set, queries):
    """The view of the list of a register; `queries` are the filters that its address takes."""
    stem = register.name.replace("-", "_")

    class Rows(SignedInView):
        """GET: the rows this person sees. POST: a new one."""

        filterset_class = filter_set

        @described(
            f"{stem}_list", register.label, gives=f"{register.shape}List", query=(*queries, *PAGED)
        )
        def get(self, http):
            rows = register.model.objects.visible_to(http.user).with_units()
            return self.page_of(http, rows, light_rows, "-pk")

        @described(
            f"{stem}_create",
            f"登记{register.label}",
            takes=f"{register.shape}Write",
            gives=register.shape,
            status=201,
            keyed=True,
        )
        @idempotent
        def post(self, http):
            row = make_row(register, body_of(http), by=http.user, source="api")
            return shown(register, http, row.pk, 201)

    return Rows


def one_of(register):
    """The view of one row of a register."""
    stem = register.name.replace("-", "_")

    class Row(SignedInView):
        """GET: the row. PATCH: changed while it may be."""

        @described(f"{stem}_read", f"一件{register.label}", gives=register.shape)
        def get(self, http, pk):
            return shown(register, http, pk)

        @described(
            f"{stem}_amend",
            f"修改{register.label}",
            takes=f"{register.shape}Change",
            gives=register.shape,
            if_match=True,
        )
        def patch(self, http, pk):
            row, version = row_or_404(register, http.user, pk), expected_version(http)
            told = body_of(http)
            reason = reason_of(http)
            told.pop("reason", None)
            amend_row(
                register, row, told, by=http.user, reason=reason, expect=version, source="api"
            )
            return shown(register, http, pk)

    return Row
