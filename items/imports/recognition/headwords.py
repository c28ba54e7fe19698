"""The words that offices write over their columns, and the field each of them means."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from items.entry.fields import IN_A_COLUMN
from items.models import Kind

from .columns import COORDINATING, Column
from .head_table import HEAD_WORDS, INDEX_WORDS
from .numbering import without_number

TOWNSHIP_WORDS = re.compile(
    r"乡镇街道办事处|乡镇场?街道|街道乡镇|镇乡?街道|乡镇场|苏木乡?镇|苏木"
    r"|乡镇|镇乡|镇街|街镇|乡街|街道|功能区|属地|基层|乡|镇"
)
COUNTY_WORDS = re.compile(
    r"县市区旗级|县市区级|县市区直|县市区|市县区|区县级|区县|市县级|市县|县区级|县区|县级|县直|区级|区直|市级|市直|旗级|旗直"
    r"|[县区市旗](?=部门|单位|有关|相关|主管|牵头|职能|责任|行业|业务|承接)|[县区市旗]里|上面"
)
OTHER = re.compile("别的|其它|另外的")
NOT_A_WORD = re.compile(r"[\W_]+")
BRACKETED = re.compile(r"[（(【\[［](?:【】|[^（()）】\]］])*[）)】\]］]")
CHANGE = r"(?:修[改订]|调整|变更|优化|审[核定]|征求意见|采纳)"  # between an old list and a new one
# of what was taken back 原所属类别 is the category it had and has, 原承担的乡镇 where it applies
FORMER = re.compile(
    r"^原(?!则|因|由|来由?镇|(?:来)?(?:承担|实施|负责|办理)的?(?:镇|街道)|(?:所属|所在|归属)(?:类别|领域|门类|板块))"
    rf"|^(?:旧|(?:{CHANGE}|收回|上收|承接)前)|{CHANGE}前$"
)
PRESENT = re.compile(
    rf"^(?:现(?=[事名])|新(?!增|型|业)|{CHANGE}后|(?:最终|审定|核定)稿?)的?|(?<=.{{2}}){CHANGE}后$"
)
COUNTED = re.compile(r"(?<=部门|单位)[\d一二三四五甲乙丙]+|[①-⑩]")
COUNTABLE = (*COORDINATING, Column.DEPARTMENT_DUTY, Column.SUPPORT_DUTY)
OF_A_KEY = re.compile(r"(?i)(?<![a-z])id\s*$")  # 事项ID is no name
LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ][A-Za-z'’.\s/-]*")


class HeadGroup(StrEnum):
    """What a word over several columns gathers."""

    DEPARTMENTS = "departments"
    SUPPORT = "support"
    JOINT = "joint"
    TOWNSHIP = "township"
    RECEIVERS = "receivers"
    SHARE = "share"  # the duties of departments and townships
    ITEM = "item"
    SCOPE = "scope"


FIELD_WORDS = {
    Column.NUMBER: "序号",
    Column.CODE: "编码",
    Column.KIND: "事项类型",
    Column.CATEGORY: "类别",
    Column.NAME: "事项名称",
    Column.DEPARTMENTS: "对应上级部门",
    Column.SUPPORT_DEPARTMENTS: "配合部门",
    Column.JOINT_DEPARTMENTS: "共同责任部门",
    Column.ROLE: "部门责任类型（牵头、配合）",
    Column.DEPARTMENT_DUTY: "上级部门职责",
    Column.SUPPORT_DUTY: "配合部门职责",
    Column.TOWNSHIP_DUTY: "配合职责",
    Column.RECEIVERS: "承接部门",
    Column.INTERNAL_OFFICE: "承接内设机构",
    Column.METHOD: "工作方式",
    Column.RECEIVERS_AND_METHOD: "承接部门及工作方式",
    Column.TRANSITION_ON: "交接期限",
    Column.SCOPE: "适用范围",
    Column.BASIS: "设定依据",
    **{field.name: field.label for field in IN_A_COLUMN},
    Column.EFFECTIVE_ON: "施行日期",
    Column.REMARK: "备注（不读入）",
}
WORDS_OF = {field: words.split() for field, words in HEAD_WORDS.items()}
FIELD_OF = {word: field for field, words in WORDS_OF.items() for word in words}
# the township as a head names it, and what it should do
SIDE = r"(?!上级|部门|单位|牵头|责任|是否|不再)[\u4e00-\u9fff]{0,5}?镇+(?:级|里|上|党委|党工委|人民政府|政府|办事处)*"
SHOULD = "(?:应当?|需要?|须|的|协助|配合|搭手|做好|承担|履行|履职|主要|工作|具体)"
# what people ask of it in their own words: 镇里做什么, 局里怎么弄
DONE = (
    r"(?:[做干办帮管](?:什么|啥)|(?:怎么|如何|咋)(?:[做干办弄]|配合?)|配合(?:什么|啥)"
    r"|出(?:什么|哪些|啥)?力(?:之处|的?地方)?|做的事?|负责(?:什么|啥)?|[做干帮]的?|承?担的|承担|(?:挑的?)?担[子当]?|活|协助|动作)"
)
WHAT_IS_DONE = re.compile(r"^[做干办](?:什么|啥)$")  # right behind the numbers the names
# 我们镇要干的, 他们的活: beside a column of departments, or behind a label
WORK = rf"[的应要需该]*(?:{DONE}|(?:职责|责任|任务))的?$"
OURS = re.compile(rf"^(?:我们|咱们?|我方)[镇这]?[里边]?{WORK}")
THEIRS = re.compile(rf"^(?:他们|它们?|对方|人家){WORK}")
AN_OFFICE = "(?:部门|单位|局)"
DOES = "[的要应需]*[做干办](?:的事?|什么|啥|哪些)?"
WHICH = f"由?(?:谁家?|哪家|哪[个些]{AN_OFFICE})来?"
FROM_NOW = "(?:现在?|如今|目前|今后|以后|往后|收[回走]后?)"
# whose an item is, in plain words: 乡里做主的事, 帮着局里干的活, 收上来的事
HOW_IT_IS_OURS = (
    r"(?:(?:镇|我们|咱们|自己|自家)(?:里|上)?(?:自己)?(?:做主|说了算|主责|独办|能定|该管)|自己[干做办管]?"
    rf"|(?:要|需要?|给|跟着?)?(?:配合|协助|帮忙?着?|搭(?:把|个)?手)(?:(?:上级|他们|{AN_OFFICE})里?)*[干做办]?"
    r"|(?:被|上级|要|需要?)*[收拿交接](?:[上回走过]|[上回走过][来去]))"
)
# over the departments of coordination, or over those that receive
BY_WHOM = re.compile(
    rf"^{FROM_NOW}?(?:[由归]?谁来?(?:[干办做管接]|办理|负责|承接|牵头)|交?给谁|[找归由]谁"
    r"|[跟帮搭和]谁的?[手忙]?"
    r"|[归由]哪(?:里|儿|家|个?(?:部门|单位|局))?(?:来?[干办做管接]|负责)?)$"
)
# what a word built after the usual pattern means when it is in no table; tried in this order
PATTERNS = (
    (Column.DEPARTMENT_DUTY, f"(?:上级)?(?:牵头|主办|主责|主管|责任){AN_OFFICE}{DOES}"),
    (Column.SUPPORT_DUTY, f"(?:配合|协同|协办|协助|参与|会办|支持|共同){AN_OFFICE}{DOES}"),
    (
        Column.NAME,
        r"(?:原来?|原先|以前|过去)由?镇(?:政府)?(?:[做干办管]|承担|负责|履行)的(?:事情?|事项|工作)"
        r"|(?:要|需)?(?:干什么[事活]?|[做办管]什么[事活])|(?:收回|上收|交回|配合)(?:[做干办]?(?:什么|啥)|的?事情?)"
        r"|(?:(?:由|拟)?.{0,6}(?:收回|上收|交回)(?:上级)?(?:部门)?的?|取消镇?(?:承担|履行)?的?"
        r"|镇?不再由?.{0,8}(?:承担|履行|负责)的?"
        r"|镇?.{0,4}(?:基本|配合)履职的?|镇(?:自[己行]?|里)?[经承]?办理?的?).{0,2}事项(?:名称|内容)?|事情?|活儿"
        rf"|{HOW_IT_IS_OURS}的(?:事情?|活儿?)|(?:要|需要?)?(?:配合|[做干办]|收走|收回)?(?:什么|哪件|哪些|啥)事情?"
        r"|(?:要|需要?|请)(?:办|配合|协助)的事情?"
        r"|.{1,2}[表单][上里中]的?事项|(?:部门|单位)(?:名称)?[及和与]事项(?:名称)?"
        r"|(?:履职|职责|具体|清单)*(?:事项的?(?:表述|描述|概述)|条目(?:内容|名称))"
        r"|(?:(?:在?清单[上里中]?|正式|规范|标准|统一|事项)的?)(?:叫法|说法|写法|名字|名称|名目|题目)|清单[上里中]叫(?:什么|啥)",
    ),
    (
        Column.RECEIVERS_AND_METHOD,
        r"(?:承接|收回|接收|上收|接过?去).*(?:部门|单位|主体).*(?:方式|方法|措施|怎么[做干办管])"
        rf"|(?:{FROM_NOW}?[由归给]?(?:谁|哪家|哪个{AN_OFFICE})来?|{WHICH})"
        r"(?:承?接手?|收[走回去]?|[办管做])(?:怎么|怎样|如何|咋)(?:[干做管弄]|办理?|处理)",
    ),
    (
        Column.RECEIVERS,
        r"(?:收回后|上收后)?的?(?:承接|收[回去走]|接[收手]|上收).{0,6}(?:部门|单位|主体|机关)(?:名称)?"
        r"|(?:收回后|上收后)?的?(?:承接|收回|接收|上收)(?:部门|单位)(?:及|和|与)(?:其)?"
        r"(?:责任|承办|具体)?(?:内设机构|科室|股室|处室)(?:名称)?"
        rf"|[收拿接][回去走]{{1,2}}的?{AN_OFFICE}",
    ),
    (
        Column.DEPARTMENTS,
        r"(?:上级|牵头|责任|主管|对应|职能|承办)*(?:部门|单位)(?:及|和|与)(?:其)?(?:责任|承办|具体)?(?:内设机构|科室|股室|处室)(?:名称)?",
    ),
    (
        Column.INTERNAL_OFFICE,
        r"(?:收回后|上级|部门|单位|局|里面?|内部?|的|[我本]|哪[个些]|承[接办]|[经接]手|接收|经办|具体|责任|负责|牵头|对[应口]|办理)*"
        r"(?:内设机构|[科股处][室站所])(?:名称)?"
        r"|(?:收回后)?由?哪个(?:内设机构|[科股处]室|部位)来?(?:[办做管]|承办|负责)"
        r"|.{0,6}局(?:里|的)?哪个[股科]室?(?:来?[办做管接]|负责|承办)?",
    ),
    (
        Column.METHOD,
        r"(?:收回|承接|上收|部门|上级部门).{0,6}(?:方式|方法|措施)"
        r"|(?:收[回去走]|承接|接[收手]|上[收交]|交|上级|部门|职能|今后|以后|后|的|具体|工作|履职|实施|管理|办理|落实|处理)*"
        r"(?:方式|方法|措施|举措|办法|做法)"
        r"(?:(?:及|和|与)?(?:方式|方法|措施|举措))?",
    ),
    (
        Column.JOINT_DEPARTMENTS,
        r"(?:上级|其他)?(?:共同|联合|会同).{0,4}(?:部门|单位)(?:及|和|与)?其?(?:主要|工作|相应)?(?:职责|责任|任务|分工)(?:任务|分工)?",
    ),
    (
        Column.CATEGORY,
        r"原?(?:事项|归口|归属|所属|所在|对应|管理|工作|业务)*(?:类[别目]|门类|领域|板块|条线)"
        r"|(?:属于?|归)?哪(?:个?方面|个?领域|个?板块|一?[块类])(?:的?(?:事项?|工作))?",
    ),
    (Column.DEPARTMENTS, rf"{WHICH}(?:牵头|主管|主办)"),
    (
        Column.JOINT_DEPARTMENTS,
        rf"(?:[还另]有|其他)?{WHICH}(?:共同|联合|会同|一起)(?:负责|办理|承担|参与)?",
    ),
    (
        Column.SUPPORT_DEPARTMENTS,
        rf"(?:带上?|叫上)(?:{WHICH}|哪些{AN_OFFICE})|{WHICH}(?:配合|协同|协办|协助|参与|帮忙|支持)"
        rf"(?:(?:配合|协同|协办|协助)的?{AN_OFFICE}?{DONE})?"
        r"|(?:上级|其他)?(?:配合|协同|协办|协助|参与|支持).{0,2}(?:部门|单位)(?:及|和|与)其?"
        r"(?:主要|工作|相应)?(?:职责|责任|任务|分工)(?:任务|分工)?"
        rf"|(?:上级|其他)?(?:配合|协同|协办|协助|参与|帮忙|支持).{{0,2}}{AN_OFFICE}(?:名称)?",
    ),
    (Column.JOINT_DEPARTMENTS, r"(?:上级)?(?:共同|联合|会同|会办).{0,4}(?:部门|单位)(?:名称)?"),
    (
        Column.SUPPORT_DUTY,
        r"(?:上级|其他)?(?:配合|协同|协办|协助|参与|会办|支持)(?:责任)?(?:部门|单位)的?"
        rf"(?:主要|工作|具体|履行|承担)*的?(?:职责|责任|任务)(?:任务|分工|内容|事项)?"
        rf"|(?:配合|协同|协办|协助|参与)的{DONE}|次要(?:责任|职责)(?:内容|任务)",
    ),
    (
        Column.METHOD,
        r"(?:收回|上收|承接|接|往后|今后|以后).{0,4}(?:怎么|如何|怎样)(?:做|办|干|管|落实|办理|履职|履行|开展(?:工作)?)?"
        rf"|(?:(?:他们|上级|[本我]?{AN_OFFICE}里?)*(?:{FROM_NOW}|之后)|他们)?"
        r"(?:怎么|怎样|咋)接?着?(?:[干做管弄接]|办理?|处理|落实)"
        r"|.{0,4}(?:怎么|怎样)(?:接着[做干办管]|[做干办管弄]收回的?)",
    ),
    (
        Column.ROLE,
        r"(?:[本我](?:局|部门|单位|委|办))?是?(?:牵头|主责|主办)(?:还是|或者?|和|及)?(?:协助|配合|协同|协办)",
    ),
    (
        Column.TOWNSHIP_DUTY,
        rf"(?:请|需要?|要|由|本|我)*{SIDE}(?:[的应要需该]|配合)*(?:{DONE}|配合|帮忙)|协[作助同办]事项",
    ),
    (
        Column.DEPARTMENT_DUTY,
        rf"(?:(?:上级|条线|[我本该]?{AN_OFFICE}里?|[我本][委办部院])+[的要应需该]*|(?:牵头|主[管办])(?:的|(?=.[什啥]))){DONE}"
        r"|[我本](?:单位|部门|局|委|办)的?(?:主要|工作|具体|牵头|承担|主[责办]|负责)*的?(?:职责|责任|任务|内容|工作)"
        r"|(?:上级|部门|单位|局里?)(?:[及和与]其?|的)?分工",
    ),
    (
        Column.RECEIVERS,
        rf"(?:由)?(?:哪个|哪家|什么)?(?:上级|{AN_OFFICE})+(?:来|给)?(?:接|承接|接手|接收|收|[接收拿]走)(?:去|了)*|收归"
        rf"|{WHICH}(?:承接|接[手收]?|收[走回去])了?|(?:收回?|交)[到给](?:{WHICH})?",
    ),
    (
        Column.DEPARTMENT_DUTY,
        r"(?:对[应口])?(?:的)?(?:上级|条线|牵头|责任|主[管办]|承办|归口|职能|行业|业务|有关|相关|主责|部门|单位)+的?.{0,2}"
        r"(?:主要|工作|具体|履行|履职|承担|应尽)*的?(?:职责|责任|任务|履职)(?:任务|分工|内容|事项|清单|边界|要求)?",
    ),
    (
        Column.SUPPORT_DEPARTMENTS,
        rf"(?:其他|其它|别的)(?:上级|相关|有关)?{AN_OFFICE}(?:的|[及和与]其?)?(?:(?:配合|协同|协助)?(?:职责|责任|任务)|{DONE})",
    ),
    (Column.DEPARTMENT_DUTY, r"(?:上级|部门|单位)+的?职责[和及与]镇.{0,4}职责"),
    (
        Column.TOWNSHIP_DUTY,
        rf"{SIDE}{SHOULD}*(?:职责|责任|任务|分工)(?:任务|分工|内容|事项|清单|边界|要求)?"
        rf"|{SIDE}{SHOULD}*(?:配合|协助|搭手|做好|需)的?{SHOULD}*(?:工作|事项|事宜|内容|要求)"
        rf"|{SIDE}履职要求",
    ),
    (Column.JOINT_DEPARTMENTS, rf"(?:其他)?一起(?:参与|[做干办管]|负责)?的?{AN_OFFICE}"),
    (
        Column.DEPARTMENTS,
        rf"(?:上级|归|由|找|跟|和)?哪(?:家|个{AN_OFFICE})(?:牵头|管|负责|主管)?|(?:上级|委办)?局"
        r"|(?:对[应口])?的?(?:上级|条线|牵头|责任|主[管办]|承办|职能|行业|业务|有关|相关|主责|党政|法定|归口|监管|负责|主抓|分管|办理)+"
        rf"的?{AN_OFFICE}(?:名称|全称)?",
    ),
)
FIELDS_OF_PATTERNS = [field for field, _pattern in PATTERNS]
# all in one, tried in this order: quicker than one by one
PATTERN = re.compile(
    "^(?:" + "|".join(f"(?P<p{place}>{one})" for place, (_, one) in enumerate(PATTERNS)) + ")$"
)
OF_DUTIES = re.compile(r"(?:部门|单位)的?(?:主要|具体|工作)?(?:职责|责任|任务|分工)$")
# 责任乡镇, 所属乡镇, 承接街道名称: the township itself and none of its duties
WHOSE = (
    r"(?:适用|涉及|实施|承担|承接|责任|主责|所属|所在|归属|隶属|履职|履行|落实|执行|覆盖|牵头|配合|协助|参与"
    r"|承办|负责|任务|的)"
)
ITSELF = r"镇+(?:级|单位)*(?:名称|名单|名|范围)?$"
ITS_TOWNSHIP = re.compile(rf"^(?:原[来由]?)?{WHOSE}+{ITSELF}")
A_TOWNSHIP_WORD = re.compile(rf"^(?:{WHOSE}|各|具体|对应|相关|有关)*{ITSELF}|^镇+[里上这]边?$")
NOT_READ = ("", "ignored")  # what stands for a column that is known and not read in
KIND_WORDS = {
    Kind.RECLAIMED: re.compile(r"收回|上收|不再承担|不再履行"),
    Kind.COORDINATION: re.compile(r"配合"),
    Kind.BASIC: re.compile(r"基本"),
}
SEVERAL = re.compile("[和及与、]")
# 表一　社会救助类：需乡镇（街道）配合
OVER_A_CATEGORY = re.compile(
    r"^(?:附?表\s*[\d一二三四五六七八九十]{1,3}\s*[、.．:：]?\s*)?"
    r"(?P<name>[\u4e00-\u9fff、]{2,10})(?:类|方面|领域)\s*(?:[：:]|——?)(?P<kind>.+)$"
)

NOT_CHOSEN = re.compile("[□☐○〇]")
CHOSEN = re.compile(r"[☑☒■√✓✔●]\s*(?P<choice>[^□☐○〇☑☒■√✓✔●]+)")
WORDS_OF_GROUP = {
    HeadGroup.TOWNSHIP: "镇 镇级 镇履职 镇配合 镇配合履职 配合",
    HeadGroup.DEPARTMENTS: "主要责任 上级 上级履职 部门履职 上级部门履职",
    HeadGroup.SUPPORT: "配合一 配合二 配合三 配合1 配合2 配合3",
    HeadGroup.RECEIVERS: "上级部门承接 承接 收回 收回后 收回后承接 上级部门收回 收回情况 承接情况",
    HeadGroup.SHARE: "职责划分 职责分工 部门和镇职责 履职分工",
    HeadGroup.ITEM: "清单 基本信息 事项信息 事项基本情况",
}
GROUP_OF = {word: group for group, words in WORDS_OF_GROUP.items() for word in words.split()}
GROUPS = {
    Column.DEPARTMENTS: HeadGroup.DEPARTMENTS,
    Column.DEPARTMENT_DUTY: HeadGroup.DEPARTMENTS,
    Column.SUPPORT_DEPARTMENTS: HeadGroup.SUPPORT,
    Column.JOINT_DEPARTMENTS: HeadGroup.JOINT,
    Column.TOWNSHIP_DUTY: HeadGroup.TOWNSHIP,
    Column.RECEIVERS: HeadGroup.RECEIVERS,
    Column.RECEIVERS_AND_METHOD: HeadGroup.RECEIVERS,
    Column.NAME: HeadGroup.ITEM,
    Column.SCOPE: HeadGroup.SCOPE,
}
OFFICE = r"(?:对[应口]|责任|相关|有关)?的?(?:上级)?(?:部门|单位)?(?:单位)?(?:名称|全称)?$"
DUTY = (
    r"(?:上级|部门|单位|镇)*的?(?:主要|工作|具体|履行|履职|承担|配合)*的?"
    rf"(?:(?:职责|责任|任务|内容|事项)(?:任务|分工|内容|事项|清单)?|{DONE})$"
)
PATTERNS_IN_GROUP = {
    HeadGroup.DEPARTMENTS: (
        (Column.SUPPORT_DEPARTMENTS, "(?:配合|协同|协办|协助|参与)(?:部门|单位)?(?:名称)?$"),
        (Column.JOINT_DEPARTMENTS, "(?:共同|联合|会同)(?:负责|责任)?(?:部门|单位)?(?:名称)?$"),
        (Column.DEPARTMENTS, "(?:牵头|主责|责任|主管)(?:部门|单位)?(?:名称)?$"),
        # 牵头部门：县水利局, over what this one does
        (Column.DEPARTMENT_DUTY, "(?:牵头|主责|责任|主管)(?:部门|单位).{2,14}[局委部办院会]$"),
        (
            Column.SUPPORT_DUTY,
            "(?:配合|协同|协办|协助|参与)(?:责任)?(?:部门|单位)的?(?![及和与]).{0,2}(?:职责|责任|任务)",
        ),
        (Column.DEPARTMENTS, OFFICE),
        (Column.DEPARTMENT_DUTY, DUTY),
    ),
    HeadGroup.SUPPORT: ((Column.SUPPORT_DEPARTMENTS, OFFICE), (Column.SUPPORT_DUTY, DUTY)),
    HeadGroup.JOINT: ((Column.JOINT_DEPARTMENTS, OFFICE),),
    HeadGroup.TOWNSHIP: ((Column.TOWNSHIP_DUTY, DUTY),),
    HeadGroup.RECEIVERS: (
        (Column.INTERNAL_OFFICE, ".*(?:内设机构|科室|股室)$"),
        (Column.METHOD, f".*(?:方式|方法|措施|{DONE})$"),
        (Column.TRANSITION_ON, ".*(?:时间|期限|日期)$"),
        (Column.RECEIVERS, OFFICE),
    ),
    HeadGroup.SHARE: (
        (Column.DEPARTMENT_DUTY, "(?:上级|部门|上级部门|单位|.{0,8}局)$"),
        (Column.TOWNSHIP_DUTY, "镇(?:政府|党委政府)?$"),
    ),
    HeadGroup.ITEM: (
        (Column.NUMBER, "序号|编号"),
        (Column.CATEGORY, "(?:一级)?(?:类别|分类|领域)$"),
        (Column.CODE, ".*编码|.*代码"),
        (Column.NAME, "(?:事项)?(?:名称|内容|事项)$"),
    ),
}


def compiled(patterns):
    """[(field, its pattern)] to be tried in this order."""
    return [(field, re.compile(f"^{pattern}")) for field, pattern in patterns]


IN_GROUP = {group: compiled(patterns) for group, patterns in PATTERNS_IN_GROUP.items()}


@lru_cache(maxsize=16_384)
def head_key(text):
    """A head as it is compared: width, spaces, brackets and words for levels are forgiven."""
    word = NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text)).lower()
    word = OTHER.sub("其他", word)
    return COUNTY_WORDS.sub("上级", TOWNSHIP_WORDS.sub("镇", word))


def of_alternatives(text):
    """The field of a head with a word for each of two kinds: 部门做什么／收回后怎么做."""
    fields = [by_pattern(head_key(part)) for part in re.split("[/／]", text)]
    for pair in ((Column.DEPARTMENT_DUTY, Column.METHOD), (Column.DEPARTMENTS, Column.RECEIVERS)):
        if len(fields) == len(pair) and {*fields} == {*pair}:
            return pair[0]
    return ""


def field_of(text, words=None):
    """The field a head means, or "": by the editable table (`words`), else by our own."""
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
        or without_number_before(text)
        or within_brackets(text)
        or of_two_questions(text)
        or of_alternatives(text)
    )


def shipped_field(word):
    return FIELD_OF.get(word) or FIELD_OF.get(word.removeprefix("上级"), "")


def without_brackets(text):
    """The field of a head that explains itself in brackets: 事项名称（必填）."""
    bare = BRACKETED.sub("", text)
    if bare == text:
        return ""
    word = PRESENT.sub("", head_key(bare))
    field = shipped_field(word) or by_pattern(word) or without_count(word)
    return "" if field == Column.REMARK else field


def within_brackets(text):
    """The field of a head that says in brackets what it is elsewhere: 责任者（承接部门）."""
    boxed = BRACKETED.search(text)
    return shipped_field(head_key(boxed[0][1:-1])) if boxed else ""


def of_two_questions(text):
    """The field of a head that asks who and how at once: 谁接了、怎么干, 带上谁、他们做啥."""
    who, comma, how = re.sub("[，,]", "、", text).partition("、")
    if not comma or not how:
        return ""
    asked, done = by_pattern(head_key(who)), by_pattern(head_key(how))
    is_whom = asked == Column.RECEIVERS or BY_WHOM.match(head_key(who))
    if is_whom and done == Column.METHOD:
        return Column.RECEIVERS_AND_METHOD
    does = bool(done) or head_key(how).startswith("他们")
    return asked if asked in COORDINATING[1:] and does else ""


def without_latin(text):
    """The field of a head in two languages: 事项名称 Item."""
    bare = LATIN.sub("", text)
    if bare == text or OF_A_KEY.search(text) or not re.search(r"[\u4e00-\u9fff]", bare):
        return ""
    word = head_key(bare)
    return shipped_field(word) or by_pattern(word)


def without_count(word):
    """The field of one of several columns of departments or their duties: 责任单位二职责."""
    bare = COUNTED.sub("", word)
    if bare == word:
        return ""
    field = shipped_field(bare) or by_pattern(bare)
    return field if field in COUNTABLE else ""


def without_number_before(text):
    """The field of a head that is a form's question: 5.部门职责（配合事项填写）."""
    bare = without_number(text)
    return "" if bare == text else field_of(bare)


@lru_cache(maxsize=4096)
def by_pattern(word):
    if found := PATTERN.match(word):
        return FIELDS_OF_PATTERNS[int(found.lastgroup.removeprefix("p"))]
    return ""


def is_duty_word(text):
    """Whether a head that names departments says alone what they do: 共同部门职责."""
    return bool(OF_DUTIES.search(head_key(text)))


def is_township_word(text):
    """Whether a head is the word for townships, or says how an item is theirs: 责任乡镇."""
    return bool(A_TOWNSHIP_WORD.match(head_key(text.split(" / ")[-1])))


def its_township(word):
    """The scope, where a word is for the townships of an item: 责任镇, 所属镇."""
    return Column.SCOPE if ITS_TOWNSHIP.match(word) else ""


def is_index_word(text):
    """Whether a head belongs to an index or a summary: 页码, 项数, 合计."""
    return head_key(text) in INDEX_WORDS


def chosen_of(text):
    """What is ticked among choices in one cell: 配合 of □基本 ☑配合 □收回; else the text."""
    if not NOT_CHOSEN.search(text):
        return text
    return " ".join(match["choice"].strip() for match in CHOSEN.finditer(text))


def kind_in(text):
    """The kind that a title or a cell speaks of, of choices the one ticked; "" for several."""
    if not text:
        return ""
    text = "".join(chosen_of(text).split())
    kinds = [kind for kind, words in KIND_WORDS.items() if words.search(text)]
    if kinds == [Kind.RECLAIMED, Kind.COORDINATION] and not SEVERAL.search(text):
        return Kind.RECLAIMED
    return kinds[0] if len(kinds) == 1 else ""


def category_in_title(text):
    """The category that a table's title names before the kind of its items; "" for another one."""
    match = OVER_A_CATEGORY.match(text)
    return match["name"] if match and kind_in(match["kind"]) else ""


def shipped_words():
    """{field: the words that come along for it}, as the page of head words shows them."""
    return {field: list(words) for field, words in WORDS_OF.items()}


def group_of(text):
    """What a word over several columns gathers: the departments, the township, the item."""
    word = head_key(text)
    if word in GROUP_OF:
        return GROUP_OF[word]
    return GROUPS.get(shipped_field(word) or by_pattern(word) or its_township(word), "")


def field_in_group(group, text):
    """The field of a word under a group's: 职责 under 上级部门 is theirs."""
    word = head_key(text)
    for field, pattern in IN_GROUP.get(group_of(group), ()):
        if pattern.match(word):
            return field
    return ""
