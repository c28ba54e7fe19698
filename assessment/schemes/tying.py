"""Which items of the list in force an indicator is of: as a person said, else as words and meaning
suggest.
"""

from dataclasses import dataclass, field

from items.meaning.vectors import why_not
from items.models import EditionDocument, Kind
from items.models.document_bytes import unpacked
from items.published.lists import county_list

from .nearness import MOST, ListedItems, Measured, nearest_items

CALLED = {"党建": "党的建设", "党建工作": "党的建设", "党的建设工作": "党的建设"}
STRONG = 0.5  # from here on a suggestion is taken for what the indicator is of, until somebody says


@dataclass
class Tie:
    """What one indicator is of: the entries, whether a person said so, and what else comes near."""

    entries: list
    is_said: bool
    suggested: list = field(default_factory=list)  # [(entry, score)], the surest first

    @property
    def nearest(self):
        return self.suggested[0][0] if self.suggested else None

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

    def ties_of(self, indicators):
        """{number of the indicator: its `Tie`}"""
        measured = []
        for one in indicators:
            measured.append(Measured(one.name, one.text, one.lead))
        found = nearest_items(measured, ListedItems(self.entries))
        ties = {}
        for one, suggested in zip(indicators, found, strict=True):
            ties[one.number] = self.tie_of(one, suggested)
        return ties

    def of_category(self, name):
        """The basic items of the category that an indicator is called after: 党的建设 is all of it."""
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


def why_words_only():
    """Why items were looked for by words only, a sentence for the page; "" where by meaning too."""
    return why_not()
