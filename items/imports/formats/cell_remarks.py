"""Says of the cells of one sheet what was done with them: a sentence of each sort, with the first
places.
"""

from items.imports.reading.grid import place_in

NAMED = 8
NO_STRING = "引用了文件里没有的文字，按空单元格读入，请核对原文件"
NO_NUMBER = "存的不是合格的数，按空单元格读入，请核对原文件"


class CellRemarks:
    """Counts cells by sort; the sentence of a sort is the one of its first cell."""

    def __init__(self, sheet):
        self.sheet, self.sorts = sheet, {}

    def add(self, sort, sentence, cell):
        """Some sort of remark on a cell, or on anything else that has a row and a column."""
        _said, places = self.sorts.setdefault(sort, (sentence, []))
        places.append((cell.row, cell.column))

    def sentences(self):
        sentences = []
        for sentence, places in self.sorts.values():
            sentences.append(self.sentence(sentence, list(dict.fromkeys(places))))
        return sentences

    def sentence(self, text, places):
        named = "、".join(place_in(self.sheet, *place) for place in places[:NAMED])
        more = ""
        if len(places) > NAMED:
            more = f"等{len(places)}处"
        return f"{text}：{named}{more}"
