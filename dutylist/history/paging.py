"""Keyset pages: REST framework's cursor over an ordered key, never a count of everything; for lists
of the API and of the pages alike.

A cursor is taken only as this program writes it, sign for sign.
"""

from urllib.parse import parse_qs, urlsplit

from django.db.models import DateTimeField
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

from .cursors import damaged, moment_of, number_of, written_moment

NEWEST_FIRST = ("-at", "-id")  # batches


class CursorPages(CursorPagination):
    """`rows_of` is one page of the rows; `following` the cursor of the next one, "" on the last.

    `ordering` is a key that no two rows share, or one that few do and then such a key. Rows of the
    same moment are told apart by how many of them stood before: a day has fewer of protected
    actors, which share its midnight, than `offset_cutoff`.
    """

    offset_cutoff = 100_000

    def __init__(self, page_size, ordering="pk", name="cursor"):
        self.page_size = page_size
        self.ordering = ordering
        self.cursor_query_param = name

    def rows_of(self, rows, request):
        if not isinstance(request, Request):
            request = Request(request)
        field = rows.model._meta.pk
        key = self.get_ordering(request, rows, None)[0].lstrip("-")
        if key != "pk":
            field = rows.model._meta.get_field(key)
        self.is_of_moments = isinstance(field, DateTimeField)
        return self.paginate_queryset(rows, request)

    @property
    def following(self):
        return self.get_next_link() or ""

    def decode_cursor(self, request):
        text = request.GET.get(self.cursor_query_param)
        if not text:
            return None
        try:
            cursor = super().decode_cursor(request)
            self.require_position(cursor.position)
        except (NotFound, ValueError):
            raise damaged(self.cursor_query_param) from None
        if cursor.reverse or self.encode_cursor(cursor) != text:
            raise damaged(self.cursor_query_param)
        return cursor

    def require_position(self, position):
        """Raises ValueError for a position that no row of such a list has; none at all stands for
        the first of many rows of one moment.
        """
        if position is None:
            return
        if self.is_of_moments:
            moment_of(position)
        else:
            number_of(position)

    def encode_cursor(self, cursor):
        """The text alone: whoever shows it writes its own address."""
        query = urlsplit(super().encode_cursor(cursor)).query
        return parse_qs(query, keep_blank_values=True)[self.cursor_query_param][0]

    def _get_position_from_instance(self, instance, ordering):
        if self.is_of_moments:
            return written_moment(getattr(instance, ordering[0].lstrip("-")))
        return super()._get_position_from_instance(instance, ordering)
