"""What of a sheet is not read, or read with a doubt: a sentence for each sort, with its places."""

from items.imports.reading.grid import place_in

from .values import number_text
from .word_left_out import quoted

LEFT_OUT = {
    "struck": "有{}处带删除线的文字，未读入",
    "covered": "有{}处文字被合并单元格盖住，未读入",
    "masked": "有{}处内容按数字格式不显示，未读入",
    "cell_pictures": "有{}格放的是图片，图中的文字不能读取",
    "pictures": "有{}张图片，图中的文字不能读取",
    "charts": "有{}个图表或图示，未读入",
    "boxes": "有{}个文本框或图形，其中的文字未读入",
    "shapes": "有{}个没有文字的图形，未读入",
    "comments": "有{}条批注，未读入",
    "controls": "有{}个表单控件，未读入",
    "embedded": "有{}个嵌入的文件，未读入（如是清单，请另存后单独上传）",
}
IN_DOUBT = {
    "conditional": "有{}处按条件显示删除线，看不出是否划掉，照常读入，请核对",
    "formats": "有{}处数看不出按数字格式怎样显示，按存储的数读入，请核对",
    "signs": "有{}处符号字体的字符看不出画的是什么，照原字符读入，请核对",
}
OF_TEXTS = frozenset(["struck", "covered", "masked", "signs", "boxes", "comments"])
OF_CELLS = frozenset(["struck", "covered", "masked"])
NAMED = 12
LONGEST_STRUCK = 40  # of a text struck out that is kept with its place: a category is short


class LeftOut:
    """Counts what one sheet has of each sort and where the first stand; texts are kept aside."""

    def __init__(self, sheet, limits=None):
        self.sheet, self.limits = sheet, limits
        self.counts, self.places = {}, {}

    def add(self, sort, text="", row=0, column=0, *, place=""):
        """Something left out at a place; 0 is an unknown one. Of a text only one that is not
        blank.
        """
        if sort in OF_TEXTS and not text.strip():
            return
        self.counts[sort] = self.counts.get(sort, 0) + 1
        places = self.places.setdefault(sort, [])
        if len(places) < NAMED:
            places.append(place or self.named(text, row, column))
        if text.strip():
            self.keep_aside(text)
        if sort in OF_CELLS:
            self.sheet.unseen.append((row, column))
            if sort == "struck":
                self.sheet.struck[row, column] = text.strip()[:LONGEST_STRUCK]

    def named(self, text, row, column):
        """B3“旧的” or what of it is known."""
        place = ""
        if row and column:
            place = place_in(self.sheet, row, column)
        words = quoted(text)
        if words:
            return f"{place}“{words}”"
        return place

    def keep_aside(self, text):
        """It is in no cell any more, but may carry a mark of secrecy."""
        if self.limits:
            self.limits.read(len(text))
        self.sheet.margins.append(text)

    def close(self):
        """Writes the sentences down in the sheet."""
        self.sheet.remarks += self.sentences(LEFT_OUT)
        self.sheet.notes += self.sentences(IN_DOUBT)

    def sentences(self, wanted):
        for sort, sentence in wanted.items():
            if count := self.counts.get(sort):
                yield f"{sentence.format(count)}{self.where(sort, count)}"

    def where(self, sort, count):
        places = [place for place in self.places[sort] if place]
        if not places:
            return ""
        where = f"：{'、'.join(places)}"
        if count > len(places):
            return f"{where}等"
        return where


def told_number(number, text, told, row, column):
    """What is read for a number that is shown as this text; None: nobody knows how it is shown."""
    if text is None:
        told.add("formats", number_text(number), row, column)
        return number_text(number)
    if not text:
        told.add("masked", number_text(number), row, column)
    return text
