"""The short list of what may be shown live beside a frozen document: telephones, the office,
regions and heirs.
"""

from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone

from dutylist.organizations.models import (
    CountyPolicy,
    Department,
    DepartmentAlias,
    DepartmentSuccession,
    Region,
    RegionSuccession,
    TownshipCard,
)
from dutylist.organizations.successors import successors_of
from dutylist.organizations.telephones import dial_number
from items.entry.entries import answering
from items.models import LegalAct


@dataclass(frozen=True)
class PublicCard:
    """How to reach a department, or a township's service centre: the only columns of it that leave
    the house.
    """

    name: str
    telephone: str = ""
    address: str = ""
    hours: str = ""
    follows: str = ""
    township: str = ""  # the code, where it is the card of a township

    @property
    def dial(self):
        """The telephone as a tel: address wants it; empty when there is none."""
        return dial_number(self.telephone)


@dataclass(frozen=True)
class OfficeCard:
    """How to reach the office that keeps the list."""

    telephone: str = ""
    address: str = ""
    email: str = ""

    @property
    def dial(self):
        return dial_number(self.telephone)


LEAST_OF_A_NAME = 3  # 林业局; two signs are a word of many names
CARD_COLUMNS = ("public_telephone", "address", "hours")
SERVICE_CENTRE = "{}便民服务中心"


class CardBook(dict):
    """{department name as printed: PublicCard} of a county, under present names and all others on
    record; `townships` has the cards of its townships by code, former codes included.
    """

    def __init__(self):
        super().__init__()
        self.townships = {}

    @property
    def shown(self):
        """All that a page may show of the book, in one order: pages are kept by it."""
        return [*sorted(self.items()), *sorted(self.townships.items())]

    def answering(self, entry, township=None):
        """The cards of who answers for an entry at a township: its departments, or the township
        itself; none of the township where none is named.
        """
        if entry["kind"] != "basic":
            return self.of(answering(entry))
        if township is None:
            return []
        card = self.townships.get(township.code)
        return [card or PublicCard(SERVICE_CENTRE.format(township.name))]

    def assisting(self, entry, township=None):
        """The card of the township that assists in an entry, or None where it has no telephone."""
        if entry["kind"] != "coordination" or township is None:
            return None
        card = self.townships.get(township.code)
        if card and card.telephone:
            return card
        return None

    def reachable(self, entry, township=None):
        """The same, those with a telephone."""
        return [card for card in self.answering(entry, township) if card.telephone]

    def telephone_of(self, entry, township=None):
        """The first telephone of who answers, or ""."""
        for card in self.reachable(entry, township):
            return card.telephone
        return ""

    def of(self, names):
        """The cards of some departments in the order asked for; a name nobody keeps is a card
        without telephone.
        """
        return [self.get(name) or PublicCard(name) for name in names]

    def now_called(self, text):
        """The one department of today that has, or had, a name with this text in it under another
        name; else "".
        """
        text = text.strip()
        names = {card.name for name, card in self.items() if name != card.name and text in name}
        if len(text) >= LEAST_OF_A_NAME and len(names) == 1:
            return names.pop()
        return ""

    def once_called(self, text):
        """The other names of the department of today that has this name; [] where none has."""
        text = text.strip()
        return [name for name, card in self.items() if card.name == text and name != text]


def cards_of(county_code):
    """The card book of a county: five statements however many departments it has."""
    book = CardBook()
    succeeded = DepartmentSuccession.objects.filter(
        successor__county__code=county_code, happened_on__lte=timezone.localdate()
    ).exclude(kind=DepartmentSuccession.Kind.SPLIT)
    former_names = set()
    columns = _card_columns("successor__")
    for name, until, *card in succeeded.values_list(
        "former_name", "successor__valid_until", *columns
    ):
        former_names.add(name)
        if until is None:
            book[name] = PublicCard(*card, follows=name)
    aliases = DepartmentAlias.objects.filter(
        department__county__code=county_code, department__valid_until=None
    )
    for name, *card in aliases.values_list("name", *_card_columns("department__")):
        follows = ""
        if name in former_names:
            follows = name
        book.setdefault(name, PublicCard(*card, follows=follows))
    current = Department.objects.filter(county__code=county_code, valid_until=None)
    for name, *card in current.values_list(*_card_columns("")):
        book[name] = PublicCard(name, *card)
    book.townships = township_cards(county_code)
    return book


def township_cards(county_code):
    """{code: PublicCard} of the townships of a county, also under the codes of those that went over
    into one of them.
    """
    cards = {}
    rows = TownshipCard.objects.filter(township__parent__code=county_code)
    columns = ("township__code", "township__name", *CARD_COLUMNS)
    for code, name, *card in rows.order_by().values_list(*columns):
        cards[code] = PublicCard(SERVICE_CENTRE.format(name), *card, township=code)
    went_over = RegionSuccession.objects.by(timezone.localdate()).filter(
        successor__parent__code=county_code
    )
    pairs = went_over.order_by("-happened_on", "-id").values_list(
        "predecessor__code", "successor__code"
    )
    for old, new in pairs:
        if new in cards:
            cards.setdefault(old, cards[new])
    return cards


def _card_columns(prefix):
    """The columns of a card, seen from where the prefix begins."""
    return [f"{prefix}{name}" for name in ("name", *CARD_COLUMNS)]


def township_card(code):
    """The card of one township of today, or None where it has none."""
    row = TownshipCard.objects.filter(township__code=code).values_list(
        "township__name", *CARD_COLUMNS
    )
    for name, *card in row.order_by()[:1]:
        return PublicCard(SERVICE_CENTRE.format(name), *card, township=code)
    return None


def repealed_acts(county_code):
    """{title: the day it ceased to be valid} of the acts that this county's items may rest on."""
    rows = LegalAct.objects.filter(Q(county=None) | Q(county__code=county_code))
    return dict(
        rows.filter(repealed_on__lte=timezone.localdate()).values_list("title", "repealed_on")
    )


def office_of(county_code):
    row = (
        CountyPolicy.objects.filter(region__code=county_code)
        .values_list("office_telephone", "office_address", "office_email")
        .first()
    )
    if row:
        return OfficeCard(*row)
    return OfficeCard()


@dataclass(frozen=True)
class Place:
    """A region on record: its name, the code of the region that keeps its list, and whether it has
    ended.
    """

    code: str
    name: str
    level: str
    county_code: str
    ended: bool = False


def is_region_code(text):
    return len(text) == 12 and text.isascii() and text.isdigit()


def township_code(text, county_code=""):
    """The code of a township asked for by code or by the name that one has, in a county where one
    is told; what means none or several stays as it was typed.
    """
    if not text or text.isdecimal() or "\0" in text:
        return text
    rows = Region.objects.valid().filter(level="township", name=text.strip())
    if is_region_code(county_code):
        rows = rows.filter(parent__code=county_code)
    codes = list(rows.order_by().values_list("code", flat=True)[:2])
    return codes[0] if len(codes) == 1 else text


def place(code):
    """The region with this code, or None."""
    if not is_region_code(code):
        return None
    columns = ("name", "level", "parent__code", "valid_until")
    region = Region.objects.filter(code=code).order_by().values_list(*columns).first()
    if region is None:
        return None
    name, level, above, until = region
    ended = until is not None and until < timezone.localdate()
    county = code
    if level == "township":
        county = above
    return Place(code, name, level, county, ended)


def heirs_of(code):
    """The places at the end of the chain from a region code no longer in use: [(code, name)]; none
    for one in use.
    """
    return [(region.code, region.name) for region in successors_of(code) if region.code != code]


def forebears_of(code):
    """The places a region took over from, however far back: [(code, whether it has ended)], the
    nearest first.
    """
    forebears, ahead = {}, [code]
    while ahead:
        rows = RegionSuccession.objects.by(timezone.localdate()).filter(successor__code__in=ahead)
        rows = rows.exclude(predecessor=F("successor")).order_by("id")
        known = rows.values_list("predecessor__code", "predecessor__valid_until")
        nearest = {}
        for old, until in known:
            if old not in forebears and old != code:
                nearest[old] = until is not None
        forebears |= nearest
        ahead = list(nearest)
    return list(forebears.items())


def township_in(published, code):
    """The township of a list by its code of today: the same code, or the one place it took over
    from; else None.
    """
    if township := published.township(code):
        return township
    known = townships_in(published, code)
    if len(known) == 1:
        return known[0]
    return None


def townships_in(published, code):
    """All townships of a list that a region of today stands for: its own first, then those that
    went over into it.
    """
    return _townships_among(published, code, forebears_of(code))


def township_finder(code):
    """`township_in` for many lists of one county, which asks the database once: a function of the
    list.
    """
    forebears = forebears_of(code)

    def township_of(published):
        own = published.township(code)
        known = _townships_among(published, code, forebears)
        if own or len(known) != 1:
            return own
        return known[0]

    return township_of


def _townships_among(published, code, forebears):
    own = published.township(code)
    known = []
    for old, ended in forebears:
        if (ended or not own) and (row := published.township(old)):
            known.append(row)
    if own:
        return [own, *known]
    return known
