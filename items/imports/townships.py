"""Whose list a file is: the township that its titles, its sheets, its 填报单位 or its own name speak of."""

import re
from pathlib import PurePath

from .issues import Issue, shown

A_TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:街道|[镇乡])(?!镇|乡|（|\(|街道)")
ENDING = re.compile(r"(?:街道|民族乡|镇|乡)$")
FILLED_BY = re.compile(r"(?:填报|填表|报送|编制|所属)?单位\s*[:：]")
SHORTEST_STEM = 2


class TownshipNames:
    """The townships of one county by every way a file may name them."""

    def __init__(self, county, townships):
        self.county, self.townships = county, list(townships)
        self.full = {township.name: township for township in self.townships}
        stems = {}
        for township in self.townships:
            stems.setdefault(ENDING.sub("", township.name), []).append(township)
        self.stems = {stem: found[0] for stem, found in stems.items() if len(found) == 1 and len(stem) >= SHORTEST_STEM}

    @property
    def allowed(self):
        return f"可选：{'、'.join(township.name for township in self.townships)}。"

    def named_in(self, text):
        """The townships a text names in full; a name inside a longer one (城关镇 in 新城关镇) does not count."""
        spots = [(text.find(name), name) for name in self.full if name in text]
        inside = {n for _, n in spots for _, other in spots if n != other and n in other}
        return [self.full[name] for _, name in sorted(spots) if name not in inside]

    def of_stem(self, text):
        """The one township whose name without 镇, 乡, 街道 a short text (a file's or a sheet's name) holds."""
        found = [township for stem, township in self.stems.items() if stem in text]
        return found if len(found) == 1 else []

    def recognise(self, reading, file_name):
        """The townships of the first of these that names any: titles, 填报单位, the sheets' names, the file's name."""
        stem = PurePath(file_name).stem
        sheets = list(dict.fromkeys(table.sheet for table in reading.tables))
        for texts in (titles_of(reading), filled_by(reading), sheets, [stem], [file_name]):
            found = {township.code: township for text in texts for township in self.named_in(text)}
            if found:
                return list(found.values())
        return self.of_stem(stem) or next((found for sheet in sheets if (found := self.of_stem(sheet))), [])

    def foreign_in(self, reading, file_name):
        """A township's name that a title or the file's name holds and the county does not know, or ""."""
        for text in (*titles_of(reading), *filled_by(reading), PurePath(file_name).stem):
            if found := A_TOWNSHIP.search(FILLED_BY.sub("", text.replace(self.county.name, ""))):
                return found[0]
        return ""


def titles_of(reading):
    return [table.title for table in reading.tables if table.title]


def filled_by(reading):
    """The texts beside the tables that say who filled them in."""
    return [found.text for found in reading.skipped if FILLED_BY.search(found.text)]


def settle_townships(parts, names, chosen):
    """Gives each part its township, chosen by the clerk ({position: code}) or recognised: -> {position: Issue}."""
    known, taken, issues = {township.code: township for township in names.townships}, {}, {}
    for part in parts:
        code = chosen.get(part.position)
        found = [known[code]] if code in known else names.recognise(part.file.reading, part.file_name)
        if len(found) == 1:
            part.township = found[0]
            first = taken.setdefault(part.township.code, part)
            if first is not part:
                issues[part.position] = same_township(part, first)
        else:
            part.township = None
            issues[part.position] = unknown_township(part, names, found)
    return issues


def same_township(part, first):
    message = f"与“{first.file_name}”同是{part.township.name}的清单，每个单位只能有一个文件。"
    return Issue("", None, "", shown(part.file_name), "same_township", message, "请改选单位，或只留下一个文件。")


def unknown_township(part, names, found):
    if found:
        said = "、".join(township.name for township in found)
        message = f"文件中同时写有{said}，不能确定是哪个单位的清单。"
    elif foreign := names.foreign_in(part.file.reading, part.file_name):
        message = f"{names.county.name}没有“{foreign}”。"
    else:
        message = "标题、工作表名称和文件名中都没有写明是哪个单位的清单。"
    return Issue("", None, "", shown(part.file_name), "unknown_township", message, names.allowed)
