"""A question as it is scored: in ordinary signs, without what it is wrapped in, cut into its
matters; and what it names outright (a code, a printed number).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from dutylist.history.texts import LONGEST_QUERY, MOST_WORDS
from items.search.everyday_words import is_of_doing, without_asking
from items.search.simplified import simplified
from items.search.text import SEPARATOR, digits, fold

from .typed_sounds import in_characters

CODE = re.compile(r"^\d{11}$")
KIND_WORDS = {"基本": "basic", "配合": "coordination", "收回": "reclaimed", "上收": "reclaimed"}
PRINTED = re.compile(
    r"^(?:上级部门)?(?P<kind>基本|配合|收回|上收)?(?:履职|履行职责)?(?:事项)?(?:清单)?\s*"
    r"第?\s*(?P<number>\d{1,4}|[零〇一二三四五六七八九十百]{1,7})\s*[项条号]$"
)
# the same in the middle of a question, where it says of which table: 收回的第41项现在归谁
WITHIN = re.compile(
    r"(?P<kind>基本|配合|收回|上收)(?:的|那|这|张|个|里|上|中)*"
    r"(?:(?:履职|履行职责|事项|清单|表)[的那这张个里上中]*)*"
    r"(?:第|(?<=事项)|(?<=清单)|(?<=履职))(?P<number>\d{1,4}|[零〇一二三四五六七八九十百]{1,7})"
    r"(?!\d)(?:[项条号]|$|(?=[，,是]))"
)
PARTS = re.compile(r"[，,。；;！!？?、\n]|还有|另外|以及|顺便|并且|同时")
LEAST_OF_A_PART = 2
MOST_PARTS = 3
TENS = {"十": 10, "百": 100}


@dataclass(frozen=True)
class Printed:
    """A number as the list prints it; `kind` is "" where the question does not say of which."""

    kind: str
    number: int


@dataclass(frozen=True)
class Asked:
    """`folded` is the whole question in ordinary signs, `matter` what it asks about, `code` and
    `printed` what it names outright, `parts` the matters of a question that has several. `read_as`
    is the whole in characters where it was typed by its sound; its matter is that of these.
    """

    folded: str
    matter: str
    code: str = ""
    printed: Printed | None = None
    parts: tuple = ()
    read_as: str = ""

    @property
    def terms(self):
        """Its words as they stand, each once; an entry that holds all of them is a hit."""
        return terms_within(self.folded)

    @property
    def is_of_doing(self):
        """Whether it names no matter, only what is done: nothing is the answer to it."""
        return is_of_doing(self.matter)

    @property
    def is_number(self):
        """Whether only numbers are asked for: their like means nothing."""
        return not any(sign.isalpha() for sign in self.matter)


def terms_within(folded):
    return tuple(dict.fromkeys(folded.split()))[:MOST_WORDS]


@lru_cache(maxsize=512)
def asked(text, places=()):
    """The question in a text: `Asked`. `places` are the names of where it is asked, which say
    nothing about the matter.
    """
    ordinary = simplified(text[:LONGEST_QUERY])
    folded = fold(ordinary)
    read_as = in_characters(folded)
    matter = matter_of(read_as, places)
    parts = []
    for part in PARTS.split(ordinary):
        of_part = matter_of(fold(part), places)
        if len(of_part) >= LEAST_OF_A_PART:
            parts.append(of_part)
    together = folded.replace(SEPARATOR, "")
    return Asked(
        folded,
        matter,
        code=together if CODE.match(together) else "",
        printed=printed_number(together),
        parts=tuple(dict.fromkeys(parts))[:MOST_PARTS],
        read_as="" if read_as == folded else read_as,
    )


def matter_of(folded, places=()):
    """A folded question without the places and the words of asking; the question where nothing else
    is left.
    """
    for place in places:
        folded = folded.replace(fold(place), SEPARATOR)
    return without_asking(folded) or folded.strip()


def printed_number(text):
    """The printed number that a text is (配合事项第12项), or that it names together with its table
    (收回的第12项归谁), or None.
    """
    match = PRINTED.match(text) or WITHIN.search(text)
    if not match:
        return None
    return Printed(KIND_WORDS.get(match["kind"], ""), number_of(match["number"]))


def number_of(text):
    """12 of 12 and of 十二."""
    if text.isdigit() and text.isascii():
        return int(text)
    total, digit = 0, 0
    for sign in text:
        if sign in TENS:
            total += (digit or 1) * TENS[sign]
            digit = 0
        else:
            digit = int(digits(sign))
    return total + digit
