"""Letters in the fonts of signs are read as what they are drawn as: ticks, crosses, boxes."""

import pytest

from items.imports.formats.symbol_fonts import drawn, is_symbol_font

pytestmark = pytest.mark.one_database

DRAWN = [
    ("Wingdings", "ü", "√"),
    ("Wingdings", "\uf0fc", "√"),
    ("Wingdings", "þ", "☑"),
    ("Wingdings", "û", "×"),
    ("Wingdings", "¨", "□"),
    ("wingdings", "o", "□"),
    ("Wingdings", "\u20ac", "⓪"),
    ("Wingdings 2", "P", "√"),
    ("Wingdings 2", "R", "☑"),
    ("Wingdings 2", "O", "×"),
    ("Wingdings 2", "£", "□"),
    ("Webdings", "a", "√"),
    ("Webdings", "r", "×"),
    ("Marlett", "b", "√"),
    ("Symbol", "Ö", "√"),
    ("Symbol", "12", "12"),
]


@pytest.mark.parametrize(("font", "letters", "signs"), DRAWN)
def test_a_letter_is_read_as_the_sign_that_is_drawn(font, letters, signs):
    assert drawn(font, letters) == (signs, "")


def test_what_the_font_does_not_have_stays_and_what_nobody_knows_is_told():
    assert drawn("Wingdings", "已勾选 √ J") == ("已勾选 √ J", "J")


@pytest.mark.parametrize(
    ("name", "known"), [("Wingdings 2", True), (" WEBDINGS ", True), ("宋体", False)]
)
def test_the_fonts_of_signs_are_known_by_their_names(name, known):
    assert is_symbol_font(name) is known
