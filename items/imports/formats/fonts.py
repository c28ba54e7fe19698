"""What a font does to a text: struck out it is not read, and a font of signs draws other signs."""

from dataclasses import dataclass

from .symbol_fonts import drawn, is_symbol_font


@dataclass(frozen=True, slots=True)
class Font:
    struck: bool = False
    signs: str = ""  # the name of a font that draws signs for letters


PLAIN = Font()


def font(name, *, struck):
    """The font as far as it matters to a reader; every other one is PLAIN itself."""
    signs = name if name and is_symbol_font(name) else ""
    if struck or signs:
        return Font(struck, signs)
    return PLAIN


@dataclass(frozen=True, slots=True)
class Runs:
    """A text in pieces, [(piece, its font)]; a piece without one has the font of its cell."""

    pieces: list

    def __str__(self):
        return "".join(piece for piece, _font in self.pieces)


def in_runs(text, starts):
    """A text whose fonts are told by the letter each begins at; before the first it is the
    cell's.
    """
    letters = text.encode("utf-16-le")
    pieces, begin, now = [], 0, None
    for start, own in starts:
        pieces.append((letters[2 * begin : 2 * start].decode("utf-16-le", "replace"), now))
        begin, now = start, own
    pieces.append((letters[2 * begin :].decode("utf-16-le", "replace"), now))
    return Runs(pieces)


def as_drawn(text, own, told, row, column):
    """A text or its runs as a person sees it; `told` hears what is struck out or unknown."""
    if isinstance(text, Runs):
        pieces = text.pieces
    else:
        pieces = [(text, None)]
    shown, struck = [], []
    for piece, font_of_run in pieces:
        now = font_of_run or own or PLAIN
        if now.struck:
            struck.append(piece)
            continue
        told.add("struck", "".join(struck), row, column)
        struck.clear()
        if now.signs:
            piece, unknown = drawn(now.signs, piece)
            told.add("signs", unknown, row, column)
        shown.append(piece)
    told.add("struck", "".join(struck), row, column)
    return "".join(shown)
