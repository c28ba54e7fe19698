"""What a column shows of its field: its head's likeness to known words, its texts, its place."""

import itertools
import re
from functools import lru_cache
from math import log

from .departments import INNER, NOBODY, is_known_office, is_office, office_names
from .headwords import head_key
from .likeness import likenesses
from .numbering import FIGURE_BEFORE, LEADING, number_key
from .row_types import is_known_category, kind_named
from .scope_columns import A_SENTENCE
from .scopes import is_chosen

LOOKED_AT = 40
LONGEST_NAME = 45
LONG = 60
DAY = re.compile(
    r"^\d{4}\s*[-./年]\s*\d{1,2}(?:\s*[-./月]\s*\d{1,2}\s*日?|\s*月)?(?:\s*(?:前|底))?$"
)
PLACES = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,8}?(?:镇|乡|街道)[、，,；;\s]*)+(?:等)?$|^全(?:县|部|域)"
)
INNER_OFFICE = re.compile(rf"^[\u4e00-\u9fff、\s]{{2,20}}(?:{INNER})$")
DUTY_OF_OFFICE = re.compile(
    rf"^(?:{FIGURE_BEFORE})?(?:负责|牵头|指导|制定|统筹|组织|监督|依法|承担|督促|受理|审核)"
)
DUTY_OF_TOWNSHIP = re.compile(
    rf"^(?:{FIGURE_BEFORE})?(?:配合|协助|做好|开展|发现|及时|上报|排查|宣传|参与|落实|引导|动员)"
)
WORKING = re.compile(
    r"^(?:由|不再|取消|通过|采取|直接|收回|按照)|收回后|自行|不再.{0,8}乡镇|部门.{0,6}(?:承担|负责)"
)
NAME_ENDING = re.compile(
    r"(?:工作|管理|服务|建设|治理|保护|监管|整治|排查|检查|审核|发放|防治|救助|处置|调解|宣传|培训|登记|认定|监测|巡查)$"
)
ACT = re.compile(r"《[^》]+》|〔\d{4}〕")
CODE = re.compile(r"^[A-Za-z0-9\-]{6,}$")
YES_NO = re.compile(r"^(?:是|否|有|无|公开|不公开|主动公开|不予公开)$")
ROLE = re.compile(
    r"^(?:牵头|配合|主责|主办|协[办助]|共同|联合|会[办同]|支持|参与|承接|主要|次要|主体)"
    r"(?:责任|部门|单位)?$"
)
PERSON = re.compile(r"^[\u4e00-\u9fff]{2,3}$|^1\d{10}$|^0?\d{3,4}-?\d{7,8}$")
OFFICE_SAYS = re.compile(
    r"^[【\[（(]?[\u4e00-\u9fff（）()]{2,16}[】\]）)]?\s*[：:】]", re.MULTILINE
)
# what a head itself says of whose a column is, and that it asks what is done
OF_TOWNSHIP = re.compile("镇")
OF_OFFICES = re.compile(r"上级|部门|单位|局|机关|县|委办")
IS_DONE = re.compile(r"[做干办管活]|出力|职责|责任|任务|分工|承担|分内")
SEVERAL = re.compile(r"[、，\n；;]")


@lru_cache(maxsize=20_000)
def signs_of(text):
    """What one text could be, {sign: whether it shows it}, in the order of the weights."""
    bare = text.strip()
    names = office_names(bare) if len(bare) <= LONG * 2 else ()
    offices = [name for name in names if is_office(name)]
    known = [name for name in names if is_known_office(name)]
    is_sentence = bool(A_SENTENCE.search(bare))
    return {
        "编号": number_key(bare) is not None,
        "数字": bare.isdigit(),
        "部门名称": bool(names) and len(offices) == len(names),
        "常见的部门名称": bool(names) and len(known) == len(names),
        "多个部门": len(offices) > 1,
        "常见的类别": is_known_category(bare),
        "短词": len(bare) <= 8 and not is_sentence,
        "事项类型": bool(kind_named(bare)),
        "勾选的符号": is_chosen(bare) is not None and len(bare) <= 2,
        "日期": bool(DAY.match(bare)),
        "乡镇（街道）": bool(PLACES.match(bare)),
        "内设机构": bool(INNER_OFFICE.match(bare)),
        "“负责”“指导”等部门职责的开头": bool(DUTY_OF_OFFICE.match(bare)),
        "“配合”“协助”等乡镇职责的开头": bool(DUTY_OF_TOWNSHIP.match(bare)),
        "“由……”“不再……”等工作方式": bool(WORKING.search(bare)),
        "事项名称常见的结尾": bool(NAME_ENDING.search(bare)),
        "与事项名称差不多长的短语": 8 < len(bare) <= LONGEST_NAME and not is_sentence,
        "分条编号": bool(LEADING.match(bare)),
        "句子": is_sentence,
        "句号结尾": bare.endswith("。"),
        "长段文字": len(bare) > LONG,
        "分行": "\n" in bare,
        "文件名称": bool(ACT.search(bare)),
        "代码": bool(CODE.match(bare)),
        "是与否": bool(YES_NO.match(bare)),
        "责任类型": bool(ROLE.match(bare)),
        "人名或电话": bool(PERSON.match(bare)),
        "顿号分开的多项": bool(SEVERAL.search(bare)),
        "“负责”": "负责" in bare,
        "“配合”“协助”": "配合" in bare or "协助" in bare,
        "“乡镇”“街道”": "乡镇" in bare or "街道" in bare,
        "冒号": "：" in bare or ":" in bare,
        "部门名称后的冒号": says_of_offices(bare),
    }


def says_of_offices(text):
    """Whether what stands before the first colon or bracket of a text is an office: 县水利局：……"""
    said = OFFICE_SAYS.match(text)
    return bool(said) and is_office(said[0].strip("【】[]（）()：: "))


def head_signs(path):
    """What the words over a column say of whose it is."""
    word = head_key(path[-1]) if path else ""
    whole = head_key("".join(path))
    return [float(bool(sign.search(one))) for one in (word, whole) for sign in SIDES]


SIGNS = tuple(signs_of(""))
SHAPES = (
    "空着的多少",
    "文字的长短",
    "各行是否不同",
    "是否逐行递增",
    "是否合并单元格",
    "所在的先后",
    "第一列",
    "最后一列",
    "第二列",
)
SIDES = (OF_TOWNSHIP, OF_OFFICES, IS_DONE)
SAID_BY_HEAD = ("表头提到乡镇（街道）", "表头提到部门", "表头问做什么") * 2
RIGHT_OF_IT = "右侧是否有长段文字"
SHOWN = (*SIGNS, *SHAPES, *SAID_BY_HEAD, RIGHT_OF_IT)


def shape_of(texts, rows, place, count, merged):
    """Numbers about a column as a whole: `texts` of so many `rows`, the `place`-th of `count`."""
    lengths = sum(log(1 + len(text)) for text in texts) / len(texts) if texts else 0.0
    return [
        1 - len(texts) / rows if rows else 1.0,
        lengths / 5,
        len(set(texts)) / len(texts) if texts else 0.0,
        rising(texts),
        merged,
        place / max(1, count - 1),
        float(place == 0),
        float(place == count - 1),
        float(place == 1),
    ]


def rising(texts):
    """The share of numbers that are one more than the one above."""
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 6]
    if len(numbers) < 2:
        return 0.0
    steps = sum(after - before == 1 for before, after in itertools.pairwise(numbers))
    return steps / (len(numbers) - 1)


def shares_of(texts):
    """The share of texts that show each sign."""
    if not texts:
        return [0.0] * len(SIGNS)
    signs = [signs_of(text).values() for text in texts]
    return [sum(column) / len(texts) for column in zip(*signs, strict=True)]


def evidence_of(columns, rows, hidden=None):
    """The evidence of all columns of a head together: [[numbers]], the same for each.

    `columns` are [(path of words, texts, share merged)] from left to right, `rows` how many rows
    are below.
    """
    evidence, long = [], []
    for place, (path, texts, merged) in enumerate(columns):
        last = head_key(path[-1]) if path else ""
        whole = head_key("".join(path))
        hidden_word = (hidden or {}).get(place, "")
        shares = shares_of(texts)
        long.append(shares[SIGNS.index("长段文字")])
        shape = shape_of(texts, rows, place, len(columns), merged)
        numbers = [*shares, *shape, *head_signs(path)]
        evidence.append((likenesses(last, hidden_word), likenesses(whole, hidden_word), numbers))
    for place, (_last, _whole, numbers) in enumerate(evidence):
        numbers.append(float(max(long[place + 1 :], default=0.0) > 0.3))
    return evidence


def columns_shown(layout, bottom, columns, is_head):
    """([(path, texts, share merged)], how many rows) of what stands in the columns below a head.

    `columns` are [(left, right, path)]; a row of which `is_head` says so ends the table.
    """
    texts, merged, rows = [[] for _column in columns], [0] * len(columns), 0
    for row in layout.rows_below(bottom):
        found = layout.texts[row]
        if len(found) < 2 or len(set(found.values())) == 1:
            continue
        if rows >= LOOKED_AT or is_head(found.values()):
            break
        rows += 1
        for place, (left, right, _path) in enumerate(columns):
            for column in range(left, right + 1):
                text = found.get(column)
                if text and text not in NOBODY:
                    texts[place].append(text)
                    top, _left, low, _right = layout.area(row, column)
                    merged[place] += low > top
                    break
    shown = []
    for (_left, _right, path), below, count in zip(columns, texts, merged, strict=True):
        shown.append((path, below, count / len(below) if below else 0.0))
    return shown, rows
