"""Whose list a single file says it is: where it names one township, that is asked before anything
is previewed.
"""

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from dutylist.history.refusals import Invalid
from items.imports.reading.issues import Issue, shown
from items.printed.own_marks import own_sheets
from items.printed.row_words import TITLE_WORDS

from .signs import LONGEST, WHOLE, called_by_stem, says_only_that, sign_in, without_places
from .strange_townships import strange_issuer, strange_name_of_a_file, strange_title, strange_unit
from .townships import in_words, titles_of, township_code, united
from .whose_words import (
    CONTACT,
    FILLED_BY,
    FILLED_BY_CELL,
    ISSUED,
    ISSUER,
    LEADING,
    RECEIVERS,
    SALUTATION,
    SHORT_NAME,
    one_of,
    without_mentions,
)

TITLE, FILLED, ISSUED_BY, RECEIVER, LINE, MARGIN, SHEET, SECTION, FILE = (
    "标题",
    "填报单位",
    "发文单位",
    "收文单位",
    "表格以外的文字",
    "页眉、页脚或文本框",
    "工作表名称",
    "表中的标题行",
    "文件名",
)
SHOWN_TEXTS = 3
PAGE_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z&])')


class WhoseAsked(Invalid):
    """A single list names a township, and nobody said whether it is that township's or the
    county's.
    """

    def __init__(self, whose, county):
        self.whose = whose
        super().__init__({"township": whose.question(county)}, "whose_list")


@dataclass(frozen=True)
class Statement:
    """One text of a file that says whose list it is: the townships it names, or one that nobody
    knows.
    """

    where: str
    text: str
    townships: list
    foreign: str = ""

    @property
    def is_clear(self):
        return len(self.townships) == 1 or bool(self.foreign)

    @property
    def of(self):
        return in_words(self.townships) or self.foreign

    @property
    def on_one_line(self):
        return " ".join(self.text.split())


@dataclass
class WhoseList:
    """What a file says of whose list it is; `of_county` are the titles that call it the
    county's.
    """

    statements: list = field(default_factory=list)
    of_county: list = field(default_factory=list)

    @property
    def townships(self):
        """Those that some text names alone, each once."""
        alone = [one.townships for one in self.statements if len(one.townships) == 1]
        return united(*alone)

    @property
    def together(self):
        """Those that the file is said to be of, also in texts that name several: not whom it is
        sent to.
        """
        owners = [one.townships for one in self.statements if one.where != RECEIVER]
        return united(*owners)

    @property
    def foreign(self):
        """A township that the county does not have, or ""."""
        for statement in self.statements:
            if statement.foreign:
                return statement.foreign
        return ""

    @property
    def is_only_sent(self):
        """Whether a township is only whom the file is sent to, and nothing says whose it is."""
        return {statement.where for statement in self.statements} == {RECEIVER}

    @property
    def is_asked(self):
        return bool(self.townships or self.foreign)

    @property
    def likely(self):
        """The one township that the file is said to be of, or None when it is not one."""
        if len(self.together) == 1 and not self.foreign and self.townships:
            return self.townships[0]
        return None

    def question(self, county, township="township", county_wide="county_wide"):
        """What is against importing it without an answer, in one line; the fields as the caller has
        them.
        """
        if not self.townships:
            which = f"请指明是哪个单位的清单（{township}），或者指明按总清单导入（{county_wide}）。"
        else:
            codes = "、".join(f"{one.name} {one.code}" for one in self.townships)
            which = f"请指明单位（{township}：{codes}），或者指明按总清单导入（{county_wide}）。"
        return f"{self.why(county)}{which}"

    def why(self, county):
        """What the file says and what that may mean, every reading of it."""
        evidence = "、".join(f"{one.where}写的是“{shown(one.on_one_line)}”" for one in self.shown)
        strange = ""
        if self.foreign:
            strange = f"{county.name}没有“{self.foreign}”，可能是别处的文件，请核对。"
        if not self.townships:
            return f"{evidence}，{strange}"
        return f"{evidence}，{self.readings(county)}{strange}"

    def readings(self, county):
        """Whose list it may be, where townships are named."""
        names = in_words(self.townships)
        if self.is_only_sent:
            return (
                f"没有写明是谁的清单：可能是发给{names}一家的清单，也可能是{county.name}的总清单。"
            )
        if self.of_county:
            title = shown(self.of_county[0])
            return f"标题写的却是“{title}”：可能是{names}的清单，也可能是{county.name}的总清单。"
        return f"没有指明按{names}的清单导入，还是按{county.name}的总清单导入。"

    @property
    def shown(self):
        """The texts that are told as evidence: the first of each place, each text once."""
        first, texts = {}, set()
        for statement in self.statements:
            text = "".join(statement.text.split())
            if statement.is_clear and statement.where not in first and text not in texts:
                first[statement.where] = statement
                texts.add(text)
        return list(first.values())[:SHOWN_TEXTS]

    def as_json(self, county):
        """As it is kept with an import that waits for the answer."""
        evidence = []
        for one in self.shown:
            evidence.append({"where": one.where, "text": shown(one.text), "of": one.of})
        for title in self.of_county[:1]:
            evidence.append({"where": TITLE, "text": shown(title), "of": county.name})
        return {
            "townships": [township.code for township in self.townships],
            "likely": township_code(self.likely),
            "foreign": self.foreign,
            "said": evidence,
            "only_sent": self.is_only_sent,
            "why": self.why(county),
        }


def whose_list(sheets, recognition, file_name, names):
    """What one file says of whose list it is, wherever a reader would see it."""
    own = own_sheets(sheets)
    visible = [sheet for sheet in sheets if not (sheet.hidden or sheet.name.strip() in own)]
    statements = [
        *statements_in_texts(visible, recognition, names),
        *statements_in_names(visible, file_name, names),
    ]
    of_county = [title for title in titles_of(recognition) if is_of_county(title, names)]
    return WhoseList(with_owners_first(with_one_issuer(statements), of_county), of_county)


def statements_in_texts(sheets, recognition, names):
    for where, text in texts_outside_items(sheets, recognition, names):
        statement = said_in(where, text, names)
        if statement:
            yield statement


def texts_outside_items(sheets, recognition, names):
    """(where, text) of the titles, the lines, the margins and the names of sections."""
    for title in titles_of(recognition):
        yield TITLE, title
    for sheet in sheets:
        yield from lines_of(sheet, recognition, names)
        for margin in sheet.margins:
            for line in lines_of_margin(margin):
                yield MARGIN, line
    for name in sections_of(recognition):
        yield SECTION, name


def statements_in_names(sheets, file_name, names):
    """What the names of the sheets say and, last, the file's own."""
    for sheet in sheets:
        statement = said_by_a_name(SHEET, sheet.name, names)
        if statement:
            yield statement
    statement = said_by_a_name(FILE, PurePath(file_name).stem, names)
    if statement:
        yield statement


def is_of_county(title, names):
    """Whether a title calls the list the county's and names no township as its own."""
    joined = "".join(title.split())
    return bool(names.county.name in joined or WHOLE.search(joined)) and not names.meant_in(joined)


def with_owners_first(statements, of_county):
    """Whom a file is sent to does not own it: that is asked only of one alone, where nothing says
    whose it is.
    """
    owners = [one for one in statements if one.where != RECEIVER or one.foreign]
    if owners or of_county or len(codes_at(RECEIVER, statements)) != 1:
        return owners
    return statements


def codes_at(where, statements):
    """The codes of the townships that the texts of one place name first."""
    codes = set()
    for statement in statements:
        if statement.where == where and statement.townships:
            codes.add(statement.townships[0].code)
    return codes


def lines_of_margin(text):
    """The lines of a page head without its codes: &C石桥镇 is 石桥镇."""
    for line in text.split("\n"):
        if line.startswith("&"):
            line = PAGE_CODE.sub("", line)
        yield line


def with_one_issuer(statements):
    """What is said, without the issuers where they are several: then none of them is whose list it
    is.
    """
    if len(codes_at(ISSUED_BY, statements)) < 2:
        return statements
    return [one for one in statements if one.where != ISSUED_BY]


def said_in(where, text, names):
    """What a title or line says of whose the list is, or None."""
    joined = "".join(text.split())
    if not joined or len(joined) > LONGEST:
        return None
    if where == FILLED or FILLED_BY.search(joined):
        return as_said(FILLED, text, names.filled_in_by(joined), strange_unit(joined, names))
    if where != TITLE and (sent := SALUTATION.match(joined)):
        return said_by_salutation(text, sent["sent"] or sent["called"], names)
    named, foreign = of_line(where, text, joined, names)
    if named or foreign:
        return as_said(where, text, named, foreign)
    if named := short_name_in(joined, names):
        return as_said(where, text, named)
    return as_said(ISSUED_BY, text, issuer_in(joined, names), strange_issuer(joined, names))


def of_line(where, text, joined, names):
    """(the townships, the township nobody knows) of a title, or of a line that is a heading."""
    if where == TITLE:
        return names.meant_in(joined), strange_title(joined, names)
    sign = sign_in(0, text, names)
    if sign:
        return (sign.townships, strange_title(joined, names))
    return ([], "")


def as_said(where, text, townships, foreign=""):
    """The statement of a text, or None where it names nobody; townships we know go before
    others.
    """
    if townships:
        return Statement(where, text, townships)
    if foreign:
        return Statement(where, text, townships, foreign)
    return None


def said_by_salutation(text, receivers, names):
    """What a letter's 城关镇人民政府： says: whom it is sent to, where that is one
    township and nobody else.
    """
    named = names.named_in(receivers)
    if not named:
        return as_said(RECEIVER, text, [], strange_issuer(receivers, names))
    if len(named) == 1 and says_only_that(receivers, names):
        return Statement(RECEIVER, text, named)
    return None


def short_name_in(title, names):
    """The township whose short name stands in brackets behind a title: 基本履职事项清单（青山）."""
    match = SHORT_NAME.search(title)
    if not match or not TITLE_WORDS.search(title):
        return []
    township = names.stems.get(match["name"].removeprefix(names.county.name))
    if township:
        return [township]
    return []


def issuer_in(text, names):
    """The one township that a line is of as the file's issuer: 石桥镇党政办公室2026年1月印发."""
    if RECEIVERS.search(text):
        return []
    named = names.named_in(text)
    if len(named) != 1 or not re.search(one_of(names.full) + ISSUER, text):
        return []
    rest = without_places(CONTACT.sub("", LEADING.sub("", text)), names)
    if not ISSUED.sub("", rest):
        return named
    return []


def said_by_a_name(where, text, names):
    """What a sheet's or a file's own name says of whose the list is, or None."""
    return as_said(where, text, named_by_a_name(text, names), strange_name_of_a_file(text, names))


def named_by_a_name(text, names):
    """The townships a sheet's or a file's own name names, in full or without their last word."""
    joined = "".join(text.split())
    joined = without_mentions(joined, names.full)
    return names.named_in(joined) or called_by_stem(joined.replace(names.county.name, ""), names)


def lines_of(sheet, recognition, names):
    """[(where, text)] of a sheet's lines outside its items in which a township is named."""
    for cells in texts_naming(sheet, recognition, names):
        whole = "".join(cells)
        if FILLED_BY.search("".join(whole.split())):
            yield FILLED, whole
        elif len(cells) == 2 and FILLED_BY_CELL.fullmatch("".join(cells[0].split())):
            yield FILLED, f"{cells[0]}：{cells[1]}"
        elif len(set(cells)) == 1:
            yield LINE, cells[0]
        elif is_of_an_issuer("".join(whole.split()), names):
            yield LINE, whole


def texts_naming(sheet, recognition, names):
    """The texts of each of those rows."""
    naming = rows_naming(sheet, recognition, names)
    texts = {}
    for cell in sheet.cells:
        if cell.row in naming and cell.value.strip():
            texts.setdefault(cell.row, []).append(cell.value.strip())
    return texts.values()


def rows_naming(sheet, recognition, names):
    """The rows of a sheet outside its items in which a township is named."""
    item_rows = []
    for table in recognition.tables_of(sheet.name):
        item_rows.append(range(table.head_row + 1, last_row(table) + 1))
    pattern = re.compile("|".join([*map(re.escape, names.full), "街道", "[镇乡]"]))
    rows = set()
    for cell in sheet.cells:
        if len(cell.value) > 2 * LONGEST or any(cell.row in rows_of for rows_of in item_rows):
            continue
        if pattern.search("".join(cell.value.split())):
            rows.add(cell.row)
    return rows


def is_of_an_issuer(text, names):
    return bool(issuer_in(text, names) or strange_issuer(text, names))


def last_row(table):
    """The last row of a table's items."""
    return max((raw.row for raw in table.rows), default=table.head_row)


def sections_of(recognition):
    """The names of sections, where every item of the file stands under one and these may say whose
    they are.
    """
    names = {}
    for table in recognition.tables:
        for raw in table.rows:
            if not raw.section:
                return []
            names[raw.section.name] = True
    return list(names)


def told(whose, county, township):
    """A warning where the file is imported for another one than it names, or for the county."""
    if not whose.together or township in whose.together:
        return []
    named = in_words(whose.together)
    if township:
        message = f"文件写的是{named}的清单，正在导入的是{township.name}，请核对。"
        return [Issue("", None, "", shown(named), "other_township", message)]
    message = (
        f"文件写的是{named}的清单，现在按{county.name}的总清单导入，"
        "其中的事项没有写明适用范围的，适用于所有单位。"
    )
    hint = ""
    if len(whose.together) == 1:
        hint = f"如果是{named}报送的清单，请放弃这次导入，重新上传并选择{named}。"
    return [Issue("", None, "", shown(named), "one_township", message, hint)]
