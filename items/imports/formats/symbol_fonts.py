"""What the fonts of signs draw for a letter: P in Wingdings 2 is a tick, ü in Wingdings too."""

CIRCLED, FILLED = "⓪①②③④⑤⑥⑦⑧⑨⑩", "⓿❶❷❸❹❺❻❼❽❾❿"
WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x72: "□",
    0x73: "◆",
    0x74: "◆",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9E: "·",
    0x9F: "•",
    0xA1: "○",
    0xA7: "■",
    0xA8: "□",
    0xAB: "★",
    0xD8: "➢",
    0xE0: "→",
    0xDF: "←",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xFB: "×",
    0xFC: "√",
    0xFD: "☒",
    0xFE: "☑",
}
WINGDINGS |= dict(enumerate(CIRCLED, start=0x80))
WINGDINGS |= dict(enumerate(FILLED, start=0x8B))
WINGDINGS_2 = {
    0x30: "□",
    0x35: "□",
    0x4F: "×",
    0x50: "√",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x96: "·",
    0x97: "•",
    0x98: "●",
    0x9E: "○",
    0xA0: "■",
    0xA2: "■",
    0xA3: "□",
    0xA6: "◆",
}
WINGDINGS_2 |= dict(enumerate(CIRCLED, start=0x69))
WINGDINGS_2 |= dict(enumerate(FILLED, start=0x74))
WEBDINGS = {0x61: "√", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "×", 0x3D: "•"}
MARLETT = {0x61: "√", 0x62: "√", 0x68: "●", 0x69: "●", 0x6E: "●", 0x72: "×"}
LATIN, GREEK = b"abcdefghiklmnopqrstuwxyz", "αβχδεφγηικλμνοπθρστυωξψζ"
SYMBOL = dict(zip(LATIN, GREEK, strict=True))
SYMBOL |= dict(zip(LATIN.upper(), GREEK.upper(), strict=True))
SYMBOL |= {code: chr(code) for code in range(0x20, 0x40)}
SYMBOL |= {
    0xA3: "≤",
    0xAE: "→",
    0xB3: "≥",
    0xB0: "°",
    0xB1: "±",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xD6: "√",
}
SIGNS = {
    "wingdings": WINGDINGS,
    "wingdings 2": WINGDINGS_2,
    "wingdings 3": {},
    "webdings": WEBDINGS,
    "marlett": MARLETT,
    "symbol": SYMBOL,
}
OWN_CODES = range(0xF000, 0xF100)  # where programs keep the letters of such fonts


def is_symbol_font(name):
    return name.strip().casefold() in SIGNS


def drawn(font, text):
    """(the text as the font draws it, the letters of which it cannot be said what they are drawn
    as).
    """
    signs = SIGNS[font.strip().casefold()]
    shown, unknown = "", ""
    for letter in text:
        code = code_of(letter)
        if code is None or letter.isspace():
            shown += letter
        elif code in signs:
            shown += signs[code]
        else:
            shown += letter
            unknown += letter
    return shown, unknown


def code_of(letter):
    """The place of a letter in such a font; none for one that the font does not have, as every
    Chinese one.
    """
    if ord(letter) in OWN_CODES:
        return ord(letter) - OWN_CODES.start
    if ord(letter) < 0x100:
        return ord(letter)
    try:
        return letter.encode("cp1252")[0]
    except UnicodeEncodeError:
        return None
