"""The small parts round the rows of an .xlsx workbook: what is in it, how it looks, how it is printed."""

from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MARGINS = '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
LINE, ROOM, HIGHEST = 15, 6, 409  # points: a line of text, what is left round it, the highest row there is
HIDDEN = ' state="hidden"'
FOOT = "第 &P 页，共 &N 页"


def sheet_head(page):
    """All that stands before the rows."""
    tab = f'<tabColor rgb="FF{page.tab}"/>' if page.tab else ""
    pane = (
        f'<pane ySplit="{page.frozen}" topLeftCell="A{page.frozen + 1}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{page.frozen + 1}" sqref="A{page.frozen + 1}"/>'
        if page.frozen
        else ""
    )
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(page.widths, 1)
    )
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetPr>{tab}<pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="{LINE + ROOM}" customHeight="1"/>'
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>"
    )


def row_height(texts, widths):
    """The height in points that shows all of a row's texts, each wrapped in its column; not every program finds it."""
    lines = 1
    for text, width in zip(texts, widths, strict=False):
        if text and isinstance(text, str) and (len(text) * 2 >= width or "\n" in text):
            lines = max(lines, lines_in(text, width))
    return min(lines * LINE + ROOM, HIGHEST)


def lines_in(text, width):
    """The lines of a text in a column so many letters wide; a Chinese sign is as wide as two."""
    room, lines = max(width - 1, 2), 0
    for line in text.split("\n"):
        length = len(line)
        wide = length * 2 if length * 2 <= room else (length + len(line.encode(errors="replace"))) // 2
        lines += -(-wide // room) or 1
    return lines


def sheet_foot(sheet):
    """All that stands after the rows, in the order the format wants."""
    page = sheet.page
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in sheet.merged)
    lists = "".join(drop_down(*row) for row in page.drop_downs)
    left = f"&L{page.footer.replace('&', '&&')}" if page.footer else ""
    return (
        "</sheetData>"
        + (f'<autoFilter ref="{sheet.filter}"/>' if sheet.filter else "")
        + (f'<mergeCells count="{len(sheet.merged)}">{areas}</mergeCells>' if areas else "")
        + (f'<dataValidations count="{len(page.drop_downs)}">{lists}</dataValidations>' if lists else "")
        + f'<printOptions horizontalCentered="1"/>{MARGINS}'
        + '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        + f"<headerFooter><oddFooter>{escape(f'{left}&C{FOOT}')}</oddFooter></headerFooter></worksheet>"
    )


def drop_down(area, source, sentence):
    """A list to choose from; other values are told and then let in, for a cell may name several."""
    return (
        f'<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" errorStyle="warning" '
        f'errorTitle="请核对" error={quoteattr(sentence)} prompt={quoteattr(sentence)} sqref="{area}">'
        f"<formula1>{escape(source)}</formula1></dataValidation>"
    )


def package(book, now):
    """(path, content) of every part but the sheets."""
    yield "[Content_Types].xml", content_types(book)
    yield "_rels/.rels", relations([("officeDocument", "xl/workbook.xml"), ("core", "docProps/core.xml")])
    yield "xl/workbook.xml", workbook(book)
    sheets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(book.sheets) + 1)]
    yield "xl/_rels/workbook.xml.rels", relations([*sheets, ("styles", "styles.xml")])
    yield "xl/styles.xml", stylesheet(list(book.styles))
    yield "docProps/core.xml", core(book, now)


def content_types(book):
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPES}.worksheet+xml"/>'
        for n in range(1, len(book.sheets) + 1)
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPES}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        f'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{sheets}</Types>'
    )


def relations(targets):
    kinds = {"core": f"{PACKAGE}/relationships/metadata/core-properties"}
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{kinds.get(kind, f"{OFFICE}/{kind}")}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def workbook(book):
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}"{HIDDEN if page.hidden else ""} r:id="rId{n}"/>'
        for n, (name, page) in enumerate(book.sheets, 1)
    )
    named = "".join(
        f'<definedName name="{name}"{marks}>{escape(area)}</definedName>' for name, marks, area in sorted(book.names)
    )
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets>{f'<definedNames>{named}</definedNames>' if named else ''}</workbook>"
    )


def stylesheet(styles):
    """The looks of the cells, each in the place of its number."""
    fonts = list(dict.fromkeys((s.font, s.size, s.bold, s.colour) for s in styles))
    fills = ["", "gray125", *dict.fromkeys(s.fill for s in styles if s.fill)]
    looks = "".join(look(s, fonts.index((s.font, s.size, s.bold, s.colour)), fills.index(s.fill)) for s in styles)
    side = "".join(f'<{s} style="thin"><color auto="1"/></{s}>' for s in ("left", "right", "top", "bottom"))
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="{len(fonts)}">{"".join(map(font, fonts))}</fonts>'
        f'<fills count="{len(fills)}">{"".join(map(fill, fills))}</fills><borders count="2"><border><left/><right/>'
        f"<top/><bottom/><diagonal/></border><border>{side}<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(styles)}">{looks}</cellXfs><cellStyles count="1">'
        '<cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def font(facts):
    name, size, bold, colour = facts
    tint = f'<color rgb="FF{colour}"/>' if colour else ""
    return f'<font>{"<b/>" if bold else ""}<sz val="{size}"/>{tint}<name val={quoteattr(name)}/></font>'


def fill(colour):
    if colour in ("", "gray125"):
        return f'<fill><patternFill patternType="{colour or "none"}"/></fill>'
    return f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>'


def look(style, font_number, fill_number):
    quoted = ' quotePrefix="1"' if style.quoted else ""
    return (
        f'<xf numFmtId="0" fontId="{font_number}" fillId="{fill_number}" borderId="{int(style.border)}" xfId="0"'
        f'{quoted} applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<alignment horizontal="{style.horizontal}" vertical="center" wrapText="1"/></xf>'
    )


def core(book, now):
    moment = f"{now:%Y-%m-%dT%H:%M:%SZ}"
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(book.title)}</dc:title><dc:creator>{escape(book.creator)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created></cp:coreProperties>'
    )
