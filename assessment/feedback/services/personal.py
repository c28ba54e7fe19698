"""What must not stand in a text that everybody reads: how to find one person."""

import re
import unicodedata

BETWEEN = re.compile(r"[\s\-—·.]+")
SIGNS = (
    (re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])"), "身份证号码"),
    (re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"), "手机号码"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), "电子邮箱"),
    (re.compile(r"\d+(?:号楼|幢|栋|单元).{0,8}?\d+(?:室|号|户)"), "门牌号"),
)
PARTS = re.compile(r"[^\W\d_]{2,}|\d{5,}")  # of a contact: names and numbers
TITLES = ("先生", "女士", "同志", "师傅", "电话", "手机", "微信", "邮箱", "联系")


def person_fault(text, contact=""):
    """What in a text tells of one person, as a sentence; "" where nothing does. `contact` is how
    the citizen is reached: no part of it may stand in the text.
    """
    whole = unicodedata.normalize("NFKC", text)
    joined = BETWEEN.sub("", whole)
    for sign, name in SIGNS:
        if sign.search(whole) or sign.search(joined):
            return f"公开的内容里有{name}，请去掉后再公开。"
    for part in parts_of_contact(contact):
        if part in joined:
            return "公开的内容里有群众的姓名或者联系方式，请去掉后再公开。"
    return ""


def parts_of_contact(contact):
    """The names and numbers in a contact."""
    plain = BETWEEN.sub(" ", unicodedata.normalize("NFKC", contact))
    parts = set()
    for part in PARTS.findall(plain):
        if part not in TITLES:
            parts.add(part)
    return parts
