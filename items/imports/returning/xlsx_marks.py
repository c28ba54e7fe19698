"""Marks an office's own .xlsx workbook: cells coloured and commented, a column of explanations, a
sheet of issues.

Only the parts that carry a mark are edited (`xlsx_cells`); every other part of the package is
copied as it is. Runs only inside the process that gives a workbook back.
"""

import posixpath
import shutil
import zipfile

from lxml import etree

from items.imports.formats.parts import MAX_UNPACKED_BYTES, part_name, target_of
from items.imports.reading.grid import FileRefused
from items.printed.own_marks import ISSUES_SHEET

from .xlsx_cells import SheetEditor, as_utf8, part_text
from .xlsx_comments import SheetComments
from .xlsx_issues import issues_sheet
from .xlsx_looks import Looks

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MACRO = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False}


def mark_workbook(source, target, plan):
    """Writes a copy of `source` with the marks of the plan (`items.imports.returning.returned`) to
    `target`.
    """
    with zipfile.ZipFile(source) as archive:
        if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED_BYTES:
            raise FileRefused("文件解开后太大，不能在原文件上标注。", code="zip_bomb")
        package = MarkedPackage(archive)
        looks = Looks(package)
        sheets = package.sheets()
        for name, marks in plan["sheets"].items():
            mark_sheet(package, looks, sheets[name], marks)
        add_issues(package, looks, sheets, plan["issues"])
        looks.finish()
        package.save(target)


def mark_sheet(package, looks, part, marks):
    cells, comments = marks["cells"], marks["comments"]
    wanted = {row for row, *_rest in [*cells, *comments]}
    editor = SheetEditor(package.read(part), wanted, looks.stale)
    marked = {(row, column) for row, column, *_rest in cells}
    for row, column in editor.layout.old:
        if (row, column) not in marked:
            editor.set(row, column, looks.of(editor.style_at(row, column), "plain"))
    for row, column, look, text in cells:
        mark_cell(editor, looks, row, column, look, text)
    for column, width in marks["widths"]:
        editor.widen(column, width)
    SheetComments(package, part, editor).replace(comments)
    package.write(part, editor.result())


def mark_cell(editor, looks, row, column, look, text):
    """Gives a cell a look, and a text where there is one; a head looks like the one before it."""
    like = column
    if look == "head":
        like = column - 1
    if text is not None:
        text = part_text(text)
    editor.set(row, column, looks.of(editor.style_at(row, like), look), text)


def add_issues(package, looks, sheets, issues):
    """The sheet of all issues: the last one, so that no other sheet changes its place; written anew
    if it is there.
    """
    if ISSUES_SHEET in sheets:
        part = sheets[ISSUES_SHEET]
        package.write(part, issues_sheet(issues, looks))
        package.drop_relations(part)
        return
    part = package.new_name("xl/worksheets/sheet{}.xml")
    package.write(part, issues_sheet(issues, looks))
    package.override(part, f"{SHEET_TYPE}.worksheet+xml")
    relation = package.relate(package.workbook, part, "worksheet")
    root = package.tree(package.workbook)
    listed = root.find("{*}sheets")
    space = listed.tag.rpartition("}")[0]
    number = max(int(node.get("sheetId")) for node in listed) + 1
    node = etree.SubElement(listed, f"{space}}}sheet", name=ISSUES_SHEET, sheetId=str(number))
    node.set(f"{{{package.office}}}id", relation)
    package.write_tree(package.workbook, root)


class MarkedPackage:
    """The parts of a workbook: read from the archive, written beside it, saved together."""

    def __init__(self, archive):
        self.archive, self.written = archive, {}
        self.names = {part_name(name): name for name in archive.namelist()}
        if any("vbaproject" in name or name.startswith("xl/macrosheets/") for name in self.names):
            raise FileRefused("文件带有宏，不能交还。", code="macro")
        self.workbook = self.main_part()
        if STRICT in str(self.tree(self.workbook).nsmap.values()):
            self.office = STRICT
        else:
            self.office = OFFICE

    def main_part(self):
        for node in self.tree("_rels/.rels"):
            if node.get("Type", "").endswith("/officeDocument"):
                return posixpath.normpath(node.get("Target").lstrip("/"))
        return "xl/workbook.xml"

    def own(self, name):
        """A part's name as the archive writes it; of a new part its own."""
        return self.names.get(part_name(name), name)

    def has(self, name):
        return name in self.written or part_name(name) in self.names

    def read(self, name):
        name = self.own(name)
        if name in self.written:
            return self.written[name]
        return self.archive.read(name)

    def tree(self, name):
        root = etree.fromstring(self.read(name), etree.XMLParser(**PARSER))
        if root.getroottree().docinfo.doctype:
            raise ValueError("a DOCTYPE has no business here")
        return root

    def write(self, name, content):
        self.written[self.own(name)] = content

    def write_tree(self, name, root):
        self.write(
            name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        )

    def sheets(self):
        """{name: part} of the sheets."""
        targets = {}
        for node in self.tree(self.relations_of(self.workbook)):
            targets[node.get("Id")] = self.target(self.workbook, node)
        sheets = {}
        for node in self.tree(self.workbook).find("{*}sheets"):
            sheets[node.get("name")] = targets[node.get(f"{{{self.office}}}id")]
        return sheets

    def target(self, part, node):
        """The part a relation of `part` points to."""
        if node.get("TargetMode") == "External":
            return ""
        return target_of(posixpath.dirname(part), node.get("Target"))

    def relations_of(self, part):
        folder, name = posixpath.split(part)
        return f"{folder}/_rels/{name}.rels"

    def related(self, part, kind):
        """(relation, part) of the first relation of a kind; two empty texts when there is none."""
        path = self.relations_of(part)
        if not self.has(path):
            return "", ""
        for node in self.tree(path):
            if node.get("Type", "").endswith(f"/{kind}"):
                return node.get("Id"), self.target(part, node)
        return "", ""

    def relate(self, part, target, kind):
        """Adds a relation from one part to another and gives its name."""
        path = self.relations_of(part)
        if self.has(path):
            root = self.tree(path)
        else:
            root = etree.Element(f"{{{PACKAGE}/relationships}}Relationships")
        taken = {node.get("Id") for node in root}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        name = f"rId{number}"
        where = posixpath.relpath(target, posixpath.dirname(part))
        space = root.tag.rpartition("}")[0]
        etree.SubElement(
            root, f"{space}}}Relationship", Id=name, Type=f"{self.office}/{kind}", Target=where
        )
        self.write_tree(path, root)
        return name

    def drop_relations(self, part):
        """A part written anew points to nothing."""
        path = self.relations_of(part)
        if self.has(path):
            self.write_tree(path, etree.Element(f"{{{PACKAGE}/relationships}}Relationships"))

    def override(self, part, content_type):
        root = self.tree("[Content_Types].xml")
        space = root.tag.rpartition("}")[0]
        etree.SubElement(root, f"{space}}}Override", PartName=f"/{part}", ContentType=content_type)
        self.write_tree("[Content_Types].xml", root)

    def default(self, extension, content_type):
        root = self.tree("[Content_Types].xml")
        space = root.tag.rpartition("}")[0]
        if not any(node.get("Extension", "").lower() == extension for node in root):
            root.insert(
                0, etree.Element(f"{space}}}Default", Extension=extension, ContentType=content_type)
            )
            self.write_tree("[Content_Types].xml", root)

    def new_name(self, pattern):
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def save(self, target):
        """Every part in its place, those not written as they were; the new ones at the end."""
        types = as_utf8(self.read("[Content_Types].xml")).replace(
            MACRO.encode(), f"{SHEET_TYPE}.sheet.main+xml".encode()
        )
        self.write("[Content_Types].xml", types)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
            for info in self.archive.infolist():
                if info.filename in self.written:
                    out.writestr(copied(info), self.written.pop(info.filename))
                elif not info.is_dir():
                    with self.archive.open(info) as part, out.open(copied(info), "w") as copy:
                        shutil.copyfileobj(part, copy)
            for name, content in self.written.items():
                out.writestr(name, content)


def copied(info):
    """A part's entry in the directory with its own name and time, packed the usual way."""
    entry = zipfile.ZipInfo(info.filename, info.date_time)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, info.external_attr
    return entry
