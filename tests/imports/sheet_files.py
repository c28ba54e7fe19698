"""Workbooks written part by part (.xlsx) and record by record (.xls), for what no library at hand
can write.
"""

import struct

from .format_files import OFFICE, RELATIONS, TYPES, archive, record, wide

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
SPACES = (
    f'xmlns="{MAIN}" xmlns:r="{OFFICE}" xmlns:xdr="{DRAWING}" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
HEAD = [["基本履职事项清单"], ["序号", "事项名称"]]


def element(name, inner, attributes=""):
    return f"<{name} {SPACES}{attributes}>{inner}</{name}>"


def cell(place, text, style=0, **attributes):
    """A cell with its text in place; `text` may be XML of runs."""
    inner = text if text.startswith("<") else f'<t xml:space="preserve">{text}</t>'
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<c r="{place}" s="{style}" t="inlineStr"{said}><is>{inner}</is></c>'


def number(place, value, style=0):
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def run(text, properties=""):
    return f"<r><rPr>{properties}</rPr><t>{text}</t></r>"


def rows_of(*rows):
    """XML of rows: texts stand in their cells, XML of cells is taken as it is."""
    written = ""
    for r, row in enumerate(rows, 1):
        cells = [
            text if text.startswith("<c ") else cell(f"{chr(64 + c)}{r}", text)
            for c, text in enumerate(row, 1)
        ]
        written += f'<row r="{r}">{"".join(cells)}</row>'
    return written


def xlsx(path, rows, *, styles="", after="", parts=(), related=(), book_related=()):
    """An .xlsx of one sheet: its rows, what follows them, further parts and how the sheet and the
    book name them.
    """
    sheet = element("worksheet", f"<sheetData>{rows}</sheetData>{after}")
    book = element("workbook", '<sheets><sheet name="清单" sheetId="1" r:id="s"/></sheets>')
    named = [("s", "worksheet", "worksheets/sheet1.xml"), ("t", "styles", "styles.xml")]
    named += [(f"b{n}", sort, target) for n, (sort, target) in enumerate(book_related)]
    written = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"/>',
        "_rels/.rels": relations([("m", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": relations(named),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": element("styleSheet", styles or styles_of()),
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            (f"r{n}", *said) for n, said in enumerate(related)
        ),
    }
    return archive(path, written | dict(parts))


def relations(named):
    inner = "".join(
        f'<Relationship Id="{mark}" Type="{OFFICE}/{sort}" Target="{to}"/>'
        for mark, sort, to in named
    )
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def styles_of(*looks, dxfs=""):
    """Styles 1, 2, ... with (XML of the font, code of the number format); 0 is the usual one."""
    fonts, formats, styles = "<font/>", "", '<xf numFmtId="0" fontId="0"/>'
    for n, (font, code) in enumerate(looks, 1):
        fonts += f"<font>{font}</font>"
        escaped = (
            code.replace("&", "&amp;")
            .replace('"', "&quot;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
        )
        formats += f'<numFmt numFmtId="{163 + n}" formatCode="{escaped}"/>'
        styles += f'<xf numFmtId="{163 + n}" fontId="{n}"/>'
    return (
        f"<numFmts>{formats}</numFmts><fonts>{fonts}</fonts><cellXfs>{styles}</cellXfs>"
        f"<dxfs>{dxfs}</dxfs>"
    )


def anchored(inner, row, column):
    """A thing in a drawing with its corner in a cell."""
    corner = f"<xdr:from><xdr:col>{column - 1}</xdr:col><xdr:row>{row - 1}</xdr:row></xdr:from>"
    return f"<xdr:twoCellAnchor>{corner}{inner}</xdr:twoCellAnchor>"


def shape(text="", properties=""):
    body = f"<xdr:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody>" if text else ""
    return (
        f"<xdr:sp><xdr:nvSpPr><xdr:cNvPr id='1' name=''/></xdr:nvSpPr>{properties}{body}</xdr:sp>"
    )


def vml(*controls):
    """An old drawing with (sort, row, column, whether ticked, label) controls."""
    shapes = ""
    for sort, row, column, ticked, label in controls:
        checked = "<x:Checked>1</x:Checked>" if ticked else ""
        anchor = f"{column - 1}, 5, {row - 1}, 2, {column}, 0, {row - 1}, 17"
        shapes += (
            f'<v:shape id="s" style="x"><v:textbox><div><font>{label}</font><br></div></v:textbox>'
            f'<x:ClientData ObjectType="{sort}">'
            f"<x:Anchor>{anchor}</x:Anchor>{checked}</x:ClientData></v:shape>"
        )
    return f'<xml xmlns:v="urn:v" xmlns:x="urn:x"><v:shapetype id="t"></v:shapetype>{shapes}</xml>'


# ---- records of .xls


def font_record(name="宋体", *, struck=False):
    flags = 8 if struck else 0
    return record(0x31, struct.pack("<HH", 200, flags) + b"\0" * 10 + wide(name, "B"))


def style_record(font=0, number_format=0):
    return record(0xE0, struct.pack("<HH", font, number_format) + b"\0" * 16)


def format_record(number_of_format, code):
    return record(0x41E, struct.pack("<H", number_of_format) + wide(code))


def styled(row, column, text, style):
    return record(0x204, struct.pack("<3H", row - 1, column - 1, style) + wide(text))


def styled_number(row, column, value, style):
    return record(0x203, struct.pack("<3Hd", row - 1, column - 1, style, value))


def in_runs(row, column, text, *starts, style=0):
    """A text cell with its fonts behind it, as (first letter, font)."""
    runs = struct.pack("<H", len(starts)) + b"".join(struct.pack("<HH", *start) for start in starts)
    return record(0xD6, struct.pack("<3H", row - 1, column - 1, style) + wide(text) + runs)


def string_table(text, *starts):
    """The table of strings with one text in runs, and the record of its cell."""
    letters = text.encode("utf-16-le")
    said = struct.pack("<IIHBH", 1, 1, len(letters) // 2, 9, len(starts)) + letters
    return record(0xFC, said + b"".join(struct.pack("<HH", *start) for start in starts))


def merged_record(*areas):
    said = b"".join(
        struct.pack("<4H", top - 1, bottom - 1, left - 1, right - 1)
        for top, left, bottom, right in areas
    )
    return record(0xE5, struct.pack("<H", len(areas)) + said)


def object_records(sort, row, column, *, number_of_object=1, text="", parts=b""):
    """A shape over a cell, its object, and the text in it."""
    place = struct.pack("<9H", 0, column - 1, 100, row - 1, 20, column - 1, 900, row - 1, 200)
    drawn = record(0xEC, b"\x00\x00\x10\xf0\x12\x00\x00\x00" + place)
    common = struct.pack("<HHHHH", 0x15, 18, sort, number_of_object, 0) + b"\0" * 12
    written = drawn + record(0x5D, common + parts + b"\0" * 4)
    if text:
        written += record(0x1B6, b"\0" * 10 + struct.pack("<H", len(text)) + b"\0" * 6)
        written += record(0x3C, b"\1" + text.encode("utf-16-le"))
    return written


def note_record(row, column, number_of_object, author=""):
    return record(0x1C, struct.pack("<4H", row - 1, column - 1, 0, number_of_object) + wide(author))
