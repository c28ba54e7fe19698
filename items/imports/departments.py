"""Takes a cell of departments and a cell of duties apart: who is named, in which role, with which part of the text."""

import re
import unicodedata
from dataclasses import dataclass, field

SEPARATOR = re.compile(r"[、，,；;/\n]+|(?<=[局委办部院会队社团处])[ \u3000]+(?=\S)")
LABEL = re.compile(r"^(牵头|主责|主办|配合|协助|协办|共同|责任|承接|对应上级)?(?:部门|单位)\s*[:：]\s*")
MARK = re.compile(r"[（(](牵头|主办|主责|配合|协办|协助|共同|联合)(?:部门|单位)?[）)]")
BROKEN_BRACKET = re.compile(r"\s*\n\s*(?=[（(])")
BRACKET = re.compile(r"[（(]([^（()）]*)[）)]")
OFFICE_ENDING = re.compile(r"(?:股|科|室|处|中心|所|站|大队|中队|支队)$")
COLLECTIVE = re.compile(
    r"^(?:其他|各|县直|区直|市直|旗直|县级|区级|市级|上级|全县|全区|县|区|市|旗)*(?:有关|相关|需求|涉及|责任|行业|主管|职能|监管|各)+[^局委]*(?:部门|单位|机关)$"
)
HEADING = re.compile(r"^[（(]?[一二三四五六七八九十\d]{0,2}[）)、.．]?\s*([^：:\n]{2,60}?)\s*[：:]\s*(.*)$")
ROLES = {
    "牵头": "lead",
    "主办": "lead",
    "主责": "lead",
    "责任": "lead",
    "配合": "support",
    "协办": "support",
    "协助": "support",
    "共同": "joint",
    "联合": "joint",
}


@dataclass
class Named:
    """One department as a cell names it; `plate` is a second name in brackets, `role` what the cell says of it."""

    name: str
    role: str = ""
    plate: str = ""
    internal_office: str = ""
    collective: bool = False
    duty: list[str] = field(default_factory=list)
    method: list[str] = field(default_factory=list)

    @property
    def full_name(self):
        return f"{self.name}（{self.plate}）" if self.plate else self.name


def plain(name):
    """A department's name for comparing inside one row: width and spaces do not count."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))


def split_departments(text):
    """The departments named in one cell, in their order; a name given twice is given once."""
    found = {}
    said = ""
    for line in BROKEN_BRACKET.sub("", text).split("\n"):
        if label := LABEL.match(line.strip()):
            said = ROLES.get(label[1] or "", "")
            line = line.strip()[label.end() :]
        for piece in pieces(line):
            named = read_name(piece, said)
            if named.name:
                found.setdefault(plain(named.full_name), named)
    return list(found.values())


def pieces(line):
    """The parts of a line between separators that do not stand inside brackets."""
    shielded = BRACKET.sub(lambda bracket: bracket[0].replace("、", "\x00"), line)
    return [piece.replace("\x00", "、").strip(" 　。") for piece in SEPARATOR.split(shielded) if piece.strip(" 　。")]


def read_name(text, role=""):
    """One named department: its name, its role by （牵头）, its second plate or internal office by other brackets."""
    if mark := MARK.search(text):
        role, text = ROLES[mark[1]], MARK.sub("", text)
    named = Named(text.strip(), role)
    if bracket := BRACKET.search(named.name):
        named.name = BRACKET.sub("", named.name).strip()
        if OFFICE_ENDING.search(bracket[1]):
            named.internal_office = bracket[1].strip()
        else:
            named.plate = bracket[1].strip()
    named.collective = is_collective(named.name)
    return named


def is_collective(name):
    """Whether a name stands for several departments not named: 县直有关部门, 相关需求部门, 各有关单位."""
    return bool(COLLECTIVE.match(plain(name)))


def assign_roles(named, *, receiving):
    """Settles the roles: receivers all receive; else the one marked （牵头）, or the first named, leads."""
    for department in named:
        if receiving:
            department.role = "receiver"
    if receiving or not named:
        return named
    lead = next((d for d in named if d.role == "lead"), None) or next((d for d in named if not d.role), named[0])
    for department in named:
        if department is not lead and department.role in ("", "lead"):
            department.role = "joint"
    lead.role = "lead"
    return [lead, *(department for department in named if department is not lead)]


def share_text(text, named, part):
    """Gives each department the block under its own heading (县教育局：); a text without headings is everybody's.

    What stands before the first heading is the first named department's.
    """
    holders, headed = named[:1], False
    common = []
    for line in text.split("\n"):
        heading = HEADING.match(line.strip())
        owners = owners_of(heading[1], named) if heading else []
        if owners:
            holders, line, headed = owners, heading[2], True
        common.append(line.rstrip())
        if line.strip():
            for department in holders:
                getattr(department, part).append(line.rstrip())
    if not headed:
        for department in named:
            setattr(department, part, common)


def owners_of(heading, named):
    """The named departments a block's heading speaks of; none when it is an ordinary line of text."""
    by_name = {}
    for department in named:
        by_name[plain(department.name)] = by_name[plain(department.full_name)] = department
    wanted = [plain(read_name(piece).full_name) for piece in pieces(heading)]
    owners = [by_name.get(name) or by_name.get(plain(BRACKET.sub("", name))) for name in wanted]
    return owners if owners and all(owners) else []


def split_receivers_and_method(text):
    """(departments, way of working) of one cell that holds both: 承接部门：... 工作方式：..."""
    match = re.search(r"(?:承接|工作|收回后工作)方式\s*[:：]", text)
    if match:
        return text[: match.start()].strip(), text[match.end() :].strip()
    first, _, rest = text.partition("\n")
    return first.strip(), rest.strip()
