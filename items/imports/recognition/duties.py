"""Deals the blocks of one cell of duties (县林业局：……县应急管理局：……) to the departments they are headed by."""

import re
from functools import lru_cache

from dutylist.organizations.matching import core

from .clauses import clauses_of
from .departments import (
    BRACKET,
    COUNTY,
    LEADING,
    MARK,
    Named,
    is_collective,
    is_known_office,
    is_office,
    pieces,
    plain,
    read_name,
)
from .township_side import is_township

NUMBER = (
    r"(?:(?:\d{1,2}\s*[.．、)）]|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}\s*[、．.]"
    r"|[（(][一二三四五六七八九十]{1,3}[）)])\s*)?"
)
COLON = re.compile(
    rf"(?:^|(?<=[。；;！\s\n]))[ \t　]*{NUMBER}(?P<label>[^。；;：:\n【】\[\]]{{2,80}}+)\s*[：:][ \t　]*\n?"
)
BOXED = re.compile(rf"{NUMBER}[【\[〔](?P<label>[^】\]〕\n]{{2,80}})[】\]〕]\s*[：:]?[ \t　]*\n?")
IN_BRACKETS = re.compile(
    rf"(?m)^[ \t　]*{NUMBER}[（(](?P<label>[^（()）\n]{{2,60}})[）)]\s*[：:]?[ \t　]*$\n?"
)
ALONE = re.compile(rf"(?m)^[ \t　]*{NUMBER}(?P<label>[^。；;：:\n【】\[\]]{{2,60}}?)[ \t　]*$\n?")
DASHED = re.compile(
    rf"(?m)^[ \t　]*{NUMBER}(?P<label>[^。；;：:\n【】\[\]—]{{2,60}}?)\s*(?:——?|－－|--)[ \t　]*\n?"
)
LAST = r"[局委办部会院队社团处心联司所站馆位门关室头合同责务工担镇乡道府）)】\]”\"’」』]\s*"  # what a heading ends in
MAY_HEAD = re.compile(rf"{LAST}$")
# each with how one of its headings would end: looked for first, for most texts have none
HEADINGS = (
    (COLON, re.compile(rf"{LAST}[：:]")),
    (BOXED, re.compile(rf"{LAST}[】\]〕]")),
    (IN_BRACKETS, re.compile(rf"{LAST}[）)]")),
    (ALONE, re.compile(rf"(?m){LAST}$")),
    (DASHED, re.compile(rf"{LAST}[—－-]")),
)
SUFFIX = re.compile(
    r"(?:的?(?:主要|工作|具体|履行|承担)*(?:职责|任务|分工)(?:任务|分工)?(?:为|是|包括)?|负责|承担)$"
)
BY_ROLE = (
    (re.compile(r"^(?:上级)?(?:牵头|主责|主办|主管|主要责任)(?:责任)?(?:部门|单位)?$"), ("lead",)),
    (
        re.compile(r"^(?:其他|上级)?(?:配合|协办|协助|参与|协同)(?:责任)?(?:部门|单位)?$"),
        ("support", "joint"),
    ),
    (re.compile(r"^(?:共同|联合|会同)(?:责任|负责)?(?:部门|单位)$"), ("joint",)),
)
EVERYBODY = re.compile(
    r"^(?:以上|上述)?(?:各|全部|所有)?(?:相关|有关|责任|上级|职能)?(?:部门|单位)(?:共同)?$|^共同$"
)
REST = re.compile(r"^(?:其他|其余)(?:各|相关|有关|配合|责任|职能)*(?:部门|单位)$")
BY_SUBJECT = re.compile(r"(?<=..)部门$")  # 人社部门 is 人社局 where the row names it
QUOTES = re.compile(r"^[“\"‘「『]+|[”\"’」』]+$")
BRANCH = re.compile(r"局[\u4e00-\u9fff]{1,6}([县市区旗])分局$")
PLACE = re.compile(r"^[\u4e00-\u9fff]{1,6}?(?=[县市区旗][\u4e00-\u9fff]{2})")


def share_text(text, named, part, township=None):
    """Gives each department the block under its own heading; a text without headings is
    everybody's.

    What stands before the first heading is the first named department's; a block headed by the
    township's own word is `township`'s. -> the headings that look like an office which the row does
    not name: their blocks have no owner.
    """
    if not named or not text.strip():
        return []
    owners = Owners(named, township)
    blocks, strangers = blocks_of(text, owners)
    blocks = blocks or clauses_of(text, owners)
    if not blocks:
        for department in named:
            getattr(department, part).extend([text.strip("\n")] if text.strip() else [])
        return strangers
    headed = set()
    for found, block in blocks:
        held = [d for d in named if id(d) not in headed] if found is REST else found
        headed.update(map(id, held))
        for department in held:
            getattr(department, part).extend([block] if block else [])
    return strangers


def blocks_of(text, owners):
    """[(departments, their text)] and the headings of nobody named; no blocks when nothing is
    headed.
    """
    headings, strangers = owners.headings(text)
    if not headings:
        return [], strangers
    blocks = []
    if before := text[: headings[0][0]].strip():
        blocks.append((owners.named[:1], before))
    for n, (_start, end, found) in enumerate(headings):
        until = headings[n + 1][0] if n + 1 < len(headings) else len(text)
        blocks.append((found, text[end:until].strip()))
    return blocks, strangers


@lru_cache(maxsize=8192)
def usual(name):
    """The office's usual full name, a branch's without the place in it: 市生态环境局示例县分局 is 生态环境局."""
    return core(BRANCH.sub(r"局\1分局", name))


@lru_cache(maxsize=8192)
def called(name, plate):
    """((a name, its usual form), ...) of everything a heading may call a department: with and
    without its place.
    """
    names = {}
    for written in filter(None, (name, Named(name, plate=plate).full_name, plate)):
        for form in (written, PLACE.sub("", plain(written))):
            names[plain(form)] = usual(plain(form))
    return tuple(names.items())


class Owners:
    """The departments of one row by all the names a heading may use for them."""

    def __init__(self, named, township=None):
        self.named, self.township = named, township
        self.by_name, self.by_core = {}, {}
        for department in named:
            for name, core_of_it in called(department.name, department.plate):
                self.by_name.setdefault(name, department)
                self.by_core.setdefault(core_of_it, {})[id(department)] = department

    def headings(self, text):
        """[(start, end, departments)] of the headings in a text, in their order; and those of
        strangers.
        """
        found, strangers = {}, []
        for pattern, end in HEADINGS:
            if not end.search(text):
                continue
            for match in pattern.finditer(text):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                if any(a <= start < b for a, (b, _owners) in found.items()) or not MAY_HEAD.search(
                    match["label"]
                ):
                    continue
                if owners := self.of(match["label"]):
                    found[start] = (match.end(), owners)
                elif pattern is not ALONE and is_stranger(match["label"]):
                    strangers.append(match["label"].strip())
        return [(start, end, owners) for start, (end, owners) in sorted(found.items())], strangers

    def of(self, label):
        """The departments a heading speaks of; none when it is an ordinary line of text."""
        if (exactly := self.by_name.get(plain(label))) and not exactly.collective:
            return [exactly]
        label = MARK.sub("", QUOTES.sub("", label.strip()))
        bare = SUFFIX.sub("", label).strip()
        for pattern, roles in BY_ROLE:
            if pattern.match(bare) and (held := [d for d in self.named if d.role in roles]):
                return held
        if REST.match(bare) and not any(d.collective for d in self.named):
            return REST
        if EVERYBODY.match(bare) and plain(bare) not in self.by_name:
            return self.named if label != bare or len(bare) > 2 else []
        for text in dict.fromkeys((label, bare)):
            owners = [self.one(piece) for piece in pieces(text)]
            if owners and all(owners):
                return owners
        return []

    def one(self, piece):
        """The department one name of a heading means: exactly, without its place or brackets, or by
        its usual name.
        """
        named = read_name(LEADING.sub("", piece))
        for name in (plain(named.full_name), plain(named.name), plain(named.plate)):
            for text in dict.fromkeys((name, PLACE.sub("", name))):
                if text and (found := self.by_name.get(text)):
                    return found
        bare = plain(named.name)
        for text in (bare, PLACE.sub("", bare), BY_SUBJECT.sub("局", bare)):
            held = self.by_core.get(usual(text), {}) if text else {}
            if len(held) == 1:
                return next(iter(held.values()))
        return self.township if self.township and is_township(named.name) else None


def is_stranger(label):
    """Whether a heading names an office, so that its block cannot be anybody else's."""
    bare = BRACKET.sub("", plain(SUFFIX.sub("", MARK.sub("", label.strip()))))
    if len(bare) > 24 or is_collective(bare):
        return False
    return is_known_office(bare) or bool(COUNTY.match(bare) and is_office(bare))
