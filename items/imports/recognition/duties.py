"""Deals the blocks of one cell of duties (县林业局：……) to the departments that head them."""

import re
from functools import lru_cache

from dutylist.organizations.matching import core, plain
from items.models import ResponsibilityRole

from .clauses import NUMBERED, SENTENCE, clauses_of
from .departments import (
    BRACKET,
    COUNTY,
    LEADING,
    MARK,
    MARKED,
    NOBODY,
    ROLES,
    NamedDepartment,
    is_collective,
    is_known_office,
    is_office,
    office_names,
    read_name,
)
from .numbering import NUMBER_BEFORE
from .township_side import is_township

NUMBER = rf"(?:{NUMBER_BEFORE}|(?:——?|[•●◆■])\s*)?"
COLON = re.compile(
    rf"(?<![^。；;！\s])[ \t　]*{NUMBER}(?P<label>[^。；;：:\n【】\[\]]{{2,80}}+)\s*[：:][ \t　]*\n?"
)
BOXED = re.compile(rf"{NUMBER}[【\[〔](?P<label>[^】\]〕\n]{{2,80}})[】\]〕]\s*[：:]?[ \t　]*\n?")
IN_BRACKETS = re.compile(
    rf"(?m)^[ \t　]*{NUMBER}[（(](?P<label>[^（()）\n]{{2,60}})[）)]\s*[：:]?[ \t　]*$\n?"
)
ALONE = re.compile(rf"(?m)^[ \t　]*{NUMBER}(?P<label>[^。；;：:\n【】\[\]]{{2,60}}?)[ \t　]*$\n?")
# after a sentence only two strokes head what follows
DASHED = re.compile(
    rf"(?m)(?:(?P<first>^)|(?<=[。；;]))[ \t　]*{NUMBER}(?P<label>[^。；;：:\n【】\[\]—→]{{2,60}}?)"
    r"\s*(?:——|－－|--|[→⇒]|->|(?(first)—|(?!)))[ \t　]*\n?"
)
# what a heading ends in
LAST = (
    '局委办部会院队社团处股科心联司所站馆位校业构行电协区门关室头合同责务工担镇乡道府）)】]”"’」』'
)
ENDS_A_HEADING = frozenset(LAST)
ENDING = re.compile(rf"(?m)[{re.escape(LAST)}]\s*(?:(?=([：:】\]〕）)—－→⇒-]))|$)")
# each with the signs that end one of its headings, "" the end of a line: most texts have none
HEADINGS = (
    (COLON, frozenset("：:")),
    (BOXED, frozenset("】]〕")),
    (IN_BRACKETS, frozenset("）)")),
    (ALONE, frozenset([""])),
    (DASHED, frozenset("—－→⇒-")),
)
SUFFIX = re.compile(
    r"(?:的?(?:主要|工作|具体|履行|承担)*(?:职责|任务|分工)(?:任务|分工)?(?:为|是|包括)?|负责|承担)$"
)
BY_ROLE = re.compile(rf"^(?:其他|上级)?(?P<role>{MARKED})(?:责任|负责)?(?P<office>部门|单位)?$")
EVERYBODY = re.compile(
    r"^(?:以上|上述)?(?:各|全部|所有)?(?:相关|有关|责任|上级|职能)?(?:部门|单位)(?:共同)?$|^共同$"
)
REST = re.compile(r"^(?:其他|其余)(?:各|相关|有关|配合|责任|职能)*(?:部门|单位)$")
QUOTES = re.compile(r"^[“\"‘「『]+|[”\"’」』]+$")
BRANCH = re.compile(r"局[\u4e00-\u9fff]{1,6}([县市区旗])分局$")
SEPARATORS = ("；", ";")
SIGNS_AT_END = "。；;！？.!?，,：:"
LONGEST_OFFICE = 24
PLACE = re.compile(r"^[\u4e00-\u9fff]{1,6}?(?=[县市区旗][\u4e00-\u9fff]{2})")


def share_duty(text, named, township=None, leads=()):
    """Gives each department the block of duties under its own heading; a text without headings is
    that of the `leads`, which a column of their own names beside the others', else everybody's.

    What stands before the first heading is the first named department's; a block headed by the
    township's own word is `township`'s. -> the headings that look like an office which the row does
    not name: their blocks have no owner.
    """
    shares, strangers = shares_of(text, named, township, leads)
    for department, share in shares:
        department.duty.append(share)
    return strangers


def share_method(text, named):
    """The same of ways of working, whose sentences stay whole."""
    shares, strangers = shares_of(text, named, begins=(NUMBERED,))
    for department, share in shares:
        department.method.append(share)
    return strangers


def shares_of(text, named, township=None, leads=(), begins=(NUMBERED, SENTENCE)):
    """[(a department, what of the text is its own)], and the headings of nobody named."""
    if not named or not text.strip():
        return [], []
    departments = HeadedDepartments(named, township)
    blocks, strangers = blocks_of(text, departments)
    blocks = blocks or clauses_of(text, departments, begins)
    if not blocks:
        return [(department, text.strip("\n")) for department in leads or named], strangers
    return dealt(blocks, named), strangers


def dealt(blocks, named):
    """The blocks as (department, text); those headed 其他部门 are of all that had none before."""
    shares, headed = [], set()
    for departments, block in blocks:
        if departments is REST:
            departments = [department for department in named if id(department) not in headed]
        for department in departments:
            headed.add(id(department))
            if block and block.rstrip("。") not in NOBODY:
                shares.append((department, block))
    return shares


def blocks_of(text, departments):
    """[(departments, their text)], none where nothing is headed; the headings of strangers."""
    headings, strangers = departments.headings(text)
    if not headings:
        return [], strangers
    blocks = blocks_under(headings, text)
    if before := text[: headings[0][0]].strip():
        blocks.insert(0, (departments.named[:1], before))
    return blocks, strangers


def blocks_under(headings, text):
    """[(what a heading names, the text under it)] for headings [(start, end, what it names)]."""
    blocks = []
    ends = [start for start, _end, _named in headings[1:]] + [len(text)]
    for (_start, begin, named), end in zip(headings, ends, strict=True):
        blocks.append((named, text[begin:end].strip()))
    return without_separators(blocks)


def without_separators(blocks):
    """The blocks without a ； behind each that only sets them apart: the last has no sign."""
    *before, last = [text for _named, text in blocks]
    is_ended = not last or last[-1] in SIGNS_AT_END
    if is_ended or any(not text.endswith(SEPARATORS) for text in before):
        return blocks
    return [(named, text.rstrip("；;")) for named, text in blocks]


@lru_cache(maxsize=8192)
def usual(name):
    """The usual full name, a branch's without its place: 生态环境局 of 市生态环境局示例县分局."""
    return core(BRANCH.sub(r"局\1分局", name))


@lru_cache(maxsize=8192)
def called(name, plate, section):
    """((a name, its usual form), ...) of everything a heading may call a department: with and
    without its place, or by its section alone (餐饮股：……).
    """
    names = {}
    full_name = NamedDepartment(name, plate=plate).full_name
    for written in (name, full_name, plate, section):
        if written:
            for form in (plain(written), PLACE.sub("", plain(written))):
                names[plain(form)] = usual(plain(form))
    return tuple(names.items())


class HeadedDepartments:
    """The departments of one row by all the names a heading may use for them."""

    def __init__(self, named, township=None):
        self.named, self.township = named, township
        self.by_name, self.by_usual_name = {}, {}
        for department in named:
            names = called(department.name, department.plate, department.internal_office)
            for name, usual_name in names:
                self.by_name.setdefault(name, department)
                self.by_usual_name.setdefault(usual_name, {})[id(department)] = department

    def headings(self, text):
        """[(start, end, departments)] of a text's headings in order; those of strangers."""
        strangers = []

        def named_by(label, pattern):
            departments = self.of(label)
            if not departments and pattern is not ALONE and is_stranger(label):
                strangers.append(label.strip())
            return departments

        return headings_of(text, named_by), strangers

    def of(self, label):
        """The departments a heading speaks of; none when it is an ordinary line of text."""
        if (exactly := self.by_name.get(plain(label))) and not exactly.collective:
            return [exactly]
        label = MARK.sub("", QUOTES.sub("", label.strip()))
        bare = SUFFIX.sub("", label).strip()
        if departments := self.by_role(bare):
            return departments
        if REST.match(bare) and not any(department.collective for department in self.named):
            return REST
        if EVERYBODY.match(bare) and plain(bare) not in self.by_name:
            if label != bare or len(bare) > 2:
                return self.named
            return []
        for text in dict.fromkeys((label, bare)):
            departments = list(map(self.one, office_names(text)))
            if departments and all(departments):
                return departments
        return []

    def by_role(self, label):
        """The departments of the role that a heading names: 牵头部门."""
        match = BY_ROLE.match(label)
        if not match:
            return []
        role = ROLES[match["role"]]
        roles = (role,)
        if role == ResponsibilityRole.SUPPORT:
            roles = (role, ResponsibilityRole.JOINT)
        if role == ResponsibilityRole.JOINT and not match["office"]:
            return []  # 共同: everybody
        return [department for department in self.named if department.role in roles]

    def one(self, name):
        """The department that a name means: exactly, without place or brackets, or as usual."""
        meant = read_name(LEADING.sub("", name))
        for text in (plain(meant.full_name), plain(meant.name), plain(meant.plate)):
            for form in (text, PLACE.sub("", text)):
                if form and form in self.by_name:
                    return self.by_name[form]
        bare = plain(meant.name)
        for form in (bare, PLACE.sub("", bare)):
            departments = {}
            if form:
                departments = self.by_usual_name.get(usual(form), {})
            if len(departments) == 1:
                return next(iter(departments.values()))
        if self.township and is_township(meant.name):
            return self.township
        return None


def headings_of(text, named_by):
    """[(start, end, what it names)] of a text's headings in order, none inside another; `named_by`
    says what a label names under a pattern, nothing for an ordinary line.
    """
    headings, ends = {}, set(ENDING.findall(text))
    for pattern, signs in HEADINGS:
        for match in () if signs.isdisjoint(ends) else pattern.finditer(text):
            label = match["label"]
            if label.rstrip()[-1:] not in ENDS_A_HEADING:
                continue
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            if headings and is_inside(headings, start):
                continue
            if named := named_by(label, pattern):
                headings[start] = (match.end(), named)
    return [(start, end, named) for start, (end, named) in sorted(headings.items())]


def is_inside(headings, place):
    """Whether a place lies inside one of {start: (end, what it names)}."""
    for start, (end, _named) in headings.items():
        if start <= place < end:
            return True
    return False


def is_stranger(label):
    """Whether a heading names an office, so that its block cannot be anybody else's."""
    bare = BRACKET.sub("", plain(SUFFIX.sub("", MARK.sub("", label.strip()))))
    if len(bare) > LONGEST_OFFICE or is_collective(bare):
        return False
    return is_known_office(bare) or bool(COUNTY.match(bare) and is_office(bare))
