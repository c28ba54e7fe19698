"""Notes that say where items apply: by a mark behind the name (高龄津贴审核*, 注：标注“*”的，
仅适用于青山乡) or by the item's number (注：第4项东风街道不适用).
"""

import re
from itertools import chain

from .columns import Column
from .headwords import BRACKETED
from .leftovers import SkipReason
from .numbering import number_key
from .scope_columns import NOT_THERE

A_MARK = re.compile(r"([*＊※△▲★☆#①-⑳]{1,3})")
# ★不是名称的一部分: a sign that stands before names and is none of them
NO_PART = re.compile(
    rf"{A_MARK.pattern}[^。；;，,]{{0,4}}(?:不是|不属于?|不算|不作为?)[^。；;]{{0,4}}名称"
)
BULLETS = "●•·■◆◇▪►➢✦"
MARK = re.compile(rf"\s*{A_MARK.pattern}$")
WHERE = re.compile(
    r"除(?!外)[^。；;，,：:（(]+外[^。；;，,（(]*|(?:[仅只]?限?适用于?|[仅只]限)[^。；;，,（(]*"
    r"|[仅只][由在]?[^。；;，,：:（(]+?(?:[（(][^）)]*[）)])?(?:适用|涉及|承担|实施)"
    r"|[^。；;，,：:（(]*(?:不适用|不涉及|不承担|除外)"
)
# 第4项东风街道不适用，第5、6项只适用于城关镇
OF_ITEMS = re.compile(
    r"第(?P<numbers>\d{1,3}(?:[、和及]第?\d{1,3})*)[项条号](?:事项)?(?P<said>[^。；;]*?)"
    r"(?=[，,]?第\d|[。；;]|$)"
)
NAMED = re.compile(
    r"[“\"「《](?P<named>[^”\"」》]{2,40})[”\"」》](?:[这此等]|一?[类项章]|部分|方面|的?各项|的?事项)*"
    r"[，,：:]?(?P<said>[^。；;]+)"
)
# 适用范围：城关镇、东风街道; 以下事项仅适用于……
OF_ALL = re.compile(
    r"(?:^|\s{2,})(?:适用|实施)(?:范围|地区|区域|对象|镇街|乡镇)?(?:（街道）)?[：:]\s*(?P<where>[^。；;]+)"
    r"|^(?:[（(]|[注说]明?[：:])?(?:本[表单页]|本清单|以[上下]|[上下][述列]|全部)[^。；;，,“”]{0,8}?"
    r"(?P<said>(?:除[^。；;]+外|[仅只均都]|适用于)[^。；;]+)"
)
ONLY = re.compile(r"[仅只]|限|适用")
NO_OTHERS = re.compile(r"除(?!外).+?外.*不")  # 除城关镇外均不适用
AS_BEFORE = re.compile(r"[同见](?:上|前)(?:面|述|一?张?[表页])?(?:[，,。；;）)]|$)")  # * 说明同上表
NOTES = frozenset({SkipReason.NOTE, SkipReason.TEXT, SkipReason.ABOVE_HEAD, SkipReason.BESIDE_LIST})
A_PLACE = re.compile(r"[镇乡道]")


def settle_footnotes(recognition, sheets, places):
    """Takes marks off names; a note's places are the scope of the items it is about."""
    texts = []
    for sheet in sheets:
        tables = recognition.tables_of(sheet.name)
        notes = notes_of(sheet, recognition) if tables else []
        before, texts = texts, [text for _row, _reason, text in notes]
        if any(map(AS_BEFORE.search, texts)):
            texts += before
        apart = NO_PART.findall("\n".join(texts))
        rows = list(chain.from_iterable(table.rows for table in tables))
        for table in tables:
            signs = "".join([*apart, *bullet_of(table.rows)])
            for raw in table.rows:
                settle_mark(raw, texts, places)
                raw.texts[Column.NAME] = raw.texts[Column.NAME].lstrip(signs).strip()
                if places and raw.kind_section:
                    settle_kind_line(raw, places)
        for row, reason, text in notes:
            above = [table for table in tables if table.head_row < row] or tables
            if reason in NOTES:
                settle_numbers(above[-1].rows, text, places)
                settle_named(rows, text, places)
        settle_whole(tables, notes if places else [], places)


def notes_of(sheet, recognition):
    """[(row, why it is no item, the whole text)] of each cell of a sheet that was skipped."""
    skipped_here = [skipped for skipped in recognition.skipped if skipped.sheet == sheet.name]
    rows = {row for skipped in skipped_here for row, _column in skipped.cells}
    texts = {(cell.row, cell.column): cell.value for cell in sheet.cells if cell.row in rows}
    notes = []
    for skipped in skipped_here:
        for place in sorted(skipped.cells):
            notes.append((place[0], skipped.reason, texts.get(place, "")))
    return notes


def bullet_of(rows):
    """The sign that stands before every one of several names: ● 鱼苗投放; "" for none."""
    firsts = {raw.texts[Column.NAME][:1] for raw in rows}
    sign = firsts.pop() if len(rows) > 1 and len(firsts) == 1 else ""
    return sign if sign in BULLETS else ""


def settle_mark(raw, notes, places):
    """Takes a mark that a note explains off a name; the item is of the places it says."""
    match = MARK.search(raw.texts[Column.NAME])
    explained = []
    for note in notes if match else ():
        explained += [said for said in said_of(match[1], note) if not AS_BEFORE.search(said)]
    if not explained:
        return
    raw.texts[Column.NAME] = raw.texts[Column.NAME][: match.start()]
    for head, text in raw.unread.items():
        if text and any(f"见{head}" in said for said in explained):
            limit(raw, text)
            return
    if where := where_in(explained, places):
        limit(raw, where)
    known = places.codes if places else ()
    for said in explained:
        if any(name in said for name in known):
            limit(raw, said.strip())  # not understood, which the check of places says


def where_in(explained, places):
    """The places that one of the texts says; one that is not understood as it is written."""
    found = next(filter(None, map(WHERE.search, explained)), None)
    where = BRACKETED.sub("", found[0]) if found else ""
    if not places or (where and places.names_some(where)):
        return where
    clauses = [clause for text in explained for clause in re.split("[。；;，,]", text)]
    return next(filter(None, (place_said(clause, places) for clause in clauses)), where)


def said_of(mark, note):
    """What a note says of a mark, up to the next one; a note of no other mark as a whole."""
    _before, *parts = A_MARK.split(note)
    for found, text in zip(parts[::2], parts[1::2], strict=True):
        if found == mark:
            yield text
    if {*parts[::2]} == {mark}:
        yield note


def settle_numbers(rows, note, places):
    """Limits the items that a note names by their numbers to the places it says."""
    for match in OF_ITEMS.finditer(note):
        where = where_in([match["said"]], places)
        if not says_places(where, places):
            continue
        for number in re.findall(r"\d+", match["numbers"]):
            key = number_key(number)
            for raw in rows:
                if number_key(raw.texts.get(Column.NUMBER, "")) == key:
                    limit(raw, where)


def settle_named(rows, note, places):
    """Limits the items of a category, or the item, that a note names in quotes to the places it
    says: “畜牧兽医”部分各项，东风街道没有养殖户，不承担。
    """
    for match in NAMED.finditer(note) if places else ():
        where = place_said(match["said"], places)
        for raw in rows if where else ():
            if match["named"] in (raw.category, raw.texts[Column.NAME]):
                limit(raw, where)


def settle_whole(tables, notes, places):
    """Follows the notes that limit all items of the tables below, the nearest one first."""
    for row, reason, text in sorted(notes, reverse=True):
        below = [table for table in tables if table.head_row > row]
        if not below or "上" in text[:3]:
            below = tables  # 以上事项
        if reason in NOTES:
            settle_all(below, text, places)


def settle_all(tables, note, places):
    """Limits the items of these tables to the places to which a note limits all of them; a place
    that nobody knows among others is for the check of places to name.
    """
    match = OF_ALL.search(note)
    where = BRACKETED.sub("", match["where"]).strip() if match and match["where"] else ""
    if match and match["said"]:
        where = where_in([match["said"]], places)
    if where and (places.names_some(where) or any(name in where for name in places.codes)):
        for raw in chain.from_iterable(table.rows for table in tables):
            limit(raw, where)


def settle_kind_line(raw, places):
    """Limits an item to the places that the line of its kind says in brackets:
    三、收回事项（河口乡、柳林镇均适用）.
    """
    for bracketed in BRACKETED.findall(raw.kind_section.name):
        if where := place_said(bracketed, places):
            limit(raw, where)


def place_said(said, places):
    """The scope that a clause says of townships it names; "" where it says none."""
    names = [name for name in places.codes if name in said]
    if not names:
        return ""
    if NOT_THERE.search(said) and not NO_OTHERS.search(said):
        return f"除{'、'.join(names)}外"
    return "、".join(names) if ONLY.search(said) else ""


def says_places(text, places):
    return bool(A_PLACE.search(text) or (places and places.is_known(text)))


def limit(raw, where):
    """Takes what a note says of places as the scope of an item that has none."""
    if not raw.texts.get(Column.SCOPE):
        raw.texts[Column.SCOPE] = where
        raw.columns[Column.SCOPE] = raw.columns[Column.NAME]
