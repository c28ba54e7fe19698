"""Ways of writing that a whole sheet has, taken back once it is read: traditional characters, an
apostrophe before every text, or every text of a column.
"""

import re
from collections import Counter
from itertools import islice

from items.search.simplified import simplified

LOOKED_AT = 400  # texts of a sheet
MOSTLY = 0.5  # of a column, over whose texts a title and below which notes may stand
FEWEST_QUOTED = 3
QUOTED_NUMBER = re.compile(r"'\d+$")  # no text begins so by itself
FEWEST = 8
# characters of such lists that simplified writing does not have
TRADITIONAL = frozenset("項責鄉鎮縣職門務類應協開護產發業會區黨經濟環設農衛監審辦強實組織導處報")
FEWEST_TRADITIONAL = 0.03  # of all characters
SIMPLIFIED = "用的是繁体字，已转为简体字读入"
APOSTROPHES = "文字前的单引号是导出时加的，没有读入"


def write_usually(sheet):
    """Changes a sheet's texts to the way in which offices write them, and notes what is changed."""
    cells = [cell for cell in islice(sheet.cells, LOOKED_AT) if cell.value]
    texts = [cell.value for cell in cells]
    if have_apostrophes(cells):
        change_texts(sheet, without_apostrophe)
        sheet.notes.append(APOSTROPHES)
    if are_traditional(texts):
        change_texts(sheet, simplified)
        sheet.notes.append(SIMPLIFIED)


def change_texts(sheet, change):
    for cell in sheet.cells:
        cell.value = change(cell.value)


def have_apostrophes(cells):
    """Whether most texts of any column begin with an apostrophe, or several numbers do."""
    all_in = Counter(cell.column for cell in cells)
    quoted_in = Counter(cell.column for cell in cells if begins_quoted(cell.value))
    if sum(bool(QUOTED_NUMBER.match(cell.value)) for cell in cells) >= FEWEST_QUOTED:
        return True
    for column, quoted in quoted_in.items():
        if quoted >= max(FEWEST_QUOTED, MOSTLY * all_in[column]):
            return True
    return False


def begins_quoted(text):
    """Whether a text begins with an apostrophe that has no partner."""
    return text.startswith("'") and text.count("'") % 2 == 1


def without_apostrophe(text):
    return text[1:] if begins_quoted(text) else text


def are_traditional(texts):
    """Whether many characters are such that only traditional writing has."""
    together = "".join(texts)
    found = sum(character in TRADITIONAL for character in together)
    return found >= FEWEST and found >= FEWEST_TRADITIONAL * len(together)
