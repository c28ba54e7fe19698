"""The one table of all cards of a county: its rows as they stand, as they were typed, and as a
workbook says them.
"""

from dataclasses import dataclass, field

from dutylist.history.texts import clean_text
from dutylist.organizations.models import CARD_FIELDS, Department, DepartmentKind, Ownership
from dutylist.organizations.services.cards import (
    DEPARTMENT,
    TOWNSHIP,
    ToldCard,
    card_of,
    mark_of_card,
    townships_with_cards,
)

LABELS = {"public_telephone": "公开电话", "address": "办公地址", "hours": "办公时间"}
LONGEST = {name: Department._meta.get_field(name).max_length for name in CARD_FIELDS}
MOST_NEW = 100  # departments that one table sets up
SEPARATORS = str.maketrans({"；": "、", ";": "、", "，": "、", ",": "、", "\n": "、"})
NO_TEXTS = dict.fromkeys(CARD_FIELDS, "")


@dataclass
class Box:
    """One text of a row as the page shows it."""

    name: str
    label: str
    value: str
    before: str
    error: str
    longest: int

    @property
    def is_changed(self):
        return self.value != self.before


@dataclass
class TableRow:
    """One unit; `stands` is what is kept of it, `texts` what the boxes hold."""

    path: str
    kind: str
    name: str
    stands: dict
    pk: int | None = None
    texts: dict = field(default_factory=dict)
    seen: str = ""
    errors: dict = field(default_factory=dict)
    founding: dict = field(default_factory=dict)

    def __post_init__(self):
        self.texts = self.texts or dict(self.stands)
        self.seen = mark_of_card(self.stands)

    @property
    def boxes(self):
        return [
            Box(
                f"{self.path}-{name}",
                LABELS[name],
                self.texts[name],
                self.stands[name],
                self.errors.get(name, ""),
                LONGEST[name],
            )
            for name in CARD_FIELDS
        ]

    @property
    def is_changed(self):
        return not self.pk or self.texts != self.stands

    @property
    def told(self):
        return ToldCard(
            self.path, self.kind, self.texts, self.pk, self.seen, self.name, self.founding
        )

    @property
    def founding_words(self):
        """What is written in hidden boxes of a department that the table would set up."""
        aliases = "、".join(self.founding.get("aliases", ()))
        return {**self.founding, "aliases": aliases}

    @property
    def founding_sentence(self):
        """How it would be registered, for people."""
        words = [
            DepartmentKind(self.founding["kind"]).label,
            Ownership(self.founding["ownership"]).label,
        ]
        if self.founding["aliases"]:
            words.append(f"又称{'、'.join(self.founding['aliases'])}")
        return "，".join(words)


def rows_of(county):
    """The departments and the townships of a county today, in the order of its lists."""
    rows = []
    for department in Department.objects.filter(county=county, valid_until=None):
        rows.append(
            TableRow(
                f"d{department.pk}",
                DEPARTMENT,
                department.name,
                card_of(department),
                pk=department.pk,
            )
        )
    for township in townships_with_cards(county):
        card = card_of(getattr(township, "card", None))
        rows.append(TableRow(f"t{township.pk}", TOWNSHIP, township.name, card, pk=township.pk))
    return rows


def typed_rows(rows, posted):
    """The rows with what was typed, and the departments that the table sets up."""
    typed = []
    for row in rows:
        if f"{row.path}-public_telephone" in posted:
            row.texts = texts_in(posted, row.path)
            row.seen = posted.get(f"{row.path}-seen", "")
            typed.append(row)
    for number in range(MOST_NEW):
        path = f"n{number}"
        if f"{path}-name" in posted and not posted.get(f"{path}-leave"):
            name = clean_text(posted[f"{path}-name"])
            typed.append(new_row(path, name, texts_in(posted, path), founding_in(posted, path)))
    return typed


def texts_in(posted, path):
    return {name: clean_text(posted.get(f"{path}-{name}", "")) for name in CARD_FIELDS}


def founding_in(posted, path):
    return founding_of(
        posted.get(f"{path}-kind", ""),
        posted.get(f"{path}-ownership", ""),
        posted.get(f"{path}-aliases", ""),
    )


def founding_of(kind, ownership, aliases):
    """What is told of a new department, by the words or the values of its kind and ownership; what
    is not told is as usual.
    """
    names = [clean_text(name) for name in aliases.translate(SEPARATORS).split("、")]
    return {
        "kind": choice_of(DepartmentKind, kind, DepartmentKind.GOVERNMENT),
        "ownership": choice_of(Ownership, ownership, Ownership.OWN),
        "aliases": list(dict.fromkeys(name for name in names if name)),
    }


def choice_of(choices, text, usual):
    for choice in choices:
        if text in (choice.value, choice.label):
            return choice.value
    return usual.value


def new_row(path, name, texts, founding):
    return TableRow(path, DEPARTMENT, name, dict(NO_TEXTS), texts=texts, founding=founding)


def put_errors(rows, errors):
    """Puts the faults of the verb at their boxes: -> the sentences that have none."""
    by_path = {row.path: row for row in rows}
    left = []
    for path, sentence in errors.items():
        place, _, name = path.partition(".")
        row = by_path.get(place)
        if row is None:
            left.append(sentence)
        elif name in LABELS:
            row.errors[name] = sentence
        else:
            left.append(f"{row.name}：{sentence}")
    return left


def as_it_stands(rows):
    """After a refusal the page tells what is kept now; what is sent next has been seen."""
    for row in rows:
        row.seen = mark_of_card(row.stands)
