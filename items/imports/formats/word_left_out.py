"""What of a Word document is not read, said as sentences that repeat its first words."""

import posixpath

SENTENCES = {
    "hidden": "有{}处隐藏文字，未读入",
    "taken_out": "有修订痕迹，{}处删除的文字未读入",
    "struck": "有{}处带删除线的文字，未读入",
    "covered": "有{}处文字被合并单元格盖住，未读入",
    "boxes": "有{}个文本框，其中的文字未读入",
    "notes": "有{}条脚注或尾注，未读入",
    "embedded": "有{}个嵌入或链接的文件，未读入（如是清单，请另存后单独上传）",
    "pictures": "有{}张图片，图中的文字不能读取",
    "charts": "有{}个图表或图示，未读入",
    "prompts": "有{}处表单提示文字没有填写，未读入",
    "signs": "有{}处符号字体的符号认不出，请改用通常的符号",
}
FILES = ("package", "oleObject")
QUOTED, QUOTE, PLACED = 8, 30, 12


class WordLeftOut:
    """Counts what is left out, by its sort, and keeps how each begins."""

    def __init__(self):
        self.counts, self.quotes, self.places = {}, {}, {}

    def add(self, sort, texts, times=1):
        """Some texts of one sort; `times` is how often something was left out, and 0 is not
        at all.
        """
        if times:
            self.counts[sort] = self.counts.get(sort, 0) + times
            kept = self.quotes.setdefault(sort, [])
            kept += [quoted(text) for text in texts[: QUOTED - len(kept)] if text.strip()]

    def add_at(self, place, sort, times):
        """Something that has no words, with the place where it stands."""
        if times:
            self.counts[sort] = self.counts.get(sort, 0) + times
            self.places.setdefault(sort, []).append(place)

    def add_files(self, relations):
        """Files that lie in the document: workbooks, further documents."""
        for relation in relations:
            if relation.sort in FILES:
                self.add("embedded", [posixpath.basename(relation.part)])

    def remarks(self):
        return [self.remark(sort) for sort in SENTENCES if sort in self.counts]

    def remark(self, sort):
        count, quotes = self.counts[sort], self.quotes.get(sort)
        sentence = SENTENCES[sort].format(count)
        if sort in self.places:
            return f"{sentence}：{self.where(sort)}"
        if not quotes:
            return sentence
        more = ""
        if count > len(quotes):
            more = "等"
        quoted_texts = "".join(f"“{quote}”" for quote in quotes)
        return f"{sentence}：{quoted_texts}{more}"

    def where(self, sort):
        places = list(dict.fromkeys(self.places[sort]))
        if len(places) > PLACED:
            return "、".join(places[:PLACED]) + "等"
        return "、".join(places[:PLACED])


def quoted(text):
    line = " ".join(text.split())
    if len(line) <= QUOTE:
        return line
    return f"{line[:QUOTE]}……"
