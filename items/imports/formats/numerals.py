"""Numbers as Word can write them before a paragraph: 1, 01, 一, 壹, 甲, ①, IV, b."""

DIGITS = "零一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
UNITS = ((1000, "千", "仟"), (100, "百", "佰"), (10, "十", "拾"))
ROMAN = {
    1000: "M",
    900: "CM",
    500: "D",
    400: "CD",
    100: "C",
    90: "XC",
    50: "L",
    40: "XL",
    10: "X",
    9: "IX",
    5: "V",
}
ROMAN |= {4: "IV", 1: "I"}


def chinese(number, digits=DIGITS, column=1):
    """一, 十二, 二十, 一百零三: as counted aloud, below ten thousand."""
    if not 0 < number < 10_000:
        return str(number)
    text = below_ten_thousand(number, digits, column)
    if column == 1 and text.startswith("一十"):
        return text[1:]
    return text


def below_ten_thousand(number, digits, column):
    """A number as it is counted in these digits; `column` says which of the units' words."""
    words, gap = "", False
    for unit in (*UNITS, (1, "", "")):
        count, number = divmod(number, unit[0])
        if count:
            if gap:
                words += digits[0]
            words += digits[count] + unit[column]
        gap = bool(words) and not count
    return words


def formal(number):
    return chinese(number, FORMAL, 2)


def digit_by_digit(number):
    return str(number).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))


def full_width(number):
    return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def roman(number):
    if number >= 10_000:
        return str(number)
    text, rest = "", number
    for value, letters in ROMAN.items():
        count, rest = divmod(rest, value)
        text += letters * count
    return text or "0"


def letter(number):
    """A to Z, then AA to ZZ, as Word goes on."""
    if number < 1:
        return str(number)
    repeats, place = divmod(number - 1, 26)
    return chr(65 + place) * min(repeats + 1, 10)


def circled(number):
    if 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if 21 <= number <= 35:
        return chr(0x3251 + number - 21)
    if 36 <= number <= 50:
        return chr(0x32B1 + number - 36)
    return str(number)


def enclosed(first):
    return lambda number: chr(first + number - 1) if 1 <= number <= 20 else str(number)


def running(signs):
    return lambda number: signs[(number - 1) % len(signs)]


WRITTEN = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": full_width,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedParen": enclosed(0x2474),
    "decimalEnclosedFullstop": enclosed(0x2488),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "koreanCounting": chinese,
    "ideographDigital": digit_by_digit,
    "japaneseDigitalTenThousand": digit_by_digit,
    "taiwaneseDigital": digit_by_digit,
    "chineseLegalSimplified": formal,
    "ideographLegalTraditional": formal,
    "japaneseLegal": formal,
    "ideographTraditional": running(STEMS),
    "ideographZodiac": running(BRANCHES),
    "upperLetter": letter,
    "lowerLetter": lambda number: letter(number).lower(),
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
}


def in_format(number, name):
    """A number written in one of Word's formats; one that is not known is written in digits."""
    return WRITTEN.get(name, str)(number)
