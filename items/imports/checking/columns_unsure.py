"""Columns that may be read in two ways: an error for each table until a person has chosen in step
2, by the command's or the API's `heads`, or once for the county.
"""

from items.imports.reading.formulas import in_words
from items.imports.reading.issues import Issue
from items.imports.recognition.headwords import FIELD_WORDS
from items.printed.columns import column_letter

NOT_READ = "不读入"
CHOOSE = "请在第2步选定这一{unit}是什么；选定后，本县以后的文件照此识别。"
TWICE = "请在第2步指定新文本各列，旧文本各列选“不读入”。"


def unsure_columns(recognition):
    """An error for each column of each table that waits for a choice."""
    for table in recognition.tables:
        for unsure in table.unsure:
            if unsure.column not in table.dismissed:
                letter = column_letter(unsure.column)
                yield question(table, unsure.head, unsure.readings, letter)
        for label, known in table.labels.items():
            if not known.field and known.learnt and known.learnt.readings:
                yield question(table, label, known.learnt.readings)
        if table.is_twice:
            message = "左右两部分的表头相同，看不出哪一部分是新文本、哪一部分是旧文本。"
            yield Issue(table.sheet, table.head_row, "", "", "columns_unsure", message, TWICE)


def question(table, head, readings, letter=""):
    """The two readings of one column, or of a label of cards, as a sentence."""
    first, second = map(reading_words, readings)
    unit = table.unit
    message = f"“{in_words(head)}”一{unit}可能是“{first}”，也可能是“{second}”，看不准。"
    hint = CHOOSE.format(unit=unit)
    return Issue(table.sheet, table.head_row, letter, head, "columns_unsure", message, hint)


def reading_words(reading):
    """A field in the words of the head table; "" is a column that is not read in."""
    return FIELD_WORDS.get(reading, NOT_READ)
