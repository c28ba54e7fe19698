"""Which items of the list in force an indicator is of: as a person said, else as words and meaning
suggest.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from assessment.models import Bearer
from items.meaning.vectors import why_not
from items.models import EditionDocument, Kind
from items.models.document_bytes import unpacked
from items.published.lists import county_list

from .nearness import MOST, ListedItems, Measured, nearest_items

CALLED = {"党建": "党的建设", "党建工作": "党的建设", "党的建设工作": "党的建设"}
# From here on it is likelier of the item that is suggested first than of none: it is taken for
# what the indicator is of, until somebody says.
STRONG = 0.5


@dataclass
class Tie:
    """What one indicator is of: the entries, whether a person said so, and what else comes near."""

    entries: list
    is_said: bool
    suggested: list = field(default_factory=list)  # [(entry, score)], the surest first

    @property
    def nearest(self):
        return self.suggested[0][0] if self.suggested else None

    @property
    def likely_basic(self):
        """How likely it is of a basic item; where its item is taken for known 1 or 0."""
        if self.entries:
            return Decimal(any(entry["kind"] == Kind.BASIC for entry in self.entries))
        if self.suggested and self.nearest["kind"] == Kind.BASIC:
            return Decimal(str(self.suggested[0][1]))
        return Decimal(0)

    def suggestions(self):
        """The same as the API tells them."""
        rows = []
        for entry, score in self.suggested:
            rows.append({"code": entry["code"], "name": entry["name"], "score": score})
        return rows


class ListInForce:
    """The county's list on a day; suggestions come from what is public of it."""

    def __init__(self, county, on=None):
        self.published = county_list(county.code, on)
        self.entries, self.known = [], {}
        if self.published is None:
            return
        self.entries = self.published.entries_for()
        self.known = {entry["code"]: entry for entry in self.whole()}

    def whole(self):
        """All entries, with those that are not public: they too may be measured."""
        meta = self.published.meta
        row = EditionDocument.objects.filter(
            county__code=self.published.county["code"],
            number=meta["number"],
            sequence=meta.get("sequence") or 0,
        ).first()
        return unpacked(row.full)["entries"] if row else self.entries

    @property
    def is_there(self):
        return self.published is not None

    def ties_of(self, scheme):
        """{number of the indicator: its `Tie`} of a `JudgedScheme`."""
        measured = [held_against(one, scheme) for one in scheme.indicators]
        found = nearest_items(measured, ListedItems(self.entries))
        ties = {}
        for one, suggested in zip(scheme.indicators, found, strict=True):
            ties[one.number] = self.tie_of(one, suggested)
        return ties

    def of_category(self, name):
        """The basic items of the category an indicator is called after: 党的建设 is all of it."""
        matter = CALLED.get(name, name)
        found = []
        for entry in self.entries:
            if entry["kind"] == Kind.BASIC and entry["category"] == matter:
                found.append((entry, 1.0))
        return found[:MOST]

    def tie_of(self, indicator, suggested):
        suggested = self.of_category(indicator.name.strip()) or suggested
        said = [self.known[code] for code in indicator.items or () if code in self.known]
        if said:
            return Tie(said, is_said=True, suggested=suggested)
        strong = [entry for entry, score in suggested[:1] if score >= STRONG]
        return Tie(strong, is_said=False, suggested=suggested)


def held_against(indicator, scheme):
    """An indicator with what its scheme says of it."""
    owner = scheme.owner.name if scheme.owner else ""
    return Measured(
        indicator.name,
        indicator.text,
        lead=indicator.lead or owner,
        title=scheme.title,
        is_of_departments=scheme.measured(indicator) != Bearer.TOWNSHIP,
        basis=indicator.basis,
    )


def why_words_only():
    """Why items were looked for by words only, a sentence for the page; "" where by meaning too."""
    return why_not()
