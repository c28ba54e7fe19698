"""The digits of a number as a section of a number format writes them: rounded, grouped, in
Chinese.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from .numerals import DIGITS, FORMAL, below_ten_thousand
from .values import number_text

BY_DIGIT = {
    1: "〇一二三四五六七八九",
    2: "零壹贰叁肆伍陆柒捌玖",
    3: "０１２３４５６７８９",
    4: "０１２３４５６７８９",
}
COUNTED = {1: (DIGITS, 1), 2: (FORMAL, 2)}  # the digits, and which column of the units
GROUPS = ("", "万", "亿", "万亿")
LARGEST = 10**15
SMALL = Decimal(1)
COMMA, SLASH = ("other", ","), ("other", "/")
ARABIC = "0123456789"


def shown_number(section, number):
    """The text of a number in a section that is no day's; None when it cannot be told."""
    sorts = section.sorts
    if "power" in sorts or abs(number) >= LARGEST:
        return None
    sign = ""
    if number < 0 and not is_own_sign(section):
        sign = "-"
    size = Decimal(number_text(abs(number)))
    if sorts & {"general", "text"}:
        return sign + joined(section, in_chinese(number_text(float(size)), section.numerals))
    if "digit" not in sorts:
        words = "".join(text for _sort, text in section.pieces).strip()
        if words:
            return sign + words
        return ""
    if SLASH in section.pieces:
        return shown_fraction(section, sign, size)
    text = Digits(section, size).text()
    if not set(text).isdisjoint("123456789"):  # nothing has no sign
        text = sign + text
    return by_digit(text, section.numerals).strip()


def is_own_sign(section):
    """Whether the section is for negative numbers alone, so that it writes their sign itself."""
    if section.condition is None:
        return False
    operation, bound = section.condition
    return operation in ("<", "<=") and bound <= 0


def joined(section, digits):
    """The pieces of a section that shows a number as it is, with words around it."""
    shown = ""
    for sort, text in section.pieces:
        if sort in ("general", "text"):
            shown += digits
        else:
            shown += text
    return shown.strip()


class Digits:
    """The places of a section filled from the point to both sides."""

    def __init__(self, section, size):
        self.pieces, self.size = section.pieces, size
        self.point = self.place_of_point()
        self.scale()
        places = sum(sort == "digit" for sort, _text in self.pieces[self.point + 1 :])
        rounded = self.size.quantize(SMALL.scaleb(-places), ROUND_HALF_UP)
        whole, _, self.decimals = f"{rounded:f}".partition(".")
        self.whole = whole.lstrip("0")

    def place_of_point(self):
        for at, piece in enumerate(self.pieces):
            if piece == ("other", "."):
                return at
        return len(self.pieces)

    def scale(self):
        """A per cent sign shows a hundredfold; commas after the last digit show thousands."""
        for sort, text in self.pieces:
            if sort == "other" and text == "%":
                self.size *= 100
        places = [at for at, (sort, _text) in enumerate(self.pieces) if sort == "digit"]
        whole = [at for at in places if at < self.point]
        self.first, self.grouped = -1, False
        if whole:
            self.first = whole[0]
            self.grouped = COMMA in self.pieces[self.first : whole[-1]]
        for last in {*whole[-1:], places[-1]}:
            self.size /= 1000 ** self.commas_after(last)

    def commas_after(self, place):
        """How many commas follow a place with nothing between."""
        count = 0
        while self.pieces[place + 1 + count : place + 2 + count] == [COMMA]:
            count += 1
        return count

    def text(self):
        return self.left() + self.right()

    def left(self):
        """The whole part, filled from its last place; what is more goes into the first one."""
        rest, shown, count = self.whole, [], 0
        for at in range(self.point - 1, -1, -1):
            sort, text = self.pieces[at]
            if sort != "digit":
                if (sort, text) != COMMA:
                    shown.append(text)
                continue
            wanted = len(rest) if at == self.first else 1
            taken = rest[max(0, len(rest) - wanted) :]
            rest = rest[: len(rest) - len(taken)]
            if not taken and text in "0?":
                taken = text.replace("?", " ")
            for digit in reversed(taken):
                if self.grouped and count and count % 3 == 0:
                    shown.append(",")
                shown.append(digit)
                count += 1
        if self.first < 0 and self.whole:
            shown.append(self.whole)
        return "".join(reversed(shown))

    def right(self):
        """The decimals, without noughts at their end that only # stands for."""
        shown, rest = [], list(self.decimals)
        needed = len(rest)
        marks = [text for sort, text in self.pieces[self.point + 1 :] if sort == "digit"]
        while needed and marks[needed - 1] != "0" and rest[needed - 1] == "0":
            needed -= 1
        at = 0
        for sort, text in self.pieces[self.point :]:
            if sort == "digit":
                if at < needed:
                    text = rest[at]
                else:
                    text = text.replace("#", "").replace("?", " ")
                at += 1
            elif (sort, text) == COMMA:
                text = ""
            shown.append(text)
        return "".join(shown)


def shown_fraction(section, sign, size):
    """A number as a whole one and a fraction: # ?/?, # ??/??, ?/8."""
    slash = section.pieces.index(SLASH)
    below = [text for sort, text in section.pieces[slash + 1 :] if sort in ("digit", "other")]
    after = "".join(below).strip()
    before = [text for _sort, text in section.pieces[:slash]]
    has_whole = " " in "".join(before).strip()
    if has_whole:
        whole, rest = divmod(size, 1)
    else:
        whole, rest = (Decimal(0), size)
    if after.isdigit() and after.strip("0"):
        parts = round(Fraction(rest) * int(after)), int(after)
    else:
        places = max(after.count("?") + after.count("#"), 1)
        near = Fraction(rest).limit_denominator(10**places - 1)
        parts = near.numerator, near.denominator
    if has_whole and parts[0] == parts[1]:
        whole, parts = whole + 1, (0, parts[1])
    if has_whole and not parts[0]:
        return f"{sign}{int(whole)}"
    shown = f"{parts[0]}/{parts[1]}"
    if whole:
        return f"{sign}{int(whole)} {shown}"
    return sign + shown


def by_digit(text, numerals):
    """Each digit on its own, as [DBNum1]0 writes a number."""
    digits = BY_DIGIT.get(numerals)
    if not digits:
        return text
    return text.translate(str.maketrans(ARABIC, digits))


def in_chinese(text, numerals):
    """A number as it is counted: 一百二十三, 一十二 (with its one, as the programs write it)."""
    if numerals not in COUNTED or not text.replace(".", "", 1).isdigit():
        return by_digit(text, numerals)
    digits, column = COUNTED[numerals]
    whole, point, decimals = text.partition(".")
    return (
        counted(int(whole), digits, column)
        + point
        + decimals.translate(str.maketrans(ARABIC, digits))
    )


def counted(number, digits, column):
    nought = digits[0]
    if number == 0:
        if column == 1:
            return "〇"
        return nought
    parts = []
    while number:
        number, part = divmod(number, 10_000)
        parts.append(part)
    words = ""
    for group in reversed(range(len(parts))):
        part = parts[group]
        if words and part < 1000 and not words.endswith(nought):
            words += nought
        if part:
            words += below_ten_thousand(part, digits, column) + GROUPS[group]
    return words.rstrip(nought)
