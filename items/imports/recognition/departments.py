"""Takes a cell of departments apart: who is named, in which role, with which internal office."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from dutylist.organizations.matching import BY_SUBJECT, plain
from dutylist.organizations.offices import FULL_NAMES
from items.models import ResponsibilityRole

from .columns import Column
from .numbering import NUMBER_BEFORE

ROLE_WORDS = {
    ResponsibilityRole.LEAD: "牵头负责 牵头 牵 主要责任 主责 主办 主管 总牵头 为主",
    ResponsibilityRole.SUPPORT: "协同配合 配合 协办 协助 参与 参加 支持 辅助 次要责任 次责 次要",
    ResponsibilityRole.JOINT: "共同牵头 共同责任 共同负责 共同 联合 会同 协同 共管",
    "": "责任 承接 对应上级 对应 收回 接收",
}
ROLES = {word: role for role, words in ROLE_WORDS.items() for word in words.split()}
ROLE = "|".join(sorted(ROLES, key=len, reverse=True))
COLUMN_OF_ROLE = {
    ResponsibilityRole.LEAD: Column.DEPARTMENTS,
    ResponsibilityRole.SUPPORT: Column.SUPPORT_DEPARTMENTS,
    ResponsibilityRole.JOINT: Column.JOINT_DEPARTMENTS,
}
LABEL = re.compile(
    rf"(?:(?<=^)|(?<=[\s。；;，,、）)】]))(?:其他|上级)?({ROLE})(?:责任)?(?:部门|单位|主体)?(?:名称)?\s*[:：]\s*"
)
MARKED = "|".join(sorted((word for word in ROLES if ROLES[word]), key=len, reverse=True))
MARK = re.compile(
    rf"[（(【\[〔]\s*({MARKED})(?:责任)?(?:部门|单位)?\s*[）)】\]〕]|\s*[-—–－]+\s*({MARKED})$"
)
LABELLED_BRACKET = re.compile(
    rf"[（(【]((?:上级)?(?:{ROLE})(?:责任)?(?:部门|单位)?\s*[:：][^（()）]*)[）)】]"
)
LEVEL = re.compile(
    r"(?:^|(?<=[\s。；;，,、]))[省市县区旗上](?:级|直)(?:责任|主管|有关|相关|行业)?(?:部门|单位)?\s*[:：]\s*"
)
MARK_BEFORE = re.compile(
    rf"[（(【\[]\s*({MARKED})(?:责任)?(?:部门|单位)?\s*[）)】\]]\s*[:：]?\s*(?=[\u4e00-\u9fff])"
)
BOXED = re.compile(r"[【〔\[](?P<office>[^【】〔〕\[\]]{2,40})[】〕\]](?P<blank>[ \u3000]*)")
BROKEN_BRACKET = re.compile(r"\s*\n\s*(?=[（(【\[])")
BRACKET = re.compile(r"[（(]([^（()）]*)[）)]")
ENDING = (
    "局|委|委员会|办|办公室|部|会|院|队|大队|支队|中队|总队|社|团|处|中心|联|联合会|分局|公司|所|站|馆|集团|工委|监委|党校|"
    "部门|单位|机关|法院|检察院|银行|学校|医院|企业|机构|政府|纪委|党委|管委会|指挥部|总工会|妇联|残联|科协|文联|工商联|供电|园区"
)
# what whole names end in, in a sentence
ENDS_A_NAME = "(?:局|委员会|委|办公室|办|部|中心|大队|公司|联合会|法院|检察院)"
OFFICE = re.compile(rf"^[\u4e00-\u9fffA-Za-z0-9·]{{1,30}}?(?:{ENDING})$")
IN_A_SENTENCE = re.compile(r"^由|依法|负责|[查惩]处|按照|组织开展|通过")
SEPARATOR = re.compile(
    r"[、，,；;/\n|｜┃┊┋。\t／﹑､､+＋&＆\\]+|(?<=[局委办部院会队社团处联])[ \u3000\xa0]+(?=\S)|[ \u3000\xa0]{2,}"
    r"|(?=[①-⑳])|(?<=[局委办部会院队社团处联心])[·•](?=\S)|(?<=[局委办部院会队社团处联）)])(?=\d{1,2}[.．、])"
    r"|(?<=\S)\s+(?=[县市区旗]\S)"
)
GLUED = re.compile(
    r"(?<=[局委办部会院队社团处联心])([（(【\[][^（()）】\]]*[）)】\]])(?=[县市区旗]\S)"
)
SAID_AFTER = re.compile(
    rf"^(.*[局委办部会院队社团处联心司所站）)])\s*(?:(?:负责)?({MARKED})(?:负责)?|负责)$"
)
# over those beside the lead: 协同单位
ACTS_TOGETHER = re.compile(r"协同(?!配合|协)")
TOGETHER = re.compile(r"(?<=[局委办部院])(?=[县市区旗][\u4e00-\u9fff]{2,12}(?:局|委|办|部|院)$)")
OWN_DIVISION = re.compile(
    r"^(.+?局|.+?部(?=[-—－·]))\s*(?:[-—－·]*\s*([\u4e00-\u9fff]{2,10}(?:股|科|室|(?<!服务)中心))"
    r"|[-—－·]+\s*([\u4e00-\u9fff]{2,10}(?:大队|中队|支队|中心|站|所|队|办)))$"
)
DIVISION_BEHIND = re.compile(r"^(.+?局)([\u4e00-\u9fff]{1,8}(?:[大中支]队|警队|支局|所|站))$")
CONJUNCTION = re.compile(r"以及|和|及|与|会同")
LEADING = re.compile(rf"^\s*(?:{NUMBER_BEFORE}|(?:\d{{1,2}}\s*[:：]|[-•·●■◆▪*])\s*)")
OTHERS = re.compile(
    r"(?<=[\u4e00-\u9fff])等(?:相关|有关|县直|上级|职能|多个|\d+个|[一二三四五六七八九十]+个)*(?:部门|单位)?$"
)
INNER = "股|科|室|处|中心|所|站|队|支局"  # what the offices inside a department end in
# 权益部 of a mass organisation too, and no 县委组织部
A_SECTION = r"(?![县市区旗]|组织部|宣传部|统战部|社会工作部|人?武装?部|人民武装)[\u4e00-\u9fff]{2,8}(?<!指挥)部"
INTERNAL = re.compile(rf"(?:{INNER})$|^{A_SECTION}$")
DIVISION = re.compile(r"^(?![县市区旗])\S{2,12}(?:中心|大队|中队|支队|站)$")
# 社区矫正股, 市场秩序科, and no 县政府办公室
OF_NO_COUNTY = r"(?![县旗]|区(?![划域])|市(?![场容]|政(?!府))|\S*[县市区旗](?:委|政府))"
BARE_INTERNAL = re.compile(rf"^{OF_NO_COUNTY}\S{{1,12}}(?:股|科|室)$")
BEHIND_BLANK = re.compile(  # 县民政局　婚姻登记处
    r"(?P<office>[^\s、，,；;/（(）)]+[局委办部院会联队司])[ \u3000\xa0]+"
    rf"(?P<inner>{OF_NO_COUNTY}[^\s、，,；;/（(）)]{{2,14}}(?:{INNER}|支局)|{A_SECTION}"
    r"|(?![县市区旗]|政府|党委)[\u4e00-\u9fff]{2}办)"
    r"(?=\s*(?:$|[、，,；;/\n（(]))"
)
COLLECTIVE = re.compile(
    r"^(?:其他|各|县直|区直|市直|旗直|县级|区级|市级|上级|全县|全区|县|区|市|旗)*(?:有关|相关|需求|涉及|责任|行业|主管|职能|监管|各)+[^局委]*(?:部门"
    r"|单位|机关)$"
)
SAYS_NOBODY = "无 暂无 没有 不涉及 待定 未定 没定 待明确 未明确 待确定 未确定"
# in brackets too, as the export of a form writes them
BOXED_NOBODY = [f"（{word}）" for word in f"{SAYS_NOBODY} 空 跳过".split()]
NOBODY = frozenset(
    (rf"/ ／ - — —— － \ * · {SAYS_NOBODY}".split())
    + BOXED_NOBODY
    + [word.replace("（", "(").replace("）", ")") for word in BOXED_NOBODY]
)
NO_OTHERS = re.compile(
    r"^(?:暂?无|没有|不涉及)(?:其他|相关|配合|协助|协同|共同|牵头|责任)*(?:部门|单位)$"
)
COUNTY = re.compile(r"^[县市区旗]")
BRANCH = re.compile(r"(?<=.)局[\u4e00-\u9fff]{1,6}分局$")  # 市生态环境局示例县分局
SEPARATORS = "、，,；;/|｜。\t ／\n"
STAND_INS = "".join(map(chr, range(0xE000, 0xE000 + len(SEPARATORS))))
HIDDEN = str.maketrans(SEPARATORS, STAND_INS)
SHOWN = str.maketrans(STAND_INS, SEPARATORS)


@dataclass
class NamedDepartment:
    """One department of a cell; `plate` is a second name in brackets, `role` what is said of it."""

    name: str
    role: str = ""
    plate: str = ""
    internal_office: str = ""
    collective: bool = False
    leads_too: bool = False  # marked as the lead, as one before it is
    duty: list[str] = field(default_factory=list)
    method: list[str] = field(default_factory=list)

    @property
    def full_name(self):
        return f"{self.name}（{self.plate}）" if self.plate else self.name

    def copied(self):
        department = self.without_duties()
        department.duty, department.method = list(self.duty), list(self.method)
        return department

    def without_duties(self):
        department = NamedDepartment(self.name, self.role, self.plate, self.internal_office)
        department.collective, department.leads_too = self.collective, self.leads_too
        return department

    def add_office(self, office):
        """Keeps one more internal office, unless it is among them."""
        known = self.internal_office.split("、") if self.internal_office else []
        fresh = [each for each in office.split("、") if each and each not in known]
        self.internal_office = "、".join([*known, *fresh])


def split_departments(text):
    """The departments named in one cell, in their order; a name given twice is given once."""
    return [department.without_duties() for department in named_in(text)]


@lru_cache(maxsize=4096)
def named_in(text):
    """What one cell names, kept because the same departments stand in many rows."""
    if text.strip() in NOBODY:
        return ()
    text = LEVEL.sub("", LABELLED_BRACKET.sub(r"；\1；", BROKEN_BRACKET.sub("", text))).strip()
    if MARK_BEFORE.match(text):
        text = MARK_BEFORE.sub(r"；\1：", text).strip("；")
    text = GLUED.sub(r"\1、", BOXED.sub(without_box, text))
    named, has_lead, role = {}, False, ""
    for label, labelled in labelled_texts(text):
        if label == "责任" and has_lead:
            role = ResponsibilityRole.JOINT
        elif label is not None:
            role = ROLES[label]
            has_lead = has_lead or role == ResponsibilityRole.LEAD or "牵头" in label
        for name in office_names(labelled):
            add_named(named, name, role)
    return tuple(named.values())


def without_box(match):
    """An office's name without the brackets around it; what says a role keeps them. A blank behind
    them stays, before the name of an office inside it.
    """
    return (
        f"；{match['office']}{match['blank'] or '；'}" if is_office(match["office"]) else match[0]
    )


def labelled_texts(text):
    """(label, what follows it) of 牵头：A；配合：B; the label is None before the first."""
    start, label = 0, None
    for match in LABEL.finditer(text):
        if text[start : match.start()].strip():
            yield label, text[start : match.start()]
        label, start = match[1], match.end()
    yield label, text[start:]


def add_named(named, name, role):
    """Adds one named department; a division's name alone is an office of the one before."""
    if named and (BARE_INTERNAL.match(name) or is_division(name)):
        list(named.values())[-1].add_office(name)
        return
    if role_behind := SAID_AFTER.match(name):
        name, role = role_behind[1], ROLES.get(role_behind[2], role)
        give_role_to_those_before(named, role)
    department = read_name(name, role)
    if division := OWN_DIVISION.match(department.name):
        department.name = division[1]
        department.internal_office = division[2] or division[3]
    elif division := division_behind(department.name):
        department.name, department.internal_office = division
    if department.name:
        kept = named.setdefault(plain(department.full_name), department)
        kept.add_office(department.internal_office)


def division_behind(name):
    """(县公安局, 人口管理大队) of 县公安局人口管理大队; () where it is an office of its own."""
    division = DIVISION_BEHIND.match(name)
    if division and is_known_office(division[1]) and not is_known_office(name):
        return division.groups()
    return ()


def is_division(name):
    """Whether a name is of no office by itself: 不动产登记中心 behind 县自然资源局."""
    return bool(DIVISION.match(name)) and not is_known_office(name)


def give_role_to_those_before(named, role):
    """In A牵头，B、C配合 what is said of C is said of B too."""
    if role == ResponsibilityRole.LEAD:
        return
    for department in list(named.values())[:0:-1]:
        if department.role:
            return
        department.role = role


@lru_cache(maxsize=8192)
def office_names(line):
    """The names between separators that do not stand inside brackets."""
    names = []
    line = BEHIND_BLANK.sub(in_brackets, line)
    for text in SEPARATOR.split(BRACKET.sub(hide_separators, line)):
        name = LEADING.sub("", text.translate(SHOWN).strip(" 　\xa0。.：:"))
        name = OTHERS.sub("", name.strip())
        is_nobody = name in NOBODY or NO_OTHERS.match(name)
        if name and not is_nobody and not name.isdigit():
            names += conjoined(name)
    return names


def in_brackets(match):
    """An internal office behind a blank, in brackets; an office of its own stays as it is."""
    office, inner = match["office"], match["inner"]
    if is_known_office(inner) and not is_known_office(office + inner):
        return match[0]
    if inner.endswith("办"):
        return f"{office}——{inner}"  # in brackets it would be a second name
    return f"{office}（{inner}）"


def hide_separators(bracket):
    """A bracket with signs that separate nothing in place of its separators."""
    return bracket[0].translate(HIDDEN)


def conjoined(text):
    """The two offices of 县公安局和县司法局; 县住房和城乡建设局 is one."""
    for match in (*CONJUNCTION.finditer(text), *TOGETHER.finditer(text)):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if is_office(left) and holds_offices(right):
            are_known = is_known_office(left) and is_known_office(right)
            if COUNTY.match(right) or are_known:
                return [left, *conjoined(right)]
    return [text]


def holds_offices(text):
    return is_office(text) or len(conjoined(text)) > 1


def is_office(name):
    """Whether a text reads like an office's name."""
    bare = BRACKET.sub("", plain(name))
    return bool(OFFICE.match(bare) and not IN_A_SENTENCE.search(bare)) or is_collective(name)


@lru_cache(maxsize=8192)
def is_known_office(name):
    """Whether counties have a department of this name, or it is a branch of one in the city."""
    bare = BY_SUBJECT.sub("局", BRANCH.sub("局", BRACKET.sub("", plain(name))))
    return bare in FULL_NAMES or COUNTY.sub("", bare) in FULL_NAMES


def are_offices(text):
    """Whether a text names offices that are known, or the county's, and nothing else."""
    names = office_names(text)
    return bool(names) and all(is_known_office(name) or is_a_countys(name) for name in names)


def is_a_countys(name):
    bare = plain(name)
    return is_office(name) and bool(COUNTY.match(bare) or bare.endswith("分局"))


def look_like_offices(text):
    """Whether a text names nothing but what ends as offices' names do: 示例金融监管支局."""
    names = office_names(text)
    return bool(names) and all(map(is_office, names))


def read_name(text, role=""):
    """One named department: its role by （牵头）, a plate or an office by other brackets."""
    if mark := MARK.search(text):
        role, text = ROLES[mark[1] or mark[2]], MARK.sub("", text)
    department = NamedDepartment(text.strip(" 　：:。"), role)
    plates = []
    for bracket in map(str.strip, BRACKET.findall(department.name)):
        if INTERNAL.search(bracket) and not IN_A_SENTENCE.search(bracket):
            department.add_office(bracket)
        elif bracket:
            plates.append(bracket)
    department.plate = "、".join(plates)
    department.name = BRACKET.sub("", department.name).strip()
    department.collective = is_collective(department.name)
    return department


def is_collective(name):
    """Whether a name stands for several departments not named: 县直有关部门, 各有关单位."""
    return bool(COLLECTIVE.match(plain(name)))


def assign_roles(named, *, receiving):
    """Settles the roles: receivers all receive; else the one marked, or the first, leads."""
    if receiving:
        for department in named:
            department.role = ResponsibilityRole.RECEIVER
    if receiving or not named:
        return named
    lead = lead_of(named)
    others = [department for department in named if department is not lead]
    for department in others:
        if department.role in ("", ResponsibilityRole.LEAD):
            department.leads_too = bool(department.role)
            department.role = ResponsibilityRole.JOINT
    lead.role = ResponsibilityRole.LEAD
    return [lead, *others]


def lead_of(named):
    """The first that is marked as the lead, else without a role, else jointly responsible."""
    for role in (ResponsibilityRole.LEAD, "", ResponsibilityRole.JOINT):
        for department in named:
            if department.role == role:
                return department
    return named[0]
