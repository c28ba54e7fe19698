"""The words offices write over their columns, and the field each of them means: one table of synonyms."""

import re
import unicodedata

TOWNSHIP_WORDS = re.compile(r"乡镇街道|街道乡镇|乡镇|镇街|街镇|街道|功能区|乡|镇")
COUNTY_WORDS = re.compile(r"县级|县直|区级|区直|市级|市直|旗级|旗直")
NOT_A_WORD = re.compile(r"[\W_]+")

# written with 镇 for every word for a township and 上级 for every word for the county's own level
HEAD_WORDS = {
    "number": "序号 编号 项次 排序 no",
    "code": "编码 事项编码 事项代码 代码",
    "kind": "事项类型 履职类型 清单类型 类型",
    "category": "类别 事项类别 职责类别 履职类别 事项分类 分类 领域 事项领域 所属领域 所属类别 职能类别",
    "name": (
        "事项名称 履职事项 事项 履职事项名称 职责事项 职责事项名称 具体事项 清单事项 名称 基本履职事项 配合履职事项 "
        "基本履职事项名称 配合履职事项名称 收回事项 收回事项名称 上级部门收回事项 职责名称 履行职责事项 主要职责事项"
    ),
    "departments": (
        "对应上级部门 上级部门 部门 对应部门 牵头部门 责任部门 主管部门 上级责任部门 上级主管部门 上级牵头部门 "
        "对应上级部门名称 部门名称 上级部门名称 对应上级主管部门"
    ),
    "department_duty": "上级部门职责 部门职责 上级部门主要职责 上级部门职责任务 上级部门履职内容 部门主要职责 上级职责",
    "township_duty": "镇配合职责 配合职责 镇职责 镇配合事项 镇配合内容 配合内容 配合事项 镇履职内容 镇主要职责",
    "receivers": "承接部门 收回部门 承接单位 收回后承接部门 上级承接部门 承接部门名称 承接责任部门",
    "internal_office": "承接内设机构 内设机构 承接科室 承接股室 内设科室",
    "method": "工作方式 承接方式 收回后工作方式 履职方式 收回方式 承接工作方式 工作方法",
    "receivers_and_method": "承接部门及工作方式 承接部门和工作方式 承接部门与工作方式 承接部门工作方式",
    "transition_on": "交接期限 过渡期限 交接时间",
    "scope": "适用范围 适用镇 适用地区 实施范围",
    "basis": "设定依据 法律依据 政策依据 依据 法定依据",
}
FIELD_OF = {word: field for field, words in HEAD_WORDS.items() for word in words.split()}
FIELD_WORDS = {
    "number": "序号",
    "code": "编码",
    "kind": "事项类型",
    "category": "类别",
    "name": "事项名称",
    "departments": "对应上级部门",
    "department_duty": "上级部门职责",
    "township_duty": "配合职责",
    "receivers": "承接部门",
    "internal_office": "承接内设机构",
    "method": "工作方式",
    "receivers_and_method": "承接部门及工作方式",
    "transition_on": "交接期限",
    "scope": "适用范围",
    "basis": "设定依据",
}
NOT_READ = ("", "ignored")  # what stands for a column that is known and not read in
KIND_WORDS = {
    "reclaimed": re.compile(r"收回|上收|不再承担|不再履行"),
    "coordination": re.compile(r"配合"),
    "basic": re.compile(r"基本"),
}


def head_key(text):
    """A head as it is compared: width, spaces, brackets and the local words for levels are forgiven."""
    word = NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()
    return COUNTY_WORDS.sub("上级", TOWNSHIP_WORDS.sub("镇", word))


def field_of(text, words=None):
    """The field a head word means, or "": by the editable table (`words`), else by the words that come along."""
    word = head_key(text)
    if words and word in words:
        return words[word]
    return FIELD_OF.get(word) or FIELD_OF.get(word.removeprefix("上级"), "")


def kind_in(text):
    """The kind of item a title, a sheet's name or a cell speaks of, or ""."""
    return next((kind for kind, words in KIND_WORDS.items() if words.search(text)), "")


def shipped_words():
    """{field: the words that come along for it, in their order}, as the page of head words shows them."""
    return {field: words.split() for field, words in HEAD_WORDS.items()}
