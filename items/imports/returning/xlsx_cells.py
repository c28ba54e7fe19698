"""Edits single cells of a worksheet's XML in place: what is not edited stays byte for byte as it
was.

The part is read once for the places of its rows and cells; the edits are then spliced in. Runs only
inside the process that gives a workbook back.
"""

import re
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from items.imports.reading.grid import column_number
from items.printed.columns import column_letter
from items.printed.spreadsheet import cell_text

ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
BEFORE_LEGACY = frozenset(
    [
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    ]
)


def part_text(text):
    """A text as it stands in the part of a worksheet: its own _x000D_ writing shielded, markup
    escaped.
    """
    text = ESCAPED.sub("_x005F_", cell_text(text))
    return escape(text).replace("\r", "&#13;")


@dataclass
class Span:
    """Where one element stands: from its first byte to the one after its start tag, and its end."""

    start: int
    opened: int
    end: int = 0
    style: str = ""
    cells: dict = field(default_factory=dict)


class CellPlaces:
    """The places of a worksheet's parts: `wanted` rows with all their cells, and every cell of a
    `stale` style.
    """

    def __init__(self, data, wanted, stale=frozenset()):
        self.data, self.wanted, self.stale = data, wanted, stale
        self.rows, self.columns, self.old = {}, [], []
        self.root = self.sheet_data = self.dimension = self.legacy = None
        self.tail = {}
        self.row = self.column = self.depth = 0
        self.open_row = self.open_cell = None
        self.read()

    def read(self):
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.StartDoctypeDeclHandler = refuse_doctype
        self.parser = parser
        parser.Parse(self.data, True)

    def here(self):
        at = self.parser.CurrentByteIndex
        return Span(at, TAG.match(self.data, at).end())

    def start(self, tag, attributes):
        self.depth += 1
        name = tag.rpartition(":")[2]
        if self.depth == 1:
            self.root, self.prefix = self.here(), tag.rpartition(":")[0]
        elif self.depth == 2:
            self.start_part(name, attributes)
        elif name == "row" and self.depth == 3:
            self.row, self.column = int(attributes.get("r") or self.row + 1), 0
            self.open_row = self.rows[self.row] = self.here()
            self.open_row.style = attributes.get("s", "")
        elif name == "c" and self.depth == 4:
            self.start_cell(attributes)
        elif name == "col" and self.depth == 3:
            self.columns.append((int(attributes["min"]), int(attributes["max"]), self.here()))

    def start_part(self, name, attributes):
        span = self.here()
        if name == "sheetData":
            self.sheet_data = span
        elif name == "dimension":
            self.dimension = span
        elif name == "legacyDrawing":
            self.legacy = next(
                (value for key, value in attributes.items() if key.endswith(":id")), ""
            )
        self.tail.setdefault(name, span)

    def start_cell(self, attributes):
        match = PLACE.fullmatch(attributes.get("r", ""))
        if match:
            self.column = column_number(match[1])
        else:
            self.column = self.column + 1
        style = attributes.get("s", "0")
        if self.row in self.wanted or style in self.stale:
            self.open_cell = self.open_row.cells[self.column] = self.here()
            self.open_cell.style = style
            if style in self.stale:
                self.old.append((self.row, self.column))

    def end(self, tag):
        name = tag.rpartition(":")[2]
        if name == "c" and self.depth == 4 and self.open_cell:
            self.close(self.open_cell)
            self.open_cell = None
        elif name == "row" and self.depth == 3:
            self.close(self.open_row)
            if self.row not in self.wanted and not self.open_row.cells:
                self.open_row.cells = None
        elif name == "col" and self.depth == 3:
            self.close(self.columns[-1][2])
        elif self.depth == 2 and name in self.tail:
            self.close(self.tail[name])
        elif self.depth == 1:
            self.close(self.root)
        self.depth -= 1

    def close(self, span):
        """An element's end: after its end tag, or after its start tag when it is an empty one."""
        if self.data[span.opened - 2 : span.opened] == b"/>":
            span.end = span.opened
        else:
            span.end = TAG.match(self.data, self.parser.CurrentByteIndex).end()


def refuse_doctype(*_arguments):
    raise ValueError("a DOCTYPE has no business here")


class SheetEditor:
    """Collects the edits of one worksheet and splices them in at the end."""

    def __init__(self, data, wanted, stale=frozenset()):
        self.data, self.layout = as_utf8(data), None
        self.layout = CellPlaces(self.data, wanted, stale)
        if self.layout.prefix:
            self.prefix = f"{self.layout.prefix}:"
        else:
            self.prefix = ""
        self.splices = []  # (start, end, bytes)
        self.edits = {}  # row: {column: (style, text or None to keep what is there)}

    def style_at(self, row, column):
        """The style a cell has, or would have if it were there."""
        span = self.layout.rows.get(row)
        if not span:
            return "0"
        cell = (span.cells or {}).get(column)
        if cell:
            return cell.style
        return span.style or "0"

    def set(self, row, column, style, text=None):
        self.edits.setdefault(row, {})[column] = (style, text)

    def result(self):
        for row, cells in sorted(self.edits.items()):
            self.edit_row(row, cells)
        if self.edits:
            self.widen_dimension()
        out, at = [], 0
        for start, end, content in sorted(self.splices, key=lambda splice: splice[0]):
            out += [self.data[at:start], content]
            at = end
        return b"".join([*out, self.data[at:]])

    def splice(self, start, end, text):
        self.splices.append((start, end, text.encode()))

    def edit_row(self, row, cells):
        span = self.layout.rows.get(row)
        if span is None:
            return self.add_row(row, cells)
        new = {}
        for column, (style, text) in sorted(cells.items()):
            if column in span.cells:
                self.edit_cell(span.cells[column], row, column, style, text)
            else:
                new[column] = self.cell(row, column, style, text)
        if new:
            self.add_cells(span, new)
        return None

    def edit_cell(self, cell, row, column, style, text):
        if text is not None:
            self.splice(cell.start, cell.end, self.cell(row, column, style, text))
        elif style != cell.style:
            tag = self.data[cell.start : cell.opened].decode()
            self.splice(cell.start, cell.opened, with_attribute(tag, "s", style))

    def add_cells(self, span, new):
        """Puts new cells in their order; the row's own hint at how far it goes (spans) is taken
        off.
        """
        tag = re.sub(
            r"\s+spans=(\"[^\"]*\"|'[^']*')", "", self.data[span.start : span.opened].decode()
        )
        if span.end == span.opened:
            self.splice(
                span.start, span.opened, f"{tag[:-2]}>{''.join(new.values())}</{self.prefix}row>"
            )
            return
        self.splice(span.start, span.opened, tag)
        closing = self.data.rindex(b"<", span.start, span.end)
        for column, text in new.items():
            later = min((c for c in span.cells if c > column), default=None)
            if later:
                at = span.cells[later].start
            else:
                at = closing
            self.splice(at, at, text)

    def add_row(self, row, cells):
        texts = [self.cell(row, column, *cells[column]) for column in sorted(cells)]
        text = f'<{self.prefix}row r="{row}">{"".join(texts)}</{self.prefix}row>'
        sheet = self.layout.sheet_data
        later = min((r for r in self.layout.rows if r > row), default=None)
        if later:
            at = self.layout.rows[later].start
            self.splice(at, at, text)
        elif sheet.end == sheet.opened:
            self.splice(
                sheet.start, sheet.end, f"<{self.prefix}sheetData>{text}</{self.prefix}sheetData>"
            )
        else:
            at = self.data.rindex(b"<", sheet.start, sheet.end)
            self.splice(at, at, text)

    def cell(self, row, column, style, text=None):
        p, where = self.prefix, f'r="{column_letter(column)}{row}" s="{style}"'
        if not text:
            return f"<{p}c {where}/>"
        inner = f'<{p}is><{p}t xml:space="preserve">{text}</{p}t></{p}is>'
        return f'<{p}c {where} t="inlineStr">{inner}</{p}c>'

    def widen(self, column, width):
        """Gives one column a width of its own and shows it, whatever range of columns it was part
        of.
        """
        mine = f'<{self.prefix}col min="{column}" max="{column}" width="{width}" customWidth="1"/>'
        for first, last, span in self.layout.columns:
            if first <= column <= last:
                tag = self.data[span.start : span.opened].decode().rstrip("/>") + "/>"
                left = ""
                if first < column:
                    left = with_ends(tag, first, column - 1)
                right = ""
                if column < last:
                    right = with_ends(tag, column + 1, last)
                return self.splice(span.start, span.end, left + mine + right)
        later = [span for first, _last, span in self.layout.columns if first > column]
        if later:
            return self.splice(later[0].start, later[0].start, mine)
        if self.layout.columns:
            end = self.layout.columns[-1][2].end
            return self.splice(end, end, mine)
        at = self.layout.sheet_data.start
        return self.splice(at, at, f"<{self.prefix}cols>{mine}</{self.prefix}cols>")

    def widen_dimension(self):
        """The area said to be used, for programs that trust it."""
        if not self.layout.dimension:
            return
        span = self.layout.dimension
        tag = self.data[span.start : span.opened].decode()
        area = re.search(r"ref=[\"']([^\"']*)", tag)
        if not area:
            return
        rows, columns = list(self.edits), []
        for cells in self.edits.values():
            columns += cells
        for corner in area[1].split(":"):
            place = PLACE.fullmatch(corner)
            if not place:
                return
            rows.append(int(place[2]))
            columns.append(column_number(place[1]))
        first = f"{column_letter(min(columns))}{min(rows)}"
        last = f"{column_letter(max(columns))}{max(rows)}"
        self.splice(span.start, span.opened, with_attribute(tag, "ref", f"{first}:{last}"))

    def add_legacy_drawing(self, relation, namespace):
        """Points the sheet to the part that draws its comments."""
        text = f'<{self.prefix}legacyDrawing xmlns:r="{namespace}" r:id="{relation}"/>'
        later = [span.start for name, span in self.layout.tail.items() if name in BEFORE_LEGACY]
        if later:
            at = min(later)
        else:
            at = self.data.rindex(b"<", 0, self.layout.root.end)
        self.splice(at, at, text)


def with_attribute(tag, name, value):
    """A start tag with one attribute set."""
    match = re.search(rf"(\s{name}=)(\"[^\"]*\"|'[^']*')", tag)
    if match:
        return f'{tag[: match.start()]}{match[1]}"{value}"{tag[match.end() :]}'
    end = -1
    if tag.endswith("/>"):
        end = -2
    return f'{tag[:end].rstrip()} {name}="{value}"{tag[end:]}'


def with_ends(tag, first, last):
    return with_attribute(with_attribute(tag, "min", first), "max", last)


def as_utf8(data):
    """The part in the encoding the splices are written in; hardly any program writes another."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16")
        return re.sub(r"encoding=([\"'])[^\"']*\1", 'encoding="UTF-8"', text, count=1).encode()
    head = re.match(rb"<\?xml[^>]*encoding=[\"']([^\"']+)", data)
    if head and head[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise ValueError("a part in an encoding of its own")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:]
    return data
