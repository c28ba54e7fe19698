"""The words offices write over their columns, and the field each of them means: the words that come
along.
"""

import re
import unicodedata
from functools import lru_cache

from items.entry.fields import IN_A_COLUMN

from .head_table import HEAD_WORDS, INDEX_WORDS

TOWNSHIP_WORDS = re.compile(
    r"乡镇街道办事处|乡镇场?街道|街道乡镇|镇乡?街道|乡镇场|苏木乡?镇|苏木"
    r"|乡镇|镇乡|镇街|街镇|乡街|街道|功能区|属地|基层|乡|镇"
)
COUNTY_WORDS = re.compile(
    r"县市区旗级|县市区级|县市区直|县市区|市县区|区县级|区县|市县级|市县|县区级|县区|县级|县直|区级|区直|市级|市直|旗级|旗直"
    r"|[县区市旗](?=部门|单位|有关|相关|主管|牵头|职能|责任|行业|业务|承接)"
)
NOT_A_WORD = re.compile(r"[\W_]+")
BRACKETED = re.compile(r"[（(【\[［][^（()）】\]］]*[）)】\]］]")
FORMER = re.compile(
    r"^原(?!则|因)|^(?:调整|修订|修改|变更|收回|上收|承接|优化)前|(?:调整|修订|修改|变更)前$"
)
PRESENT = re.compile(r"^(?:调整|修订|修改|变更|优化)后的?|(?<=.{2})(?:调整|修订|修改|变更)后$")
COUNTED = re.compile(r"(?<=部门|单位)[\d一二三四五甲乙丙]+|[①-⑩]")
COUNTABLE = (
    "departments",
    "support_departments",
    "joint_departments",
    "department_duty",
    "support_duty",
)
LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ][A-Za-z'’.\s/-]*")

FIELD_WORDS = {
    "number": "序号",
    "code": "编码",
    "kind": "事项类型",
    "category": "类别",
    "name": "事项名称",
    "departments": "对应上级部门",
    "support_departments": "配合部门",
    "joint_departments": "共同责任部门",
    "role": "部门责任类型（牵头、配合）",
    "department_duty": "上级部门职责",
    "support_duty": "配合部门职责",
    "township_duty": "配合职责",
    "receivers": "承接部门",
    "internal_office": "承接内设机构",
    "method": "工作方式",
    "receivers_and_method": "承接部门及工作方式",
    "transition_on": "交接期限",
    "scope": "适用范围",
    "basis": "设定依据",
    **{field.name: field.label for field in IN_A_COLUMN},
    "effective_on": "施行日期",
    "remark": "备注（不读入）",
}
FIELD_OF = {word: field for field, words in HEAD_WORDS.items() for word in words.split()}
# the township as a head names it, and what it should do
SIDE = (
    r"(?!上级|部门|单位|牵头|责任)[\u4e00-\u9fff]{0,5}?镇+(?:级|党委|党工委|人民政府|政府|办事处)*"
)
SHOULD = "(?:应当?|需要?|须|的|协助|配合|做好|承担|履行|履职|主要|工作|具体)"
# what a word built after the usual pattern means when it is in no table; tried in this order
PATTERNS = (
    (
        "name",
        r"(?:(?:由|拟)?.{0,6}(?:收回|上收)(?:上级)?(?:部门)?的?|取消镇?(?:承担|履行)?的?|镇?不再由?.{0,8}(?:承担|履行|负责)的?"
        r"|镇?.{0,4}(?:基本|配合)履职的?).{0,2}事项(?:名称|内容)?",
    ),
    ("receivers_and_method", r"(?:承接|收回|接收|上收).*(?:部门|单位|主体).*(?:方式|方法|措施)"),
    (
        "receivers",
        r"(?:收回后|上收后)?的?(?:承接|收回|接收|上收).{0,6}(?:部门|单位|主体|机关)(?:名称)?",
    ),
    (
        "departments",
        r"(?:上级|牵头|责任|主管|对应|职能|承办)*(?:部门|单位)(?:及|和|与)(?:其)?(?:责任|承办|具体)?(?:内设机构|科室|股室|处室)(?:名称)?",
    ),
    ("method", r"(?:收回|承接|上收|部门|上级部门).{0,6}(?:方式|方法|措施)"),
    (
        "method",
        r"(?:收回|承接|上收|上级|部门|职能|后|的|具体|工作|履职|实施|管理|办理|落实|处理)*(?:方式|方法|措施|举措)"
        r"(?:(?:及|和|与)?(?:方式|方法|措施|举措))?",
    ),
    (
        "support_departments",
        r"(?:上级|其他)?(?:配合|协同|协办|协助|参与).{0,2}(?:部门|单位)(?:名称)?",
    ),
    ("joint_departments", r"(?:上级)?(?:共同|联合|会同).{0,4}(?:部门|单位)(?:名称)?"),
    (
        "support_duty",
        r"(?:上级|其他)?(?:配合|协同|协办|协助|参与)(?:责任)?(?:部门|单位)的?"
        r"(?:主要|工作|具体|履行|承担)*的?(?:职责|责任|任务)(?:任务|分工|内容|事项)?",
    ),
    (
        "department_duty",
        r"(?:对应)?(?:的)?(?:上级|牵头|责任|主管|职能|行业|业务|有关|相关|主责|部门|单位)+的?.{0,2}"
        r"(?:主要|工作|具体|履行|履职|承担|应尽)*的?(?:职责|责任|任务|履职)(?:任务|分工|内容|事项|清单|边界|要求)?",
    ),
    (
        "township_duty",
        rf"{SIDE}{SHOULD}*(?:职责|责任|任务)(?:任务|分工|内容|事项|清单|边界|要求)?"
        rf"|{SIDE}{SHOULD}*(?:配合|协助|做好|需)的?{SHOULD}*(?:工作|事项|内容|要求)"
        rf"|{SIDE}履职要求",
    ),
    (
        "departments",
        r"(?:对应)?的?(?:上级|牵头|责任|主管|职能|行业|业务|有关|相关|主责|党政|法定|归口|监管|负责)+的?(?:部门|单位)(?:名称|全称)?",
    ),
)
PATTERNS = tuple((field, re.compile(f"^(?:{pattern})$")) for field, pattern in PATTERNS)
ENDINGS = frozenset(  # of every word a pattern can match
    [
        "职责",
        "责任",
        "任务",
        "分工",
        "内容",
        "事项",
        "清单",
        "方式",
        "方法",
        "措施",
        "举措",
        "边界",
        "要求",
        "工作",
        "部门",
        "单位",
        "主体",
        "机关",
        "名称",
        "全称",
        "机构",
        "科室",
        "股室",
        "处室",
    ]
)
# 责任乡镇, 所属乡镇, 承接街道名称: the township itself and none of its duties
WHOSE = (
    r"(?:适用|涉及|实施|承担|承接|责任|主责|所属|所在|归属|隶属|履职|履行|落实|执行|覆盖|牵头|配合|协助|参与"
    r"|承办|负责|任务|的)"
)
ITSELF = r"镇+(?:级|单位)*(?:名称|名单|名|范围)?$"
ITS_TOWNSHIP = re.compile(rf"^{WHOSE}+{ITSELF}")
A_TOWNSHIP_WORD = re.compile(rf"^(?:{WHOSE}|具体|对应|相关|有关)*{ITSELF}")
NOT_READ = ("", "ignored")  # what stands for a column that is known and not read in
KIND_WORDS = {
    "reclaimed": re.compile(r"收回|上收|不再承担|不再履行"),
    "coordination": re.compile(r"配合"),
    "basic": re.compile(r"基本"),
}
SEVERAL = re.compile("[和及与、]")


GROUP_WORDS = {
    "镇": "township",
    "镇级": "township",
    "镇履职": "township",
    "镇配合": "township",
    "镇配合履职": "township",
    "配合": "township",
    "上级": "departments",
    "上级履职": "departments",
    "部门履职": "departments",
    "上级部门履职": "departments",
    "上级部门承接": "receivers",
    "承接": "receivers",
    "收回": "receivers",
    "收回后": "receivers",
    "收回后承接": "receivers",
    "上级部门收回": "receivers",
    "收回情况": "receivers",
    "承接情况": "receivers",
    "职责分工": "share",
    "部门和镇职责": "share",
    "履职分工": "share",
    "清单": "item",
    "基本信息": "item",
    "事项信息": "item",
    "事项基本情况": "item",
}
GROUPS = {
    "departments": "departments",
    "department_duty": "departments",
    "support_departments": "support",
    "joint_departments": "joint",
    "township_duty": "township",
    "receivers": "receivers",
    "receivers_and_method": "receivers",
    "name": "item",
    "scope": "scope",
}
OFFICE = r"(?:上级)?(?:部门|单位)?(?:单位)?(?:名称|全称)?$"
DUTY = (
    r"(?:上级|部门|单位|镇)*的?(?:主要|工作|具体|履行|履职|承担|配合)*的?"
    r"(?:职责|责任|任务|内容|事项)(?:任务|分工|内容|事项|清单)?$"
)
IN_GROUP = {
    group: tuple((field, re.compile(f"^{pattern}")) for field, pattern in patterns)
    for group, patterns in {
        "departments": (
            ("support_departments", "(?:配合|协同|协办|参与)(?:部门|单位)?(?:名称)?$"),
            ("departments", "(?:牵头|主责|责任|主管)(?:部门|单位)?(?:名称)?$"),
            (
                "support_duty",
                "(?:配合|协同|协办|协助|参与)(?:责任)?(?:部门|单位)的?.{0,2}(?:职责|责任|任务)",
            ),
            ("departments", OFFICE),
            ("department_duty", DUTY),
        ),
        "support": (("support_departments", OFFICE), ("support_duty", DUTY)),
        "joint": (("joint_departments", OFFICE),),
        "township": (("township_duty", DUTY),),
        "receivers": (
            ("internal_office", ".*(?:内设机构|科室|股室)$"),
            ("method", ".*(?:方式|方法|措施)$"),
            ("transition_on", ".*(?:时间|期限|日期)$"),
            ("receivers", OFFICE),
        ),
        "share": (
            ("department_duty", "(?:上级|部门|上级部门|单位)$"),
            ("township_duty", "镇(?:政府|党委政府)?$"),
        ),
        "item": (
            ("number", "序号|编号"),
            ("category", "(?:一级)?(?:类别|分类|领域)$"),
            ("code", ".*编码|.*代码"),
            ("name", "(?:事项)?(?:名称|内容|事项)$"),
        ),
    }.items()
}


@lru_cache(maxsize=16_384)
def head_key(text):
    """A head as it is compared: width, spaces, brackets and the local words for levels are
    forgiven.
    """
    word = NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()
    return COUNTY_WORDS.sub("上级", TOWNSHIP_WORDS.sub("镇", word))


def field_of(text, words=None):
    """The field a head word means, or "": by the editable table (`words`), else by the words that
    come along.
    """
    word = head_key(text)
    if words and word in words:
        return words[word]
    if FORMER.search(word):
        return ""
    word = PRESENT.sub("", word)
    return (
        shipped_field(word)
        or without_brackets(text)
        or by_pattern(word)
        or its_township(word)
        or without_latin(text)
        or without_count(word)
    )


def shipped_field(word):
    return FIELD_OF.get(word) or FIELD_OF.get(word.removeprefix("上级"), "")


def without_brackets(text):
    """The field of a head that explains itself in brackets: 事项名称（必填）."""
    bare = head_key(bare) if (bare := BRACKETED.sub("", text)) != text else ""
    field = shipped_field(bare) if bare else ""
    return "" if field == "remark" else field


def without_latin(text):
    """The field of a head in two languages: 事项名称 Item."""
    bare = LATIN.sub("", text)
    if bare == text or not re.search(r"[\u4e00-\u9fff]", bare):
        return ""
    word = head_key(bare)
    return shipped_field(word) or by_pattern(word)


def without_count(word):
    """The field of one of several columns of departments or their duties: 配合部门1, 责任单位二职责."""
    bare = COUNTED.sub("", word)
    field = (shipped_field(bare) or by_pattern(bare)) if bare != word else ""
    return field if field in COUNTABLE else ""


def by_pattern(word):
    if word[-2:] not in ENDINGS:
        return ""
    return next((field for field, pattern in PATTERNS if pattern.match(word)), "")


def is_township_word(text):
    """Whether a head is the word for townships, with at most how an item is theirs: 乡镇, 责任乡镇."""
    return bool(A_TOWNSHIP_WORD.match(head_key(text.split(" / ")[-1])))


def its_township(word):
    """The scope, where a word is for the townships of an item: 责任镇, 所属镇."""
    return "scope" if ITS_TOWNSHIP.match(word) else ""


def is_index_word(text):
    """Whether a head belongs to an index or a summary: 页码, 项数, 合计."""
    return head_key(text) in INDEX_WORDS


def kind_in(text):
    """The kind of item a title, a sheet's name or a cell speaks of; "" for none, and for several at
    once.
    """
    text = "".join(text.split())
    found = [kind for kind, words in KIND_WORDS.items() if words.search(text)]
    if found == ["reclaimed", "coordination"] and not SEVERAL.search(text):
        return "reclaimed"
    return found[0] if len(found) == 1 else ""


def shipped_words():
    """{field: the words that come along for it, in their order}, as the page of head words shows
    them.
    """
    return {field: words.split() for field, words in HEAD_WORDS.items()}


def group_of(text):
    """What a word over several columns gathers: the departments, the township, the receivers, the
    item, the scope.
    """
    word = head_key(text)
    if word in GROUP_WORDS:
        return GROUP_WORDS[word]
    return GROUPS.get(shipped_field(word) or by_pattern(word) or its_township(word), "")


def field_in_group(group, text):
    """The field of a word under a group's word: 职责 under 上级部门 is theirs, under 乡镇 the township's."""
    word = head_key(text)
    for field, pattern in IN_GROUP.get(group_of(group), ()):
        if pattern.match(word):
            return field
    return ""
