"""However townships' tables are arranged in one file, no row is given to a township that its
headings do not name.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutylist.organizations.models import Region
from items.imports.owners.pieces import pieces_of, read_pieces
from items.imports.owners.townships import TownshipNames
from items.imports.reading.grid import Cell, Sheet
from items.imports.recognition.recognised import Recognition
from items.imports.recognition.rows import rows_of
from items.imports.recognition.tables import read_tables
from tests.unaccounted import unaccounted

pytestmark = pytest.mark.one_database
HEAD = ["序号", "事项名称", "对应上级部门", "上级部门职责", "配合职责"]
KNOWN = ("城关镇", "河口乡", "湾头镇", "新城街道", "新城关镇")
NAMES = TownshipNames(
    Region(name="示例县"),
    [Region(name=name, code=f"{n:012d}") for n, name in enumerate(KNOWN)],
    {"石桥乡": Region()},
)
STYLES = {
    "title": ["示例县{}配合履职事项清单"],
    "spaced": ["{} 履 职 事 项 清 单"],
    "two lines": ["示例县{}", "乡镇（街道）配合履职事项清单"],
    "attached": ["附件3", "《{}配合履职事项清单（2026年版）》"],
    "numbered": ["（三）{}"],
    "chapter": ["第二部分　{}", "一、配合履职事项"],
    "kind": ["{}配合履职事项"],
    "sentence": ["以下为{}的配合履职事项："],
    "filled in": ["{}配合履职事项清单", "填表人：王某"],
}
NEUTRAL = ["配合履职事项清单"]
SUMMARY = ["示例县配合履职事项汇总表"]
FOREIGN = "海滨镇"


def lines_of(who, style):
    if who in ("", "全县"):
        return SUMMARY if who else NEUTRAL
    return [line.format(who) for line in STYLES[style]]


@st.composite
def blocks(draw):
    """[(whose, lines above its head, how many rows)]; "" is a title without any place, 全县 the
    county's summary.
    """
    whose = st.sampled_from([*KNOWN, *KNOWN, FOREIGN, "全县", ""])
    block = st.tuples(whose, st.sampled_from(sorted(STYLES)), st.integers(1, 3))
    return [
        (who, lines_of(who, style), count)
        for who, style, count in draw(st.lists(block, min_size=2, max_size=6))
    ]


def sheet_of(name, found, number, *, notes, document):
    """One sheet with these blocks one under another; every item's name is its own number."""
    sheet, row = Sheet(name), 0
    for _who, lines, count in found:
        names = [f"办理第{number + n}号事项" for n in range(count)]
        items = [
            [str(n), name, "县水利局", "监督管理。", "日常巡查。"]
            for n, name in enumerate(names, 1)
        ]
        number += count
        for cells in [
            *[[line] for line in lines],
            HEAD,
            *items,
            *([["注：以上由县水利局解释。"]] if notes else []),
        ]:
            row += 1
            sheet.cells += [Cell(row, column, text) for column, text in enumerate(cells, 1)]
            if document:
                sheet.row_places[row] = f"第{row}段" if len(cells) == 1 else f"第1个表格第{row}行"
    return sheet


def expected(found, *, together):
    """Whose each item is, by number: a title without a place goes on with what is above."""
    owners, now = [], None
    for who, _lines, count in found:
        now = who if who in KNOWN else None if who or not together else now
        owners += [now] * count
    return owners


@given(blocks(), st.booleans(), st.booleans(), st.booleans())
def test_every_row_is_its_headings_townships_or_is_asked_for(found, together, notes, document):
    numbers = [sum(count for _who, _lines, count in found[:order]) for order in range(len(found))]
    if together:
        sheets = [sheet_of("表", found, 0, notes=notes, document=document)]
    else:
        pairs = zip(found, numbers, strict=True)
        sheets = [
            sheet_of(f"Sheet{n}", [block], n, notes=notes, document=document) for block, n in pairs
        ]
    recognition = read_tables(sheets)
    pieces, rest = pieces_of(sheets, recognition, NAMES)
    owners = expected(found, together=together)
    assert bool(pieces) == (len({who for who, _lines, _count in found if who in KNOWN}) > 1)
    whole = Recognition(skipped=list(rest.skipped), strays=[])
    given_to = {}
    for piece in pieces:
        read = read_pieces([piece], {}, {})
        whole.tables, whole.skipped = whole.tables + read.tables, whole.skipped + read.skipped
        whole.strays += read.strays
        for row in rows_of(read):
            sure = piece.named[0].name if len(piece.named) == 1 else None
            given_to[row.content["name"]] = (sure, row.content.get("category", ""))
    if pieces:
        assert unaccounted(sheets, whole) == []
        assert given_to == {f"办理第{n}号事项": (owner, "") for n, owner in enumerate(owners)}
