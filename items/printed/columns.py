"""The letters of a worksheet's columns."""

LONGEST = 3  # letters: XFD is the last column


def column_letter(column):
    """The letters above a column: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def is_column_letter(text):
    """Whether a text is the letters of a column: B, AB."""
    return text.isascii() and text.isalpha() and text.isupper() and len(text) <= LONGEST
