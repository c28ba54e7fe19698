"""Letters and words that a file explains itself as an item's kind: J—基本履职；P—配合履职."""

import re
from collections import ChainMap

from items.models import Kind
from items.printed.row_words import DITTO, NOTE

from .columns import Column
from .head_parts import LONGEST_HEAD
from .headwords import KIND_WORDS, chosen_of, kind_in
from .row_types import CATEGORY_MARK
from .section_levels import UNNUMBERED, style_of
from .settling import take_for_kinds

FIRST_SIGNS = {"基": Kind.BASIC, "配": Kind.COORDINATION, "收": Kind.RECLAIMED}
FEWEST_KINDS = 2
# columns that may hold kinds where none of those named behind them stands beside
MAY_HOLD_KINDS = {
    Column.KIND: (),
    Column.CATEGORY: (Column.KIND,),
    Column.METHOD: (Column.KIND, Column.RECEIVERS),
}
MOST_OF_A_DICTIONARY = 3  # columns: of which field, the code, what it means
MEANS = r"——?|[-–－＝=:：]|代表|表示|就是|即(?!将|时|可)"  # 基=基本履职  配即配合履职
EXPLAINS = re.compile(MEANS)
A_CODE = r"(?:[A-Za-z0-9]{1,3}|[\u4e00-\u9fff]{1,4})"
NEXT = re.compile(rf"(?:\s+|[，,、])(?={A_CODE}\s*(?:[-–—－＝=]|就是|即))")
EXPLAINED = re.compile(
    rf"(?P<code>{A_CODE})\s*(?:{MEANS})\s*"
    r"(?P<meaning>[^；;。\n—–－＝=:：-]{2,24}+)(?!\s*[＝=－])"
)
# 1基本 2配合 3收回, and of roles Q牵头 G共同
JOINED = re.compile(r"(?<![A-Za-z0-9])(?P<code>[A-Za-z0-9]{1,2})(?P<meaning>[\u4e00-\u9fff]{2,12})")
JOINED_LETTER = re.compile(r"(?<![A-Za-z0-9])(?P<code>[A-Za-z])(?P<meaning>[\u4e00-\u9fff]{2,12})")
# ● 镇里说了算　◐ 跟部门一起　○ 部门收走, 【自】自己管
SIGNS = "●○◐◑◎◉◍★☆▲△◆◇■□▼▽√✓×"
JOINED_SIGN = re.compile(
    rf"(?:【(?=[^】]{{1,2}}】))?(?P<code>[{SIGNS}]|(?<=【)[\u4e00-\u9fffA-Z]{{1,2}}(?=】))】?\s*"
    rf"(?P<meaning>[^{SIGNS}【\n；;。]{{2,24}})"
)
# J01, P-3: the kind's letter before the item's number
BEFORE_NUMBER = re.compile(r"^(?P<code>[A-Za-z]{1,3}|[\u4e00-\u9fff]{1,2})\s*[-—–.]?\s*\d{1,4}$")
HEAD_OF_CODES = re.compile(r"^(?:代码|编码|代号|字典值|code)$", re.I)
LONGEST_KIND = 12
HEAD_OF_MEANINGS = re.compile(r"^(?:含义|解释|意思|释义)$")
IN_PLAIN_WORDS = (
    (
        Kind.RECLAIMED,
        re.compile(
            r"收[回归走]|上[收交]|收上来|拿(?:走|[回上出]去)"
            r"|交(?:走|[回上出]去|[给到回]?了?(?:上级|[县市区旗]|部门|局))"
            r"|部门.{0,6}(?:直接|自己)[办干做]|部门回收|上级回收|县里?回收|市里?回收|区里?回收|旗里?回收"
        ),
    ),
    (
        Kind.COORDINATION,
        re.compile(
            r"配合|协[助办理]|搭[把个]?手|协同|帮[忙着]|跟着[干做办]|跟.{1,6}一起|镇.{0,3}参[加与]"
        ),
    ),
    (
        Kind.BASIC,
        re.compile(
            r"基本履|基本职责|自[办理管](?!法)|自己(?:[干办做管承]|的|$)|主责|做主|说了算"
            r"|独立(?:承担|完成)"
        ),
    ),
)
# words that say so only where nothing else stands in a cell
ALONE = (
    (Kind.RECLAIMED, re.compile(r"上缴|缴回|上移|移交|退回|交还|转交")),
    (Kind.COORDINATION, re.compile(r"[帮助合共联]办")),
    (Kind.BASIC, re.compile(r"[独单]办|本?[乡镇]里?[办管做干]")),
)
OF_STEMS = re.compile(r"[甲乙丙丁]\s*[、.．]")
# a text that explains two kinds explains the basic or the reclaimed one: their words are seldom
SELDOM = (Kind.BASIC, Kind.RECLAIMED)
# each of its words begins with a sign of its own, so that a text is gone through quickly
OF_TWO_KINDS = re.compile(
    "|".join(
        [words.pattern for kind, words in IN_PLAIN_WORDS if kind in SELDOM]
        + [KIND_WORDS[kind].pattern for kind in SELDOM]
    )
)


def kind_codes(sheets, aside=()):
    """[{code: kind}] of each text of a file that explains at least two kinds, of the texts `aside`
    of the items together, and the first signs of the kinds. A duty may read like one: which of them
    a table uses, its cells show.
    """
    found = []
    texts = [cell.value for sheet in sheets for cell in sheet.cells]
    for text in [*texts, "\n".join(aside)]:
        if not OF_TWO_KINDS.search(text):
            continue  # of most cells this is all that is looked for
        codes = codes_in(text)
        if tell_apart(codes) and codes not in found:
            found.append(codes)
    return [*found, FIRST_SIGNS]


def kind_coded(layout, word):
    """The kind that a text of the sheet says a word stands for: 绿卡＝基本履职; "" for none."""
    layout.whole.codes = layout.whole.codes or ChainMap(*kind_codes([layout.whole.sheet]))
    return layout.whole.codes.get(word, "") if len(word) > 1 else ""


def tell_apart(codes):
    """Whether {code: kind} are of several kinds."""
    return len({*codes.values()}) >= FEWEST_KINDS


def codes_in(text):
    """{code: kind} of what one text explains."""
    text = NOTE.sub("", text)
    if EXPLAINS.search(text):
        codes = explained_codes(EXPLAINED, NEXT.sub("；", text))
        if tell_apart(codes):
            return codes
    joined = JOINED if len(text) <= LONGEST_HEAD else JOINED_LETTER
    return explained_codes(joined, text) or explained_codes(JOINED_SIGN, text)


def dictionary_of(sheets):
    """{field: {code: meaning}} of the rows below a head 代码 | 含义, beside 字段 or none."""
    entries = {}
    for sheet in sheets:
        for head in dictionary_heads(sheet):
            name, texts = "", {(cell.row, cell.column): cell.value for cell in sheet.cells}
            for (row, column), code in sorted(texts.items()):
                meaning = texts.get((row, column + 1))
                if row > head.row and column == head.column and meaning:
                    name = texts.get((row, column - 1), name)
                    entries.setdefault(name, {})[code] = meaning
    return entries


def dictionary_heads(sheet):
    """The cells 代码 beside 含义 of a sheet."""
    meanings = [cell for cell in sheet.cells if HEAD_OF_MEANINGS.match(cell.value)]
    beside = {(cell.row, cell.column - 1) for cell in meanings}
    heads = [cell for cell in sheet.cells if (cell.row, cell.column) in beside]
    return [cell for cell in heads if HEAD_OF_CODES.match(cell.value)]


def is_dictionary(sheet):
    """Whether a sheet holds nothing but codes and what they mean."""
    columns = {cell.column for cell in sheet.cells}
    first = min((cell.row for cell in sheet.cells), default=0)
    is_narrow = len(columns) <= MOST_OF_A_DICTIONARY
    return is_narrow and any(head.row <= first + 1 for head in dictionary_heads(sheet))


def explained_codes(pattern, text):
    """{code: kind} of what a text explains of kinds."""
    codes = {}
    for match in pattern.finditer(text):
        if kind := meant(match["meaning"]):
            codes[match["code"]] = kind
    return codes


def meant(text):
    """The kind an explanation speaks of, of choices the one ticked; "" for none."""
    text = chosen_of(text)
    if kind := kind_in(text):
        return kind
    for kind, words in IN_PLAIN_WORDS:
        if words.search(text):
            return kind
    return next((kind for kind, words in ALONE if words.fullmatch(text)), "")


def kinds_of_sections(texts):
    """{text: kind} of numbered lines of one style, where all speak of kinds and of several, one
    each: 第一类 独立担责（即基本履职）, 第二类 配合县级单位担责. Two of 甲、乙、丙 may be of one.
    """
    by_style = {}
    for text in texts:
        sign = CATEGORY_MARK.match(text)
        style = sign[0] if sign else style_of(text)
        if text and style != UNNUMBERED:
            by_style.setdefault(style, {})[text] = meant(CATEGORY_MARK.sub("", text))
    found = {}
    for kinds in by_style.values():
        several = {*kinds.values()}
        is_one_each = len(several) == len(kinds) or all(map(OF_STEMS.match, kinds))
        if len(several) >= FEWEST_KINDS and "" not in several and is_one_each:
            found |= kinds
    return found


def settle_kind_codes(tables, explained):
    """Says the kinds of items as they are called, for codes and for plain words, also for those
    below the same heads in another sheet.
    """
    by_heads = {}
    for table in tables:
        by_heads.setdefault(tuple(table.heads.values()), []).append(table)
    for alike in by_heads.values():
        said = said_in_plain_words(alike)
        for table in alike:
            settle_kinds(table, [*explained, *said])


def settle_kinds(table, explained):
    """Says the kinds of a table's items as they are called, where one of {code: kind} fits all."""
    for codes in explained:
        if table.rows and (written := written_codes(table, codes)):
            for raw, code in zip(table.rows, written, strict=True):
                raw.texts[Column.KIND] = codes[code].label
                raw.columns[Column.KIND] = table.columns.get(Column.KIND, 1)
            return
    for raw in table.rows:
        said = raw.texts.get(Column.KIND, "")
        if said and not kind_in(said) and (kind := meant(said)):
            raw.texts[Column.KIND] = kind.label


def said_in_plain_words(tables):
    """[{text: kind}] of each column of short cells that say in plain words whose an item is:
    自己的, 帮忙的; none where the kind's column has the usual words.
    """
    rows = [raw for table in tables for raw in table.rows]
    if all(kind_in(raw.texts.get(Column.KIND, "")) for raw in rows):
        return []
    columns = [[raw.texts.get(field, "") for raw in rows] for field in MAY_HOLD_KINDS]
    for head in dict.fromkeys(head for table in tables for head in table.unknown.values()):
        columns.append([raw.unread.get(head, "") for raw in rows])
    found = []
    for texts in columns:
        short = [text for text in dict.fromkeys(texts) if len(text) <= LONGEST_KIND]
        found.append({text: kind for text in short if (kind := meant(text))})
    return [codes for codes in found if tell_apart(codes)]


def written_codes(table, codes):
    """The code of each item, also in a column taken for the category's, for the way of working's
    (办法) of no receivers, or not read in; [] where no column has them.
    """
    for field, others in MAY_HOLD_KINDS.items():
        written = [raw.texts.get(field, "") for raw in table.rows]
        if table.columns.keys().isdisjoint(others) and all(code in codes for code in written):
            take_for_kinds(table, field)
            return written
    for column, head in table.unknown.items():
        written = repeated([raw.unread.get(head, "") for raw in table.rows])
        if head and all(code in codes for code in written):
            table.columns = {**table.columns, Column.KIND: column}
            del table.unknown[column]
            for raw in table.rows:
                del raw.unread[head]
            return written
    return codes_before_numbers(table, codes)


def repeated(codes):
    """The codes of a column, each 同上 as the one above it."""
    for place, code in enumerate(codes):
        if code in DITTO and place:
            codes[place] = codes[place - 1]
    return codes


def codes_before_numbers(table, codes):
    """The code before each item's number, in whatever column; [] where none has them."""
    columns = [[raw.texts.get(Column.NUMBER, "") for raw in table.rows]]
    for head in table.unknown.values():
        columns.append([raw.unread.get(head, "") for raw in table.rows])
    for texts in columns:
        matches = filter(None, map(BEFORE_NUMBER.match, texts))
        written = [match["code"] for match in matches if match["code"] in codes]
        if len(written) == len(texts):
            return written
    return []
