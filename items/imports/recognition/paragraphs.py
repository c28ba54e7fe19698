"""What one paragraph of a written list is by its words: a kind, a numbered item, what is said of
one, a part of the letter around it.
"""

import re
from collections import Counter
from enum import StrEnum

from items.models import Kind
from items.printed.row_words import NOTE, OF_A_LETTER, is_title, section_of

from .columns import WORK, Column
from .departments import MARKED, are_offices, is_office, look_like_offices
from .departments_in_duties import begins_with_heading, headings_in, with_roles_behind
from .labels import labelled_field, parts_of
from .line_items import lines_of
from .no_longer import is_opinion
from .numbering import CHINESE_BEFORE, LEADING, LEADING_CHINESE, number_key
from .receiving import office_working
from .row_types import SENTENCE, is_known_category, kind_named
from .township_side import is_township

ENDS_WITH_PAGE = re.compile(r"(?:[\t…·.．]|\s)\s*\d{1,3}$")
PART = re.compile(r"^第[一二三四五六七八九十\d]+(?:部分|篇|章|编|块)\s*[、：:]?\s*")
NUMERAL = re.compile(
    r"^\s*(?:第(?P<chapter>[一二三四五六七八九十百]+)(?P<h>[章节])"
    r"|第(?P<article>[一二三四五六七八九十百]+)(?P<a>条)"
    r"|第(?P<piece>\d{1,3}|[一二三四五六七八九十]+)(?P<p>[件个]|(?<=\d)项)"
    r"|第?(?P<chinese>[一二三四五六七八九十]+)\s*(?P<c>[、．.：:项])|[（(](?P<boxed>[一二三四五六七八九十]+)(?P<b>[）)])"
    r"|(?P<deep>\d{1,2}(?:[.．]\d{1,2}){2})\s+|(?P<dotted>\d{1,2}[.．]\d{1,2})\s+(?=\D)"
    r"|(?P<digit>\d{1,3})\s*(?P<d>[、．.）)]|(?=[\u4e00-\u9fff])|\s+)(?!\d)"
    r"|[（(](?P<inner>\d{1,3})(?P<i>[）)])"
    r"|(?P<circled>[①-⑳])|(?:[基配收]|[A-Z]{1,3})[-－—](?P<coded>\d{1,3})(?P<k>[、．.：:\s]))\s*"
)


class NumeralStyle(StrEnum):
    """How a paragraph is numbered, from the greatest level to the least; each is a group of
    `NUMERAL`.
    """

    CHAPTER = "chapter"
    ARTICLE = "article"
    PIECE = "piece"
    CHINESE = "chinese"
    BOXED = "boxed"
    CODED = "coded"
    DOTTED = "dotted"
    DEEP = "deep"
    DIGIT = "digit"
    INNER = "inner"
    CIRCLED = "circled"


ORDER = tuple(NumeralStyle)
FIGURE = (NumeralStyle.DIGIT, "")  # how a paragraph is numbered that only begins with a figure
RECEIVED = (
    # 沿街招牌检测。由县城管局、县住建局承接，委托机构检测。 ……承接的部门是县城管局，委托……
    re.compile(
        r"^(?P<name>.{4,}?)[。；;，,]\s*(?:(?:承接|接收|收回)的(?:部门|单位)[是为]"
        r"|(?:收回后)?由(?=[^。；;，,]{3,60}?(?:承接|接收|收回)[。；;，,]))"
        r"(?P<offices>[^。；;，,]{3,60}?)(?:承接|接收|收回)?[。；;，,]\s*(?P<method>.{2,})$",
        re.S,
    ),
    # 沿街招牌检测（县城管局；委托机构检测）
    re.compile(
        r"^(?P<name>.{4,}?)[（(](?P<offices>[^。；;，,：:（()）]{2,60})[；;：:]"
        r"\s*(?P<method>.{2,})[）)][。；;]?$"
    ),
)
# （一）文化（2项）1.书屋管理；2.放映。
RUN_IN = re.compile(
    rf"^(?P<heading>{CHINESE_BEFORE}[^，。；：:\d]{{2,20}}(?:[（(]\D?\d+[项件条]?[）)])?)[：:]?\s*"
    r"(?P<names>\d{1,3}\s*[.．、](?!\d)[^：:\n]+)$"
)
NEXT_NAME = re.compile(r"[；;。]\s*(?=\d{1,3}\s*[.．、](?!\d))")
TAG_ENDS = re.compile(r"\s*[｜|┃]\s*")
A_NUMBER = re.compile(r"\d{1,4}$")
LONGEST_TAG = 12
BOX = re.compile(r"【([^】]{2,20})】")
SHORTEST_NAME = 4
FEWEST_MARKED = 3
ASIDE = re.compile(r"^(?:[（(【][^（()）【】]{8,}[）)】]|〔[^〔〕]{3,}〕)$")
IN_BOX = re.compile(r"^【(?P<name>[^】]{0,8}(?:履职|收回|上收|事项)[^】]{0,4})】[^：:]{0,20}$")
IN_BRACKETS = re.compile(r"^(?P<before>[^，。；：（）()]{2,16})[（(](?P<name>[^）)]+)[）)]$")
REMARK_BEHIND = re.compile(r"(?<=[）)])[，,。；;].*$")
OF_TOWNSHIP = re.compile(
    r"^(?P<box>【)?(?P<whose>(?:本|各|所在|[\u4e00-\u9fff]{1,4}?)?(?:乡镇（街道）|乡镇|镇街|街道|镇|乡))"
    r"(?:党委政府|政府|里)?(?:的?(?:主要|具体|配合)?(?:职责|责任|工作)(?:是|为|如下|包括)?"
    r"|[应需要的]{0,2}(?:配合|协助|负责|做的|干的))?(?(box)】[：:]?|[：:])"
)
OF_OFFICE = re.compile(
    r"^(?P<office>[\u4e00-\u9fff、]{2,40}?)(?:的?(?:主要|工作|具体|配合)?(?:职责|责任)"
    r"(?:是|为|如下|包括)?|[做干]的)\s*[：:]\s*"
)
# 县水利局为牵头部门，其职责是：……
WITH_ROLE = re.compile(
    rf"^(?P<office>[\u4e00-\u9fff、]{{2,40}}?)(?:为|是|作为)(?P<role>{MARKED})"
    r"(?:责任)?(?:部门|单位)[，,；;。：:]\s*"
    r"(?:[其主要具体承担履行的]*(?:职责|责任|任务)(?:是|为|如下|包括)?\s*[：:]\s*)?"
)
# 共同责任单位县财政局负责：……
ROLE_FIRST = re.compile(
    rf"^(?P<role>{MARKED})(?:责任|办理)?(?:部门|单位)[：:]?(?P<office>[\u4e00-\u9fff、]{{3,40}}?)的?"
    r"(?:负责|职责|责任)\s*[：:]\s*"
)
# 基本履职——乡里自己干的, 配合履职　卡02
EXPLAINED_BEHIND = re.compile(
    r"\s*(?:(?:——|--).{2,20}|[第（(]?(?:[卡表]片?\s*\d{1,3}|\d{1,3}\s*[张号])[）)]?)$"
)
SPREAD = re.compile(r"^([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])\s*(?=[：:])")  # 类　　别：
LABEL_WITH_DASH = re.compile(r"^(?P<label>[\u4e00-\u9fff]{2,8})\s*(?:——|--)\s*(?=\S{2})")
OF_OFFICES = re.compile(r"^(?P<label>主[管办责]|承[接办]|接[手管收]|[牵领]头)[：:](?P<offices>.+)$")
# ……。市监局职责：……, behind what else is said of an item
DUTY_BEHIND = re.compile(
    r"(?<=[。；;])(?P<office>[\u4e00-\u9fff]{2,10}(?:局|委|办|部|会))的?(?:主要|具体)?职责[：:]"
)
BARE_LABEL = re.compile(r"^[\u4e00-\u9fff（）]{2,14}职责$")
IN_A_BOX = re.compile(r"^【(?P<name>[^】]+)】\s*(?P<rest>.*)$", re.DOTALL)
OF_PARTIES = frozenset(
    {Column.DEPARTMENTS, Column.RECEIVERS, Column.TOWNSHIP_DUTY, Column.DEPARTMENT_DUTY}
)


# 县民政局收回3项: whose the items below are
TAKING = re.compile(r"^(?P<office>.{3,20}?)(?:承接|收回|接收)的?\s*\d{1,3}\s*[项件]$")


def numeral_of(text):
    """((how a paragraph is numbered, its sign), its number, the text without it); None for no
    number.
    """
    match = NUMERAL.match(text)
    if not match:
        return None
    for style in ORDER:
        if match[style]:
            sign = next((match[name] for name in "hapcbdik" if match[name]), "")
            number = number_key(match[style])[1][-1]
            return (style, sign.strip()), number, text[match.end() :].strip()
    return None


def run_in(text):
    """A heading and the numbered names behind it in one paragraph, as paragraphs of their own:
    （一）文化（2项）1.书屋管理；2.放映。; any other text alone.
    """
    match = RUN_IN.match(text)
    if not match:
        return [text]
    name, count = section_of(match["heading"]) or (match["heading"], None)
    names = NEXT_NAME.sub("\n", match["names"].rstrip("；;。"))
    lines = lines_of(names)
    if lines and (count == len(lines) or is_known_category(name)):
        return [match["heading"], *names.split("\n")]
    return [text]


def is_numbered(text):
    """Whether a paragraph has a number, and does not only begin with a figure: 3次，建立台账."""
    number = numeral_of(text)
    return bool(number) and number[0] != FIGURE


def is_bare_sentence(text, following):
    """Whether an article is a sentence of which nothing is said for departments or townships."""
    return text.endswith("。") and not IN_A_BOX.match(text) and not is_labelled(following)


def is_beside(text):
    """Whether a paragraph is of the letter around a list, or an opinion on an item."""
    return is_of_a_letter(text) or is_opinion(text)


def is_aside(text):
    """Whether a paragraph is one bracket without any label: （小刘：先按原文放着）."""
    if not ASIDE.match(text) or headings_in(text[1:-1]):
        return False
    return not any(field for field, _value in parts_of(text))


# 排污口抽测。由监测股负责，每周抽测
WORKED_ON = re.compile(r"^(?P<name>[^。]{4,}?)[。；;]\s*(?P<method>由.{2,})$", re.DOTALL)


def received_in(text, kind):
    """[(field, its text)] of an item that says in a sentence who receives it and how they work;
    none where labels say it.
    """
    worked_on = WORKED_ON.match(text)
    if worked_on and kind == Kind.RECLAIMED and office_working(worked_on["method"]):
        return [(Column.NAME, worked_on["name"]), (Column.METHOD, worked_on["method"])]
    match = next(filter(None, (pattern.match(text) for pattern in RECEIVED)), None)
    labelled = [field for field, _value in parts_of(text)[1:]]
    if (
        labelled not in ([], [Column.METHOD])
        or not match
        or kind not in ("", Kind.RECLAIMED)
        or not are_offices(match["offices"])
    ):
        return []
    return [
        (Column.NAME, match["name"]),
        (Column.RECEIVERS, match["offices"]),
        (Column.METHOD, parts_of(match["method"])[-1][1]),
    ]


def shares_in(text, kind):
    """[(field, its text)] of an item behind whose name stands in boxes who does what:
    集市疏导【县公安局】设卡分流。【本镇】摆放隔离墩。; none where a box is of nobody.
    """
    name, *blocks = BOX.split(text)
    labels, texts = blocks[::2], blocks[1::2]
    if len(name) < SHORTEST_NAME or not labels or not all(text.strip() for text in texts):
        return []
    (field, last), *others = parts_of(texts[-1]) or [(Column.NAME, "")]
    if field and field not in WORK:
        return []  # （类别：平安法治） alone says nothing of a box
    shares = list(zip(labels, [*texts[:-1], last], strict=True))
    ours = [text for label, text in shares if is_township(label)]
    theirs = [(label, text) for label, text in shares if not is_township(label)]
    if not theirs or not all(look_like_offices(label) for label, _text in theirs):
        return []
    said = "\n".join(f"{label}：{text.strip()}" for label, text in theirs)
    fields = [(Column.NAME, name), (Column.DEPARTMENT_DUTY, said)]
    if kind == Kind.RECLAIMED and len(theirs) == 1:
        [(label, text)] = theirs
        fields = [(Column.NAME, name), (Column.RECEIVERS, label), (Column.METHOD, text.strip())]
    return fields + [(Column.TOWNSHIP_DUTY, "\n".join(ours))] * bool(ours) + others


def is_of_a_letter(text):
    return is_aside(text) or any(pattern.match(text) for pattern in OF_A_LETTER)


def begins_a_list(texts):
    """Whether the first of these paragraphs is of a list of items that was not read: it names a
    kind above a first number, or what is labelled as a department's or a township's.
    """
    text, *below = texts
    if ENDS_WITH_PAGE.search(text):
        return False
    if kind_heading(text):
        numbers = [numeral_of(line) for line in below[:2]]
        return any(number and number[1] == 1 for number in numbers)
    field, value = (parts_of(text) or [("", "")])[0]
    return field in OF_PARTIES and bool(value)


def says_shares(text):
    """Whether a numbered paragraph says behind labels who does what: 1、……。市监局职责：……。"""
    number = numeral_of(text)
    return bool(number) and any(field in OF_PARTIES for field, _said in parts_of(number[2]))


def tags_of(text):
    """(the kind, the category) of a line of marks below a name: 卡号 001｜配合履职｜平安法治;
    ("", "") of any other line.
    """
    tags = TAG_ENDS.split(text)
    kind = next(filter(None, map(kind_named, tags)), "") if len(tags) > 1 else ""
    others = [tag for tag in tags if not kind_named(tag) and not A_NUMBER.search(tag)]
    if not kind or len(others) > 1 or any(len(tag) > LONGEST_TAG for tag in others):
        return "", ""
    return kind, "".join(others)


def marks_above(texts):
    """{line: (kind, category)} of paragraphs where such lines stand above the names, 配合履职事项
    民生服务 above 低保核查; {} of others.
    """
    marks = {}
    for text in dict.fromkeys(texts):
        tags = tags_of("｜".join(text.split()))
        if all(tags) and not kind_heading(text):  # 第一部分　基本履职事项
            marks[text] = tags
    places = [place for place, text in enumerate(texts) if text in marks]
    names = [text for place in places for text in texts[place + 1 : place + 2]]
    before = texts[: places[0]] if places else []
    is_below = bool(before) and not SENTENCE.search(before[-1])  # a name above its marks
    if len(names) < max(FEWEST_MARKED, len(places)) or is_below:
        return {}
    return {} if any(text in marks or is_labelled(text) for text in names) else marks


def kind_counted(text):
    """The kind of which a paragraph says how many items follow: 基本履职 6 项; "" for another."""
    section = section_of(text)
    if section is None or section[1] is None:
        return ""
    return kind_heading(text)


def kind_heading(text):
    """The kind a paragraph names that stands over its items: 第二部分 配合履职事项."""
    if text.endswith(("：", ":")) and not is_labelled(text):
        text = text[:-1]  # 基本履职：, and not 乡配合职责：
    bare = PART.sub("", text)
    if numeral := numeral_of(bare):
        bare = numeral[2]
    bare = EXPLAINED_BEHIND.sub("", bare)
    if (taken := TAKING.match(bare)) and is_office(taken["office"]):
        return ""
    if kind := kind_named(text) or kind_named(bare):
        return kind
    if boxed := IN_BOX.match(text):
        return kind_named(boxed["name"])
    if bracketed := IN_BRACKETS.search(REMARK_BEHIND.sub("", bare)):
        return kind_named(bracketed["name"]) or kind_named(bracketed["before"])
    return ""


def parts_by_kind(paragraphs):
    """The paragraphs cut before each one that names a kind."""
    parts = [[]]
    for row, text in paragraphs:
        if kind_heading(text) and parts[-1]:
            parts.append([])
        parts[-1].append((row, text))
    return parts


def item_style(part):
    """How the items of a part are numbered: as what stands just above labelled paragraphs, the
    outermost where the lines of a duty stand above the next label as well; else as most are.
    """
    above, styles = Counter(), Counter()
    for place, (_row, text) in enumerate(part):
        number = numeral_of(text)
        if not number or kind_heading(text):
            continue
        styles[number[0]] += 1
        following = part[place + 1][1] if place + 1 < len(part) else ""
        stands_above = is_labelled(following) and not is_labelled(text)
        if stands_above or any(field for field, _value in parts_of(number[2])[1:]):
            above[number[0]] += 1
    if above:
        often = max(above.values()) / 2
        return min(
            (style for style, count in above.items() if count >= often),
            key=lambda style: ORDER.index(style[0]),
        )
    if styles:
        return styles.most_common(1)[0][0]
    return None


def is_labelled(text):
    """Whether a paragraph begins with a label, or with offices and a colon."""
    if not text:
        return False
    parts = parts_of(text)
    return bool(parts and parts[0][0]) or says_of_item(text)


def says_of_item(text):
    """Whether a paragraph says without a label whose duty it is."""
    text = without_duty_word(text)
    return bool(OF_TOWNSHIP.match(text)) or begins_with_heading(text)


def without_duty_word(text):
    """县公安局职责：…… as 县公安局：……
    （二）县公安局为配合部门，其职责是：…… as 县公安局（配合）：……
    """
    clause = LEADING_CHINESE.sub("", text)
    match = WITH_ROLE.match(clause) or ROLE_FIRST.match(clause) or OF_OFFICE.match(clause)
    if match and are_offices(match["office"]):
        role = match.groupdict().get("role")
        mark = f"（{role.removesuffix('责任')}）" if role else ""
        return f"{match['office']}{mark}：{clause[match.end() :]}"
    if OF_TOWNSHIP.match(clause):
        return clause
    return text


def without_dash(text):
    """A paragraph whose label a dash or a role sets off, or that is a label alone, as others write
    it: 牵头——县公安局：…… as 县公安局（牵头）：……, 本乡职责 as 本乡职责：, 接手：…… as
    接手单位：……; an office's duty inside a line, ……。市监局职责：……, as ……。部门职责：市监局：……
    """
    text = SPREAD.sub(r"\1\2", text)
    text = DUTY_BEHIND.sub(r"部门职责：\g<office>：", with_roles_behind(text))
    if (named := OF_OFFICES.match(text)) and are_offices(named["offices"]):
        return f"{named['label']}单位：{named['offices']}"
    if BARE_LABEL.match(text) and labelled_field(text) in OF_PARTIES:
        return f"{text}："
    if match := LABEL_WITH_DASH.match(text):
        labelled = f"{match['label']}：{text[match.end() :]}"
        if is_labelled(labelled):
            return labelled
    return text


def is_other_title(text):
    """Whether a paragraph is a list's title, without any number before it."""
    return is_title(text) and not LEADING.match(text) and not NOTE.match(text)
