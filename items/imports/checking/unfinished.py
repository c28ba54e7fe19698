"""Names that break off: a row cut in two by a page's end or by hand is an error, never two
items.
"""

import re

from items.imports.reading.issues import issue_at, shown
from items.imports.recognition.joining import GOES_ON

# 调和, 普及, 参与, 目的 end with these signs too and are whole words
OPEN_END = re.compile(
    r"(?:[、，,]|(?<![调共总饱缓温祥平谐亲柔劝讲])和|(?<![普涉危触波提顾企累推遍论述])及|(?<![参给赋授付干赠施寄])与"
    r"|(?<![目有无])的|或)$"
)
OPENING = re.compile(r"[（(《【〔“]")
PAIRS = ("（(", "）)"), ("《", "》"), ("【", "】"), ("〔", "〕"), ("“", "”")
MERGE = "请把两行并成一行；确是两个事项的，请把名称写完整。"
COMPLETE = "请把名称写完整。"


def unfinished_names(rows):
    """Errors for names that end open, or that go on with what the row above them says; both rows
    are named.
    """
    for order, row in enumerate(rows):
        name, following = row.texts["name"], next_of(rows, order)
        if why := open_end(name):
            yield unfinished(row, following, why)
        elif following and GOES_ON.match(following.texts["name"]):
            yield unfinished(row, following, "下一行接着写")


def next_of(rows, order):
    """The next row of the same sheet, where there is one."""
    following = None
    if order + 1 < len(rows):
        following = rows[order + 1]
    if following and following.sheet == rows[order].sheet:
        return following
    return None


def open_end(name):
    """Why a name is not at its end, in words, or ""."""
    text = "".join(name.split())
    if ending := OPEN_END.search(text):
        return f"以“{ending[0]}”结尾"
    if not OPENING.search(text):
        return ""
    for opening, closing in PAIRS:
        opened, closed = count_of(opening, text), count_of(closing, text)
        if opened > closed and not (opening == "“" and closed == 0 and opened % 2 == 0):
            return f"“{opening[0]}”没有与之成对的“{closing[0]}”"
    return ""


def count_of(signs, text):
    return sum(map(text.count, signs))


def unfinished(row, following, why):
    if following is None:
        return issue_at(row, "name", "unfinished_name", f"事项名称没有写完（{why}）。", COMPLETE)
    other = f"第{following.row}行“{shown(following.texts['name'])}”"
    message = f"事项名称没有写完（{why}），可能与{other}本是一行。"
    return issue_at(row, "name", "unfinished_name", message, MERGE, beside=following.row)
