"""Marks behind names that a note explains: 高龄津贴审核*, 注：标注“*”的，仅适用于青山乡."""

import re

from .columns import Column

MARK = re.compile(r"\s*(?P<mark>[*＊※△▲★☆#]{1,3})$")
WHERE = re.compile(r"(?:[仅只]?限?适用于?|[仅只]限)[^。；;，,]*|[^。；;，,]*(?:不适用|除外)")


def settle_footnotes(recognition):
    """Takes the marks off the names; what their note says of places is the scope."""
    notes = {}
    for skipped in recognition.skipped:
        notes.setdefault(skipped.sheet, []).append(skipped.text)
    for table in recognition.tables:
        for raw in table.rows:
            settle_mark(raw, notes.get(table.sheet, []))


def settle_mark(raw, notes):
    match = MARK.search(raw.texts[Column.NAME])
    if not match:
        return
    explained = [note for note in notes if match["mark"] in note]
    if not explained:
        return
    raw.texts[Column.NAME] = raw.texts[Column.NAME][: match.start()]
    where = WHERE.search(explained[0])
    if where and not raw.texts.get(Column.SCOPE):
        raw.texts[Column.SCOPE] = where[0]
        raw.columns[Column.SCOPE] = raw.columns[Column.NAME]
