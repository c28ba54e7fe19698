"""The texts of a file as its own format holds them, read without the importer's code: (sheet, row,
column, text).
"""

import csv
import re
import zipfile
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook, SheetVisibleEnum


def texts_in(path):
    return READERS[path.suffix](path)


def of_workbook(path):
    for sheet in load_workbook(path, data_only=True):
        if sheet.sheet_state == "visible":
            for row in sheet.iter_rows():
                yield from (
                    (sheet.title, cell.row, cell.column, str(cell.value))
                    for cell in row
                    if cell.value is not None
                )


def of_document(path):
    """Each paragraph without those that stand in a text box of it, of the usual and the strict
    variety.
    """
    with zipfile.ZipFile(path) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    for paragraph in body.iter():
        if paragraph.tag.endswith("}p"):
            yield None, None, None, "".join(own_texts(paragraph))


def own_texts(node):
    for child in node:
        if child.tag.endswith("}t"):
            yield child.text or ""
        elif not child.tag.endswith("}p"):
            yield from own_texts(child)


def of_comma_separated(path):
    data = path.read_bytes()
    encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    delimiter = max(",;\t", key=text.count)
    for row, cells in enumerate(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), 1):
        yield from ((None, row, column, cell) for column, cell in enumerate(cells, 1))


def of_opendocument(path):
    content = zipfile.ZipFile(path).read("content.xml").decode()
    hidden = re.findall(
        r'<style:style style:name="(\w+)"[^>]*><style:table-properties[^>]*table:display="false"',
        content,
    )
    for table in re.findall(r"<table:table .*?</table:table>", content, re.DOTALL):
        if not any(f'table:style-name="{name}"' in table for name in hidden):
            texts = re.findall(r"<text:p[^>]*>(.*?)</text:p>", table, re.DOTALL)
            yield from (
                (None, None, None, unescape(re.sub(r"<[^>]+>", "", text))) for text in texts
            )


def of_old_workbook(path):
    """Read by the library that the importer uses too: no other reads these files."""
    book = CalamineWorkbook.from_path(path)
    for sheet in book.sheets_metadata:
        if sheet.visible == SheetVisibleEnum.Visible:
            for row in book.get_sheet_by_name(sheet.name).to_python():
                yield from ((sheet.name, None, None, str(value)) for value in row)


READERS = {
    ".xlsx": of_workbook,
    ".docx": of_document,
    ".csv": of_comma_separated,
    ".ods": of_opendocument,
    ".xls": of_old_workbook,
    ".et": of_old_workbook,
}
