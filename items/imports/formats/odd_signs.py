"""Signs of a file that are read as others, or not at all: radicals, private signs, halves of a
character.
"""

import re

from dutylist.history.ideographs import (
    ANY_PRIVATE,
    PRIVATE,
    RADICAL,
    without_gbk_private,
    without_radicals,
)

from .cell_remarks import CellRemarks

CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"  # no text holds these, nor a database
HALF = "\ud800-\udfff"  # of a character that takes two codes
LOST = "\ufffd"  # what another program wrote in place of a sign it could not keep
ODD = re.compile(f"[{CONTROL}{HALF}{LOST}{RADICAL}{PRIVATE}]")
UNREADABLE = re.compile(f"[{CONTROL}{HALF}]")
BROKEN = re.compile(f"[{HALF}{LOST}]")
AS_CHARACTER = "用部首编码的字（如从 PDF 复制的“{}”），按通常的字“{}”读入"
FROM_GBK = "用旧国标自造字编码的字，按现行编码的“{}”读入"
SELF_MADE = "有自造字（私用区编码 {}），换一台电脑不能显示，照原样读入，请改用通常的字"
IN_PIECES = "有残缺的字，读不出是什么字，请对照原文改正"


def read_odd_signs(sheet):
    """Puts the usual signs in place of such ones in all texts of a sheet, and says which cells that
    changed.
    """
    sheet.name = plain_text(sheet.name)
    sheet.margins = [plain_text(text) for text in sheet.margins]
    remarks = CellRemarks(sheet)
    for cell in sheet.cells:
        if ODD.search(cell.value):
            cell.value = plain_cell(cell, remarks)
        if ODD.search(cell.formula):
            cell.formula = plain_text(cell.formula)
    sheet.notes += remarks.sentences()


def plain_text(text):
    if ODD.search(text):
        return UNREADABLE.sub("", without_radicals(without_gbk_private(text)))
    return text


def plain_cell(cell, remarks):
    """The text of a cell in usual signs; `said` hears what was changed in it and what is
    still odd.
    """
    text = without_gbk_private(cell.value)
    if text != cell.value:
        remarks.add("gbk", FROM_GBK.format(first_new(text, cell.value)), cell)
    if own := ANY_PRIVATE.search(text):
        remarks.add("own", SELF_MADE.format(f"U+{ord(own[0]):04X}"), cell)
    usual = without_radicals(text)
    if usual != text:
        remarks.add(
            "radical", AS_CHARACTER.format(first_new(text, usual), first_new(usual, text)), cell
        )
    if BROKEN.search(usual):
        remarks.add("broken", IN_PIECES, cell)
    return UNREADABLE.sub("", usual)


def first_new(text, other):
    """The first sign of a text where it differs from another one."""
    return next((sign for sign, old in zip(text, other, strict=False) if sign != old), text[:1])
