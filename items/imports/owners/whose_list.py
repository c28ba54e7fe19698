"""Whose list a single file says it is: where it names one township, that is asked before anything is previewed."""

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from dutylist.history.refusals import Invalid
from items.imports.reading.issues import Issue, shown
from items.printed.own_marks import own_sheets
from items.printed.row_words import TITLE_WORDS

from .signs import HIGHER, LONGEST, NUMBERED, called_by_stem, sign_in, without_places
from .townships import NO_TOWNSHIP
from .whose_words import (
    CONTACT,
    FILLED_BY,
    FILLED_BY_CELL,
    ISSUED,
    ISSUER,
    LEADING,
    RECEIVERS,
    SHORT_NAME,
    one_of,
    without_mentions,
)

TITLE, FILLED, ISSUED_BY, LINE, MARGIN, SHEET, SECTION, FILE = (
    "标题",
    "填报单位",
    "发文单位",
    "表格以外的文字",
    "页眉、页脚或文本框",
    "工作表名称",
    "表中的标题行",
    "文件名",
)
SHOWN_TEXTS = 3
# a township of no county of ours at the head of a title, before the words of a list: 新河镇配合履职事项清单
STRANGER = re.compile(
    r"^(?:关于印发)?[《“]?(?:[\u4e00-\u9fff]{2,7}?[县市区旗])?(?P<name>[\u4e00-\u9fff]{2,5}?(?:街道|[镇乡]))"
    r"(?=(?:人民政府|党委|办事处)?(?:\d{4}年)?(?:基本|配合|上级|履职|履行|职责|权责|收回|事项|清单|$))"
)
PAGE_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z&])')
NO_NAME = re.compile(r"(?:城|集|村|小|各|本|全|该|建制|中心|重点)[镇乡]$|^(?:我|你|某)")


class WhoseAsked(Invalid):
    """A single list names a township, and nobody said whether it is that township's or the county's."""

    def __init__(self, whose, county):
        self.whose = whose
        super().__init__({"township": whose.question(county)}, "whose_list")


@dataclass
class WhoseList:
    """What a file says of whose list it is: [(where, text, the townships it names, a name nobody knows)]."""

    said: list = field(default_factory=list)

    @property
    def townships(self):
        """Those that some text names alone, each once."""
        found = {named[0].code: named[0] for _where, _text, named, _foreign in self.said if len(named) == 1}
        return list(found.values())

    @property
    def together(self):
        """Those that only stand in texts that name several."""
        found = {township.code: township for _where, _text, named, _foreign in self.said for township in named}
        return list(found.values())

    @property
    def foreign(self):
        """A township that the county does not have, or ""."""
        return next((foreign for *_said, foreign in self.said if foreign), "")

    @property
    def is_asked(self):
        return bool(self.townships or self.foreign)

    @property
    def likely(self):
        """The one township that is named, or None when it is not one."""
        one = self.townships if len(self.together) == 1 and not self.foreign else []
        return one[0] if one else None

    def question(self, county, township="township", county_wide="county_wide"):
        """What is against importing it without an answer, in one sentence; the fields as the caller has them."""
        said = "、".join(f"{where}写的是“{shown(' '.join(text.split()))}”" for where, text, *_named in self.shown)
        names = "、".join(township.name for township in self.townships) or self.foreign
        if self.foreign and not self.townships:
            return (
                f"{said}，{county.name}没有“{self.foreign}”。"
                f"请指明是哪个单位的清单（{township}），或者指明按总清单导入（{county_wide}）。"
            )
        codes = "、".join(f"{one.name} {one.code}" for one in self.townships)
        return (
            f"{said}，没有指明按{names}的清单导入，还是按{county.name}的总清单导入。"
            f"请指明单位（{township}：{codes}），或者指明按总清单导入（{county_wide}）。"
        )

    @property
    def shown(self):
        """The texts that are told as evidence: the first of each place, each text once."""
        first, texts = {}, set()
        for entry in self.said:
            text = "".join(entry[1].split())
            if (len(entry[2]) == 1 or entry[3]) and entry[0] not in first and text not in texts:
                first[entry[0]] = entry
                texts.add(text)
        return list(first.values())[:SHOWN_TEXTS]

    def as_json(self):
        """As it is kept with an import that waits for the answer."""
        return {
            "townships": [township.code for township in self.townships],
            "likely": self.likely.code if self.likely else "",
            "foreign": self.foreign,
            "said": [{"where": where, "text": shown(text)} for where, text, *_named in self.shown],
        }


def whose_list(sheets, reading, file_name, names):
    """What one file says of whose list it is, wherever a reader would see it."""
    stem = PurePath(file_name).stem
    found = [(TITLE, table.title) for table in reading.tables if table.title]
    own = own_sheets(sheets)
    visible = [sheet for sheet in sheets if not (sheet.hidden or sheet.name.strip() in own)]
    for sheet in visible:
        found += lines_of(sheet, reading, names)
        found += [(MARGIN, line) for text in sheet.margins for line in lines_of_margin(text)]
    found += [(SECTION, name) for name in sections_of(reading)]
    said = [entry for where, text in found if (entry := said_in(where, text, names))]
    called = [(SHEET, sheet.name) for sheet in visible] + [(FILE, stem)]
    said += [(where, text, named, "") for where, text in called if (named := named_by_a_name(text, names))]
    return WhoseList(with_one_issuer(said))


def lines_of_margin(text):
    """The lines of a page head without its codes: &C石桥镇 is 石桥镇."""
    for line in text.split("\n"):
        yield PAGE_CODE.sub("", line) if line.startswith("&") else line


def with_one_issuer(said):
    """What is said, without the issuers where they are several: then none of them is whose list it is."""
    issuers = {named[0].code for where, _text, named, _foreign in said if where == ISSUED_BY}
    if len(issuers) < 2:
        return said
    return [entry for entry in said if entry[0] != ISSUED_BY]


def said_in(where, text, names):
    """(where, text, townships, foreign) of a title or line that says whose the list is, else None."""
    joined = "".join(text.split())
    if not joined or len(joined) > LONGEST:
        return None
    if where == FILLED or FILLED_BY.search(joined):
        named, foreign = names.filled_in_by(joined), ""
        where = FILLED
    elif where == TITLE:
        named, foreign = names.meant_in(joined), stranger_in(joined, names)
    else:
        sign = sign_in(0, text, names)
        named = sign.townships if sign else []
        foreign = stranger_in(joined, names) if sign else ""
    if not named and where != FILLED:
        named = short_name_in(joined, names)
    if not named and where != FILLED and (named := issuer_in(joined, names)):
        where = ISSUED_BY
    return (where, text, named, foreign if not named else "") if named or foreign else None


def short_name_in(title, names):
    """The township whose name without 镇, 乡, 街道 stands in brackets behind a title: 基本履职事项清单（青山）."""
    found = SHORT_NAME.search(title)
    if not found or not TITLE_WORDS.search(title):
        return []
    township = names.stems.get(found["name"].removeprefix(names.county.name))
    return [township] if township else []


def issuer_in(text, names):
    """The one township that a line is of as the file's issuer: 石桥镇党政办公室2026年1月印发."""
    if RECEIVERS.search(text):
        return []
    named = names.named_in(text)
    if len(named) != 1 or not re.search(one_of(names.full) + ISSUER, text):
        return []
    rest = without_places(CONTACT.sub("", LEADING.sub("", text)), names)
    return named if not ISSUED.sub("", rest) else []


def stranger_in(text, names):
    """The township that stands at the head of a title and that the county does not have, or ""."""
    text = NO_TOWNSHIP.sub("", HIGHER.sub("", NUMBERED.sub("", text)).replace(names.county.name, ""))
    found = STRANGER.match(text)
    if not found or NO_NAME.search(found["name"]) or found["name"] in names.full:
        return ""
    return found["name"]


def named_by_a_name(text, names):
    """The townships a sheet's or a file's own name names, in full or without their last word."""
    joined = "".join(text.split())
    joined = without_mentions(joined, names.full)
    return names.named_in(joined) or called_by_stem(joined.replace(names.county.name, ""), names)


def lines_of(sheet, reading, names):
    """[(where, text)] of a sheet's lines outside its items in which a township is named."""
    bodies = [(table.head_row, last_row(table)) for table in reading.tables if table.sheet == sheet.name]
    pattern = re.compile("|".join([*map(re.escape, names.full), "街道", "[镇乡]"]))
    met = {
        cell.row
        for cell in sheet.cells
        if len(cell.value) <= 2 * LONGEST
        and pattern.search("".join(cell.value.split()))
        and not any(head < cell.row <= last for head, last in bodies)
    }
    texts = {}
    for cell in sheet.cells:
        if cell.row in met and cell.value.strip():
            texts.setdefault(cell.row, []).append(cell.value.strip())
    for cells in texts.values():
        whole = "".join(cells)
        if FILLED_BY.search("".join(whole.split())):
            yield FILLED, whole
        elif len(cells) == 2 and FILLED_BY_CELL.fullmatch("".join(cells[0].split())):
            yield FILLED, f"{cells[0]}：{cells[1]}"
        elif len(set(cells)) == 1:
            yield LINE, cells[0]
        elif issuer_in("".join(whole.split()), names):
            yield LINE, whole


def last_row(table):
    """The last row of a table's items."""
    return max((raw.row for raw in table.rows), default=table.head_row)


def sections_of(reading):
    """The names of sections, where every item of the file stands under one and these may say whose they are."""
    rows = [raw for table in reading.tables for raw in table.rows]
    if not rows or not all(raw.section for raw in rows):
        return []
    return list(dict.fromkeys(raw.section.name for raw in rows))


def told(whose, county, township):
    """A warning where the file is imported for another one than it names, or for the county."""
    named = whose.together
    if not named or township in named:
        return []
    said = "、".join(one.name for one in named)
    if township:
        message = f"文件写的是{said}的清单，正在导入的是{township.name}，请核对。"
        return [Issue("", None, "", shown(said), "other_township", message)]
    message = f"文件写的是{said}的清单，现在按{county.name}的总清单导入，其中的事项没有写明适用范围的，适用于所有单位。"
    hint = f"如果是{said}报送的清单，请放弃这次导入，重新上传并选择{said}。" if len(named) == 1 else ""
    return [Issue("", None, "", shown(said), "one_township", message, hint)]
