"""What a reader may ask of a revision: how, which kind, which category, with which result; each
state is an address.
"""

from urllib.parse import urlencode

from django.db.models import Count

from items.models import ProposedChange
from items.register.filters import ChangeFilters

PAGE = 50


class ChangeFilter:
    """The question of an address about the changes of one revision, nonsense left out."""

    names_without_op = ("kind", "category", "outcome")
    names = ("op", *names_without_op)

    def __init__(self, request, changes):
        self.request, self.changes = request, changes
        told = {name: request.GET.get(name, "").strip()[:60] for name in self.names}
        filters = ChangeFilters.leniently(told, changes, request=request, names=self.names)
        self.found = filters.qs
        self.asked = dict(filters.form.cleaned_data)

    @property
    def is_narrowed(self):
        return any(self.asked.values())

    def address(self, **changed):
        """The query string of this question, changed in some parts."""
        parts = []
        for name, value in {**self.asked, **changed}.items():
            if value:
                parts.append((name, value))
        return f"?{urlencode(parts)}"

    def chips(self):
        """[(label, count, address, is chosen)] of the ways of changing, all first; one query."""
        whichever = ChangeFilters(
            self.asked, self.changes, request=self.request, names=self.names_without_op
        )
        counted = dict(whichever.qs.order_by().values_list("op").annotate(Count("pk")))
        counted[""] = sum(counted.values())
        chips = []
        for op, label in [("", "全部"), *ProposedChange.Op.choices]:
            if op in counted:
                chips.append((label, counted[op], self.address(op=op), self.asked["op"] == op))
        return chips
