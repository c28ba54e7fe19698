"""Layouts of comma-separated files and OpenDocument sheets."""

import csv
import zipfile
from xml.sax.saxutils import escape

from .catalogue import layout
from .model import Named, Truth, by_category, numeral
from .sheets import BASIC, COORDINATION, RECLAIMED, TITLES, official_cells

ALL_HEADS = [
    "序号",
    "清单类型",
    "类别",
    "事项名称",
    "对应上级部门",
    "上级部门职责",
    "配合职责",
    "承接部门",
    "工作方式",
]
KIND_WORDS = {
    "basic": "基本履职事项",
    "coordination": "配合履职事项",
    "reclaimed": "上级部门收回事项",
}


def flat_lines(maker):
    """(truth, lines) of one table with all kinds."""
    truth, lines = Truth([], heads=list(ALL_HEADS)), [ALL_HEADS]
    for number, item in enumerate([item for items in maker.every_kind() for item in items], 1):
        rest = official_cells(item, number)[2:]
        own = ["", "", "", *rest] if item.kind == "reclaimed" else [*rest, *[""] * (5 - len(rest))]
        lines.append([number, KIND_WORDS[item.kind], item.category, item.name, *own])
        truth.items.append(item)
    return truth, lines


def published_lines(maker):
    """(truth, lines) of the three tables under one another with titles, sections and notes."""
    truth, lines = Truth([]), []
    heads = {"basic": BASIC, "coordination": COORDINATION, "reclaimed": RECLAIMED}
    for items in maker.every_kind():
        kind = items[0].kind
        truth.heads += heads[kind]
        lines += [[TITLES[kind]], heads[kind]]
        for place, (category, group) in enumerate(by_category(items), 1):
            lines.append([f"{numeral(place)}、{category}（{len(group)}项）"])
            lines += [official_cells(item, n) for n, item in enumerate(group, 1)]
        lines += [["注：以印发文件为准。"], []]
        truth.named.append(Named(row=len(lines) - 1))
        truth.items += items
    return truth, lines


def save_csv(path, lines, *, encoding, delimiter=","):
    with open(path, "w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(lines)


@layout("csv")
def comma_separated_utf8_with_mark(path, maker):
    truth, lines = flat_lines(maker)
    save_csv(path, lines, encoding="utf-8-sig")
    return truth


@layout("csv")
def comma_separated_utf8_plain(path, maker):
    truth, lines = published_lines(maker)
    save_csv(path, lines, encoding="utf-8")
    return truth


@layout("csv")
def semicolons_in_gb18030(path, maker):
    truth, lines = published_lines(maker)
    save_csv(path, lines, encoding="gb18030", delimiter=";")
    return truth


@layout("csv")
def tabs_in_gb18030(path, maker):
    truth, lines = flat_lines(maker)
    save_csv(path, lines, encoding="gb18030", delimiter="\t")
    return truth


NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
    )
)


def ods_cell(value, *, columns=1):
    if value is None or value == "":
        return "<table:table-cell/>"
    span = f' table:number-columns-spanned="{columns}"' if columns > 1 else ""
    covered = (
        f'<table:covered-table-cell table:number-columns-repeated="{columns - 1}"/>'
        if columns > 1
        else ""
    )
    if isinstance(value, int):
        number = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {number}><text:p>{value}</text:p></table:table-cell>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell office:value-type="string"{span}>{lines}</table:table-cell>{covered}'


def ods_table(name, lines, *, style="shown"):
    """One sheet; a line of a single text is spanned over five columns, an empty line is repeated
    thrice.
    """
    rows = []
    for line in lines:
        if not line:
            rows.append(
                '<table:table-row table:number-rows-repeated="3"><table:table-cell/>'
                "</table:table-row>"
            )
        else:
            cells = (
                [ods_cell(line[0], columns=5)]
                if len(line) == 1
                else [ods_cell(value) for value in line]
            )
            rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    end = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return (
        f'<table:table table:name="{name}" table:style-name="{style}">'
        f"{''.join(rows)}{end}</table:table>"
    )


def save_ods(path, tables):
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table">'
        f'<style:table-properties table:display="{shown}"/>'
        "</style:style>"
        for name, shown in (("shown", "true"), ("hidden", "false"))
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content {NAMESPACES} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, compress_type=zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)


@layout("ods")
def opendocument_with_tables_under_one_another(path, maker):
    """Repeated empty rows, spanned titles and sections, a million empty rows at the end."""
    truth, lines = published_lines(maker)
    truth.named = [Named(says="以印发文件为准")]
    save_ods(path, [ods_table("清单", lines)])
    return truth


@layout("ods")
def opendocument_flat_with_a_hidden_sheet(path, maker):
    truth, lines = flat_lines(maker)
    old = [["示例县基本履职事项清单"], list(BASIC), [1, "已经废止的事项"]]
    save_ods(path, [ods_table("总表", lines), ods_table("旧版", old, style="hidden")])
    truth.named.append(Named("旧版", says="隐藏"))
    return truth
