"""Takes one cell apart that says both who receives a reclaimed item and how they work on it."""

import re
from itertools import takewhile

from dutylist.organizations.matching import plain

from .departments import (
    ENDS_A_NAME,
    INNER,
    LEADING,
    MARKED,
    is_known_office,
    look_like_offices,
    split_departments,
)
from .duties import BOXED, COLON, blocks_under, headings_of
from .numbering import NUMBER_BEFORE

WHERE = re.compile(
    r"[【（(\[]?(?:收回后)?(?:承接|收回|接收|责任|牵头|主管)(?:责任)?(?:部门|单位|主体)(?:名称)?[】）)\]]?\s*[:：为]?\s*"
)
# each of several departments, with how it works behind it: 承接部门（共同）：县公安局
OF_ONE = re.compile(
    r"(?m)^\s*(?:收回后)?(?:承接|收回|接收|责任|牵头|共同|配合|协同)(?:责任)?(?:部门|单位|主体)"
    rf"(?:[（(](?:{MARKED})[）)])?\s*[：:]\s*"
)
# 县公安局，承接机构：治安大队
WITH_OFFICE = re.compile(
    r"[，,；;、\s]*(?:承[接办]|责任|具体|内设)*(?:内设)?(?:机构|[科股处]室)\s*[：:]\s*(?P<office>[^，,；;。\s]+)$"
)
TAKEN_BY = re.compile(r"^由?(?P<office>.{3,30}?)(?:承接|收回|接收|负责|牵头)(?:的?事项)?$")
HOW = re.compile(
    r"\s*[【（(\[](?:收回后)?的?(?:工作|承接|履职|办理|收回|履行|管理|落实)?(?:方式|方法|措施|办法)[】）)\]]\s*[:：]?\s*"
    rf"|(?:^|(?<=[\s。；;，,、）)\d.．]))\s*(?:{NUMBER_BEFORE})?"
    r"(?:收回后)?的?(?:工作|承接|履职|办理|收回|履行|管理|落实)?(?:方式|方法|措施|办法)(?:\s*[:：为]|(?=\s))\s*"
)
CUTS = ("\n", "。", "；", ";", "——", "--", "/", " ", "\u3000")
BEGINS = re.compile(r"(?:^|[\s。；;！])$")
HELPED = re.compile(
    rf"牵头[，,、]?\s*(?P<name>[\u4e00-\u9fff、]{{2,40}}?{ENDS_A_NAME})(?:配合|协助|参与|协同)"
)
SAID = re.compile(
    rf"^由?(?P<name>[\u4e00-\u9fff（）()、]{{2,40}}?{ENDS_A_NAME}(?:[\u4e00-\u9fff]{{1,6}}[股科])?)"
    r"(?=依法|分别|共同|负责|牵头|直接|统一|按|组织|通过|承担|开展|承接|接[手管走]?[。，,：:]|[，,：:])"
    r"(?:(?:接[手管走]?)?[，,：:]|接[手管走]?。)?"
)
OFFICE_FIRST = re.compile(
    r"^(?P<name>[\u4e00-\u9fff]{2,12}?[局委办部会队联])(?=[\u4e00-\u9fff])(?![和与及同])"
)

# 由固废股负责，……: which part of the one department that receives an item answers for it
BY_AN_OFFICE = re.compile(
    r"^由(?:本?局|本单位)?(?!第三方|专业|[各所相有上县市区旗乡镇街])"
    rf"(?P<office>[\u4e00-\u9fff]{{1,8}}?(?:{INNER}))(?=(?:具体|统一)?(?:负责|承[担办接]))"
)


def office_working(method):
    """The internal office of which a way of working says first that it answers for the item; ""
    where one is only named as doing something.
    """
    begun = BY_AN_OFFICE.match(method)
    if begun and not is_known_office(begun["office"]):
        return begun["office"]
    return ""


def receivers_in(text):
    """[(departments, method)] of one cell; no departments where they can not be told from the
    method.
    """
    text = text.strip()
    if not text:
        return []
    before, *blocks = OF_ONE.split(text)
    if len(blocks) > 1 and not before.strip() and all(map(HOW.search, blocks)):
        return [receiver for block in blocks for receiver in receivers_in(block)]
    if how := HOW.search(text):
        departments = split_departments(bare_where(text[: how.start()]))
        return [(departments, text[how.end() :].strip())]
    return headed(text) or two_parts(text) or said_in_it(text)


def bare_where(text):
    """The departments' part without its own label and number, an internal office in brackets."""
    text = LEADING.sub("", OF_ONE.sub("", text.strip(), 1))
    text = WHERE.sub("", text, count=1).strip().rstrip("；;。，,、")
    return TAKEN_BY.sub(r"\g<office>", WITH_OFFICE.sub(r"（\g<office>）", text))


def headed(text):
    """Blocks under the names of offices: 县公安局：由部门依法查处。, 【县公安局】依法查处。"""

    def named_by(label, pattern):
        label = WHERE.sub("", label)
        return label if pattern in (COLON, BOXED) and look_like_offices(label) else ""

    headings = []
    for start, end, label in headings_of(text, named_by):
        if BEGINS.search(text[:start]):  # no box inside a sentence
            headings.append((start, end, label))
    if not headings or text[: headings[0][0]].strip():
        return []
    blocks = blocks_under(headings, text)
    return [(split_departments(label), block) for label, block in blocks]


def two_parts(text):
    """The departments on the first lines, or in the first sentence, and what follows."""
    text = bare_where(text) if WHERE.match(text) else text
    for cut in CUTS:
        texts = text.split(cut)
        offices = list(takewhile(look_like_offices, texts))
        if offices and (len(texts) > 1 or cut == "\n"):
            method = cut.join(texts[len(offices) :])
            return [(split_departments("、".join(offices)), method.strip())]
    return []


def said_in_it(text):
    """由县公安局依法查处: the office is named in the sentence, which stays whole as the method."""
    match = SAID.match(plain(text))
    if not match:
        return [(office_first(text), text)]
    names = [match["name"]]
    names += [helped["name"] for helped in HELPED.finditer(plain(text))]
    ends_the_clause = match[0][-1] in "，,：:。"
    if ends_the_clause:
        method = text[match.end() :].strip()
    else:
        method = text
    return [(split_departments("、".join(names)), method)]


def office_first(text):
    """The known office with whose name a way of working begins, as a list: 县统计局聘请调查员."""
    begun = OFFICE_FIRST.match(text.strip())
    if begun and is_known_office(begun["name"]):
        return split_departments(begun["name"])
    return []
