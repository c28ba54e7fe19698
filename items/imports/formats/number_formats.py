"""What a cell shows for a stored number or text, by its number format (ECMA-376 part 1,
18.8.31).
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from .number_days import ONLY_DAY, shown_day
from .number_digits import shown_number
from .values import LAST_DAY, day_text, number_text

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"￥"#,##0;"￥"\\-#,##0',
    6: '"￥"#,##0;"￥"\\-#,##0',
    7: '"￥"#,##0.00;"￥"\\-#,##0.00',
    8: '"￥"#,##0.00;"￥"\\-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-";@',
    42: '"￥"#,##0;"￥"-#,##0;"￥-";@',
    43: '#,##0.00;-#,##0.00;"-"??;@',
    44: '"￥"#,##0.00;"￥"-#,##0.00;"￥-"??;@',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    # those of Chinese programs
    30: "m-d-yy",
    31: "yyyy年m月d日",
    32: "h时mm分",
    33: "h时mm分ss秒",
}
BUILT_IN |= dict.fromkeys((27, 36, 50, 52, 57), "yyyy年m月")
BUILT_IN |= dict.fromkeys((28, 29, 51, 53, 54, 58), "m月d日")
BUILT_IN |= dict.fromkeys((34, 55), "上午/下午h时mm分")
BUILT_IN |= dict.fromkeys((35, 56), "上午/下午h时mm分ss秒")

TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|\\(?P<escaped>.)|!(?P<marked>.)"
    r"|_(?P<wide>.)|\*(?P<filled>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式)"
    r"|(?P<half>AM/PM|A/P|上午/下午)"
    r"|(?P<power>[Ee][+-])"
    r"|(?P<second>s+(?:\.0+)?)|(?P<time>y+|e+|m+|d+|h+|a{3,4})"
    r"|(?P<digit>[0#?])|(?P<text>@)|(?P<end>;)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|=|<|>)\s*(-?\d+(?:\.\d+)?)")
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
MONEY = re.compile(r"\$([^-]*)(?:-.*)?")
OF_THE_SYSTEM = (  # the long day and the time as a Chinese system writes them, whatever follows
    (re.compile(r"\[\$-(?:F800|x-sysdate)\]", re.IGNORECASE), "yyyy年m月d日"),
    (re.compile(r"\[\$-(?:F400|x-systime)\]", re.IGNORECASE), "h:mm:ss"),
)
CHINESE_PLACE = re.compile(r"\$.*-(?:[0-9a-f]*804|zh.*)", re.IGNORECASE)
OPERATIONS = {
    "=": lambda number, bound: number == bound,
    "<>": lambda number, bound: number != bound,
    "<": lambda number, bound: number < bound,
    ">": lambda number, bound: number > bound,
    "<=": lambda number, bound: number <= bound,
    ">=": lambda number, bound: number >= bound,
}


@dataclass
class FormatSection:
    """One of the parts of a code between its semicolons, as (sort, text) pieces."""

    pieces: list = field(default_factory=list)
    condition: tuple | None = None
    numerals: int = 0  # of [DBNum1] and the like
    is_chinese: bool = False

    @property
    def sorts(self):
        return {sort for sort, _text in self.pieces}

    @property
    def is_day(self):
        return bool(self.sorts & {"time", "second", "elapsed"})

    def holds(self, number):
        if self.condition is None:
            return False
        operation, bound = self.condition
        return OPERATIONS[operation](number, bound)


class NumberFormat:
    """A code, split once into its sections."""

    def __init__(self, code):
        self.sections, self.for_text = sections_of(in_system(code)), None
        if len(self.sections) > 3:
            self.for_text = self.sections[3]
            self.sections = self.sections[:3]
        elif "text" in self.sections[-1].sorts:
            self.for_text = self.sections.pop()

    def number(self, number, epoch):
        """The text a number is shown as; None when none can be told, as where programs show
        ####.
        """
        section, size = self.chosen(number)
        if section is None:
            if not self.sections:
                return number_text(number)
            return None
        if section.is_day:
            return self.day(section, number, epoch)
        return shown_number(section, size)

    def day(self, section, number, epoch):
        """A day or time as it is shown; None for a day that no calendar has."""
        if number < 1 and parts_of_day(section) & ONLY_DAY:
            return None
        return shown_day(section, number, epoch)

    def whole_day(self, number, epoch):
        """The day a cell shows with its year, month and day, as 2026-01-05; else ""."""
        section, _size = self.chosen(number)
        if section is None or not section.is_day or not 1 <= number < LAST_DAY:
            return ""
        if parts_of_day(section) >= ONLY_DAY:
            return day_text(float(int(number)), epoch)
        return ""

    def chosen(self, number):
        """(the section for a number, the number without a sign that the section itself writes)."""
        sections = self.sections
        if any(section.condition for section in sections):
            return self.by_condition(number)
        if not sections:
            return None, number
        if number < 0 and len(sections) > 1:
            return sections[1], -number
        if number == 0 and len(sections) > 2:
            return sections[2], number
        return sections[0], number

    def by_condition(self, number):
        """The first section whose condition holds; the last one without any is for all the rest."""
        for section in self.sections:
            if section.holds(number):
                return section, number
        bare = [section for section in self.sections if section.condition is None]
        if len(bare) > 1 and number < 0:
            return bare[0], -number
        if bare:
            return (bare[-1], number)
        return (None, number)

    def text(self, text):
        """What is shown for a text."""
        if self.for_text is None:
            return text
        shown = ""
        for sort, piece in self.for_text.pieces:
            shown += text if sort in ("text", "general") else piece
        return shown


def parts_of_day(section):
    """Of what a day's section shows: y, m, d, h, s; the m beside h or s are minutes."""
    letters = [text[0].lower() for sort, text in section.pieces if sort in ("time", "second")]
    parts = set()
    for at, letter in enumerate(letters):
        before = letters[at - 1] if at else ""
        after = ""
        if at + 1 < len(letters):
            after = letters[at + 1]
        if letter == "m" and (before == "h" or after == "s"):
            continue
        parts.add("y" if letter == "e" else letter)
    return parts


def in_system(code):
    """The code of a day or time that is shown as the system does."""
    for mark, written in OF_THE_SYSTEM:
        if mark.match(code):
            return written
    return code


def sections_of(code):
    """The sections of a code, in their order."""
    sections = [FormatSection()]
    for match in TOKEN.finditer(code):
        sort, text = match.lastgroup, match[match.lastgroup]
        if sort == "end":
            sections.append(FormatSection())
        elif sort == "bracket":
            take_bracket(sections[-1], text)
        elif sort == "wide":
            sections[-1].pieces.append(("literal", " "))
        elif sort == "power":
            take_power(sections[-1], text)
        elif sort in ("quoted", "escaped", "marked"):
            sections[-1].pieces.append(("literal", text))
        elif sort != "filled":
            sections[-1].pieces.append((sort, text))
    return sections


def take_power(section, text):
    """E+ is a power of ten after digits, else the year and a sign."""
    if any(sort == "digit" for sort, _text in section.pieces):
        section.pieces.append(("power", text))
    else:
        section.pieces += [("time", text[0]), ("other", text[1])]


def take_bracket(section, text):
    """[=1] is a condition, [DBNum1] asks for Chinese numerals, [h] counts hours, [$￥-804] is
    a ￥.
    """
    if match := CONDITION.fullmatch(text.strip()):
        section.condition = match[1], float(match[2])
    elif text.lower().startswith("dbnum"):
        if text[5:6].isdigit():
            section.numerals = int(text[5:6])
        else:
            section.numerals = 0
    elif ELAPSED.fullmatch(text):
        section.pieces.append(("elapsed", text))
    elif match := MONEY.fullmatch(text):
        section.is_chinese = section.is_chinese or bool(CHINESE_PLACE.fullmatch(text))
        if match[1]:
            section.pieces.append(("literal", match[1]))


@lru_cache(maxsize=512)
def number_format(code):
    """The format of a code; None when it shows everything as it is."""
    if code.strip().casefold() in ("", "general", "g/通用格式", "@", "general;@"):
        return None
    return NumberFormat(code)


def built_in(number):
    return number_format(BUILT_IN.get(number, ""))
