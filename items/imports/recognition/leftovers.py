"""Names what is no item: what is skipped with its reason, and what nobody can tell."""

import re
from enum import StrEnum

from items.imports.reading.formulas import PICTURE
from items.printed.columns import column_letter
from items.printed.row_words import TITLE_WORDS

from .departments import is_known_office
from .numbering import number_key
from .recognised import Skipped, Stray, StrayCode

LONGEST_SHOWN = 60
OF_NO_LIST = re.compile(rf"\d{{7}}|^[\d-]{{5,}}$|{TITLE_WORDS.pattern}")  # a telephone, a title


class SkipReason(StrEnum):
    """Why something that was read is not an item, in the words the preview shows."""

    PAGE = "页码"
    COLUMN_MARKS = "列号"
    CONTINUED = "续表的标题"
    TITLE = "表格中的标题"
    NOTE = "注释"
    SIGNATURE = "签署栏"
    TOTAL = "合计行"
    EXAMPLE = "填写示例"
    OTHER_TABLE = "清单以外的表格"
    NUMBER = "没有内容的序号"
    HEAD = "重复的表头"
    CONTINUED_HEAD = "续表的表头"
    TEXT = "表格以外的文字"
    ABOVE_HEAD = "表头以外的文字"
    HIDDEN_SHEET = "隐藏的工作表，没有读入"
    VOID_SHEET = "工作表注明已作废，没有读入"
    OLDER_LIST = "标题相同、年份较早的清单，没有读入"
    DICTIONARY = "代码的解释，没有读入"
    VOID_TABLE = "标题注明不再列入清单的事项，没有读入"
    NO_HEAD = "没有找到清单的表头（序号、事项名称等），没有读入"
    INDEX = "目录或汇总表，没有读入"
    EXAMPLE_SHEET = "填写说明中的示例，没有读入"
    BESIDE_LIST = "清单以外的文字"
    CARD_FIELD = "卡片中不属于清单的栏目，没有读入"
    CANCELLED = "已注明取消或删除的事项，没有读入"
    NOT_ADOPTED = "注明未采纳或仅供备查，没有读入"
    OPINION = "对事项的意见，没有读入"
    FORMER = "只有旧文本、没有新文本的一行，没有读入"
    OF_ANOTHER = "对前面一项的变更或注销，已照此处理"
    REFERENCE = "只列出其他表格中的事项，没有重复读入"
    INDEX_PARAGRAPH = "目录中的文字，表格里另有这些事项"


class Leftovers:
    """What is left over in one sheet once its items are taken."""

    def __init__(self, sheet, recognition):
        self.sheet, self.recognition = sheet, recognition

    def skip(self, row, texts, reason):
        """Names a row; the pictures in it are named with all the others of the sheet."""
        texts = without_pictures(texts)
        if texts:
            self.skip_cells(row, cells_of(row, texts), reason, " ".join(texts.values()))

    def skip_cells(self, row, cells, reason, text=""):
        skipped = Skipped(self.sheet, row, text[:LONGEST_SHOWN], reason, frozenset(cells))
        self.recognition.skipped.append(skipped)

    def skip_outsider(self, row, column, text):
        """Names a cell that stands beside a table."""
        place = f"{column_letter(column)}{row}"
        self.skip(row, {column: text}, f"表格以外的单元格（{place}）")

    def stray_cell(self, row, texts):
        """Makes an error of the cells of a row of which nobody can tell what they are."""
        self._stray(row, texts, texts[min(texts)], StrayCode.CELL)

    def doubtful_row(self, row, texts, item_row, item_name):
        """Makes an error of a row that may be a part of an item, which is named."""
        text = " ".join(texts.values())
        self._stray(row, texts, text, StrayCode.DOUBTFUL_ROW, item_row, item_name)

    def decision(self, row, beside, texts):
        """Makes an error of a decision beside an item that changes it in a way of its own."""
        column = max(texts)
        self._stray(row, {column: texts[column]}, " ".join(beside.values()), StrayCode.DECISION)

    def _stray(self, row, texts, text, code, beside=0, beside_text=""):
        if text == PICTURE:
            code = StrayCode.PICTURE
        cells = cells_of(row, texts)
        stray = Stray(self.sheet, row, min(texts), text, code, cells, beside, beside_text)
        self.recognition.strays.append(stray)


def without_pictures(texts):
    return {place: text for place, text in texts.items() if text != PICTURE}


def cells_of(row, texts):
    return frozenset((row, column) for column in texts)


def is_like_item(texts):
    """Whether a row has a number or an office, and is of no address book or contents."""
    if len(texts) < 2 or any(map(OF_NO_LIST.search, texts.values())):
        return False
    names_office = len(texts) > 2 and any(map(is_known_office, texts.values()))
    return names_office or number_key(texts[min(texts)]) is not None
