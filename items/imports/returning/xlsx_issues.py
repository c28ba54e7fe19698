"""The sheet 导入问题: every issue of a file on a row of its own, with a link to its cell."""

from xml.sax.saxutils import quoteattr

from items.printed.columns import column_letter
from items.printed.spreadsheet import row_height

from .xlsx_cells import part_text

MARGINS = '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADS = ("级别", "工作表", "行", "列", "单元格内容", "问题", "怎样改正", "相近的名称")
FIRST = 28  # points: the sentence over the table
WIDTHS = (8, 18, 8, 8, 36, 48, 48, 26)


def issues_sheet(issues, looks):
    """The part as bytes; `issues` has a sentence and rows of (level, cells, link)."""
    text, bold, link = looks.of("0", "text"), looks.of("0", "bold"), looks.of("0", "link")
    rows = [row(1, [(issues["sentence"], bold)]), row(2, [(head, bold) for head in HEADS])]
    links = []
    for number, (level, cells, target) in enumerate(issues["rows"], 3):
        styles = [text] * len(HEADS)
        styles[0] = looks.of(text, level)
        if target:
            styles[1:4] = [link] * 3
            for letter in "BCD":
                links.append(f'<hyperlink ref="{letter}{number}" location={quoteattr(target)}/>')
        rows.append(row(number, zip(cells, styles, strict=True)))
    columns = []
    for number, width in enumerate(WIDTHS, 1):
        columns.append(f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>')
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
        f"<sheetPr>"
        '<tabColor rgb="FFB8321A"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="2" '
        'topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{''.join(columns)}</cols>"
        f"<sheetData>{''.join(rows)}</sheetData>"
        f'<mergeCells count="1"><mergeCell ref="A1:{column_letter(len(HEADS))}1"/></mergeCells>'
        f"{hyperlinks(links)}{MARGINS}"
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def hyperlinks(links):
    if links:
        return f"<hyperlinks>{''.join(links)}</hyperlinks>"
    return ""


def row(number, cells):
    cells = list(cells)
    if number > 1:
        high = row_height([text for text, _style in cells], WIDTHS)
    else:
        high = FIRST
    texts = "".join(cell(n, number, *one) for n, one in enumerate(cells, 1))
    return f'<row r="{number}" ht="{high}" customHeight="1">{texts}</row>'


def cell(column, number, text, style):
    where = f'<c r="{column_letter(column)}{number}" s="{style}"'
    return f'{where} t="inlineStr"><is><t xml:space="preserve">{part_text(text)}</t></is></c>'
