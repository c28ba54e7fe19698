"""Puts results of formulas into a workbook as a spreadsheet program stores them, which openpyxl
does not.
"""

import re
import zipfile
from xml.sax.saxutils import escape


def store_results(path, results):
    """{"A3": 1, "收回事项!C4": "县公安局"}: the stored value of each formula's cell; the
    first sheet when unnamed.
    """
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = re.findall(r'<sheet [^>]*name="([^"]+)"', parts["xl/workbook.xml"].decode())
    for place, value in results.items():
        sheet, _, cell = place.rpartition("!")
        number = names.index(sheet) + 1 if sheet else 1
        part = f"xl/worksheets/sheet{number}.xml"
        parts[part] = with_result(parts[part].decode(), cell, value).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def with_result(xml, cell, value):
    """The sheet's XML with one formula's result stored."""
    pattern = re.compile(rf'<c r="{cell}"([^>]*)><f>(.*?)</f><v ?/?>(?:</v>)?</c>')
    kind = ' t="str"' if isinstance(value, str) else ""
    text = escape(str(value))
    changed, count = pattern.subn(
        lambda m: f'<c r="{cell}"{m[1]}{kind}><f>{m[2]}</f><v>{text}</v></c>', xml
    )
    if count != 1:
        raise ValueError(f"no formula at {cell}")
    return changed
