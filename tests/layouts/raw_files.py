"""Layouts in files written byte by byte: rich and inline strings, repeated cells of OpenDocument,
odd csv.
"""

import csv
import io
import zipfile
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from .catalogue import layout
from .local_words import reworded
from .model import Named, Truth
from .sheets import COORDINATION

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CONTENT_TYPES = (
    f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    "</Types>"
)


def relations(*targets):
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


def write_workbook(path, sheet_name, rows, shared, *, places=True):
    """A workbook of one sheet from ready cell XML; `shared` are the <si> of its string table."""
    marks = [f' r="{n}"' if places else "" for n in range(1, len(rows) + 1)]
    lines = "".join(f"<row{mark}>{cells}</row>" for mark, cells in zip(marks, rows, strict=True))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", relations(("officeDocument", "xl/workbook.xml")))
        archive.writestr(
            "xl/workbook.xml",
            f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
            f'<sheet name="{sheet_name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            relations(
                ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
            ),
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'{DECLARATION}<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>',
        )
        archive.writestr(
            "xl/sharedStrings.xml", f'{DECLARATION}<sst xmlns="{MAIN}">{"".join(shared)}</sst>'
        )


def rich(text):
    """A string of two runs with the reading of its sound, as an input method leaves it."""
    middle = len(text) // 2
    runs = "".join(
        f'<r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve">{escape(half)}</t></r>'
        for half in (text[:middle], text[middle:])
        if half
    )
    return f'<si>{runs}<rPh sb="0" eb="1"><t>PIN YIN</t></rPh><phoneticPr fontId="1"/></si>'


@layout()
def rich_and_inline_strings(path, maker):
    """Names in runs with phonetics, duties in inline strings with _x000D_, numbers as text with
    zero-width signs.
    """
    items = reworded(maker, maker.coordination(40, departments=1), lines=2)
    shared, rows = [], []

    def place(column, row, text):
        shared.append(rich(text))
        return f'<c r="{column}{row}" t="s"><v>{len(shared) - 1}</v></c>'

    def inline(column, row, text):
        text = escape(text).replace("\n", "_x000D_\n")
        return (
            f'<c r="{column}{row}" t="inlineStr"><is><r>'
            f'<t xml:space="preserve">{text}</t></r></is></c>'
        )

    heads = ["序号", "类　别", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责"]
    rows.append(place("A", 1, "配合履职事项清单"))
    rows.append("".join(place(get_column_letter(n), 2, head) for n, head in enumerate(heads, 1)))
    for number, item in enumerate(items, 1):
        row = number + 2
        part = item.parts[0]
        cells = [
            inline("A", row, f"{number}\u200b"),
            place("B", row, item.category),
            place("C", row, f"{item.name[:2]}\ufeff{item.name[2:]}"),
            inline("D", row, f" {part.department}\u00a0"),
            inline("E", row, part.duty),
            inline("F", row, item.township_duty),
        ]
        rows.append("".join(cells))
    write_workbook(path, "配合 ", rows, shared)
    return Truth(items, heads=heads)


ODS = "urn:oasis:names:tc:opendocument:xmlns"


def cell(text="", *, repeated=1, down=1, number=False):
    marks = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    marks += (
        f' table:number-rows-spanned="{down}" table:number-columns-spanned="1"' if down > 1 else ""
    )
    if not text:
        return f"<table:table-cell{marks}/>"
    kind = (
        f' office:value-type="float" office:value="{text}"'
        if number
        else ' office:value-type="string"'
    )
    paragraphs = "".join(f"<text:p>{spaced(line)}</text:p>" for line in str(text).split("\n"))
    return f"<table:table-cell{marks}{kind}>{paragraphs}</table:table-cell>"


def spaced(line):
    half = len(line) // 2
    return f"{escape(line[:half])}<text:span>{escape(line[half:])}</text:span>"


def write_opendocument(path, sheets):
    """Sheets as {name: [rows of cell XML]}."""
    tables = "".join(
        f'<table:table table:name="{name}">{"".join(rows)}</table:table>'
        for name, rows in sheets.items()
    )
    names = "".join(f' xmlns:{n}="{ODS}:{n}:1.0"' for n in ("office", "table", "text", "style"))
    content = (
        f"<office:document-content{names} office:version='1.2'>"
        f"<office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED
        )
        archive.writestr("content.xml", DECLARATION + content)
        archive.writestr(
            "META-INF/manifest.xml",
            f'{DECLARATION}<manifest:manifest xmlns:manifest="{ODS}:manifest:1.0"/>',
        )


def ods_row(*cells, repeated=1):
    marks = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{marks}>{''.join(cells)}</table:table-row>"


@layout("ods")
def repeated_cells_of_opendocument(path, maker):
    """Equal cells as one repeated cell, blank rows by the million, a category spanned down, an
    annotation on a cell.
    """
    items = maker.reclaimed(40)
    heads = ["类别", "序号", "事项名称", "承接部门", "联系电话", "传真", "工作方式"]
    rows = [
        ods_row(cell("上级部门收回事项清单"), cell(repeated=16383)),
        ods_row(cell(repeated=16384), repeated=3),
    ]
    rows.append(ods_row(*(cell(head) for head in heads), cell(repeated=16377)))
    for number, item in enumerate(items, 1):
        same = [other for other in items if other.category == item.category]
        first = (
            cell(item.category, down=len(same))
            if item is same[0]
            else "<table:covered-table-cell/>"
        )
        names = cell("、".join(item.names))
        rows.append(
            ods_row(
                first,
                cell(number, number=True),
                cell(item.name),
                names,
                cell("6600123", repeated=2),
                cell(item.method),
            )
        )
    rows.append(ods_row(cell(repeated=16384), repeated=1048500))
    write_opendocument(path, {"收回": rows})
    return Truth(items, heads=heads)


@layout("csv")
def semicolons_in_gb18030_with_broken_lines(path, maker):
    """GB18030 with ; between, title lines above, quotes doubled, cells of several lines, an empty
    column.
    """
    items = maker.coordination(40, departments=2)
    table = [["示例县配合履职事项清单", "", "", "", "", "", ""], [""] * 7]
    heads = ["序号", "事项类别", "", *COORDINATION[1:]]
    table.append(heads)
    for number, item in enumerate(items, 1):
        table.append(
            [
                f"{number}、",
                item.category,
                "",
                item.name,
                " ".join(item.names),
                item.duties.replace("\n", "\r\n"),
                item.township_duty,
            ]
        )
    table.append(["注：本表一式三份；另附电子版", "", "", "", "", "", ""])
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(table)
    path.write_bytes(text.getvalue().encode("gb18030"))
    return Truth(items, [Named(row=None, says="本表一式三份")], heads=heads)


@layout("csv")
def tabs_with_every_kind_and_blank_lines(path, maker):
    """Tabs in UTF-16-free UTF-8 with BOM: three titled tables under each other, blank lines
    between, trailing tabs.
    """
    lines, heads = [], []
    words = {
        "basic": ("表1 基本履职事项", ["序号", "事项类别", "事项名称"]),
        "coordination": ("表2 配合履职事项", ["序号", "事项类别", *COORDINATION[1:]]),
        "reclaimed": (
            "表3 上级部门收回事项",
            ["序号", "事项类别", "事项名称", "承接部门", "承接部门工作方式"],
        ),
    }
    truth = Truth([])
    for items in maker.every_kind():
        title, head = words[items[0].kind]
        heads += head
        lines += [[title], head]
        for number, item in enumerate(items, 1):
            truth.items.append(item)
            line = [number, item.category, item.name]
            if item.kind == "coordination":
                line += ["，".join(item.names), item.duties, item.township_duty]
            if item.kind == "reclaimed":
                line += ["/".join(item.names), item.method]
            lines.append([*line, "", ""])
        lines += [[], ["\u3000"], []]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter="\t").writerows(lines)
    path.write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())
    truth.heads = heads
    return truth
