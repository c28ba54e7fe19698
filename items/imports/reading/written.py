"""Ways of writing that a whole sheet has, taken back once it is read: traditional characters, an
apostrophe before every text.
"""

from itertools import islice

from items.search.simplified import simplified

LOOKED_AT = 400  # texts of a sheet
MOSTLY = 0.8
FEWEST = 8
# characters of such lists that simplified writing does not have
TRADITIONAL = frozenset("項責鄉鎮縣職門務類應協開護產發業會區黨經濟環設農衛監審辦強實組織導處報")
FEWEST_TRADITIONAL = 0.03  # of all characters
SIMPLIFIED = "用的是繁体字，已转为简体字读入"
APOSTROPHES = "各格文字前的单引号是导出时加的，没有读入"


def write_usually(sheet):
    """Changes a sheet's texts to the way in which offices write them, and notes what is changed."""
    texts = [cell.value for cell in islice(sheet.cells, LOOKED_AT) if cell.value]
    if have_apostrophes(texts):
        change_texts(sheet, without_apostrophe)
        sheet.notes.append(APOSTROPHES)
    if are_traditional(texts):
        change_texts(sheet, simplified)
        sheet.notes.append(SIMPLIFIED)


def change_texts(sheet, change):
    for cell in sheet.cells:
        cell.value = change(cell.value)


def have_apostrophes(texts):
    return len(texts) >= FEWEST and sum(map(begins_quoted, texts)) >= MOSTLY * len(texts)


def begins_quoted(text):
    return text.startswith("'")


def without_apostrophe(text):
    return text.removeprefix("'")


def are_traditional(texts):
    """Whether many characters are such that only traditional writing has."""
    together = "".join(texts)
    found = sum(character in TRADITIONAL for character in together)
    return found >= FEWEST and found >= FEWEST_TRADITIONAL * len(together)
