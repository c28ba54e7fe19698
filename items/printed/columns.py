"""The letters of a worksheet's columns."""


def column_letter(column):
    """The letters above a column: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
