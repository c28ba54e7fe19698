"""What a reader may ask of a revision: how, which kind, which category, with which result; each
state is an address.
"""

from urllib.parse import urlencode

from django.db.models import Count, Q

from items.models import Kind, ProposedChange

PAGE = 50


class ChangeFilter:
    """The question in a query string about the changes of one revision."""

    names = ("op", "kind", "category", "outcome")

    def __init__(self, query):
        self.asked = {name: query.get(name, "").strip()[:60] for name in self.names}
        allowed = {
            "op": ProposedChange.Op.values,
            "kind": Kind.values,
            "outcome": ["all", *ProposedChange.Outcome.values],
        }
        for name, values in allowed.items():
            if self.asked[name] not in values:
                self.asked[name] = ""

    @property
    def is_narrowed(self):
        return any(self.asked.values())

    def apply(self, changes):
        asked = self.asked
        if asked["outcome"] != "all":
            changes = changes.filter(outcome=asked["outcome"] or ProposedChange.Outcome.PENDING)
        if asked["op"]:
            changes = changes.filter(op=asked["op"])
        for name in ("kind", "category"):
            if asked[name]:
                changes = changes.filter(
                    Q(**{f"proposed__{name}": asked[name]}) | Q(**{f"then__{name}": asked[name]})
                )
        return changes

    def address(self, **changed):
        """The query string of this question, changed in some parts."""
        parts = []
        for name, value in {**self.asked, **changed}.items():
            if value:
                parts.append((name, value))
        return f"?{urlencode(parts)}"

    def chips(self, changes, words):
        """[(label, count, address, is chosen)] of the ways of changing, all first; one query."""
        counted = dict(
            self.apply_without_op(changes).order_by().values_list("op").annotate(Count("pk"))
        )
        counted[""] = sum(counted.values())
        chips = []
        for op, label in [("", "全部"), *ProposedChange.Op.choices]:
            if op in counted:
                chips.append((label, counted[op], self.address(op=op), self.asked["op"] == op))
        return chips

    def apply_without_op(self, changes):
        kept, self.asked["op"] = self.asked["op"], ""
        found = self.apply(changes)
        self.asked["op"] = kept
        return found
