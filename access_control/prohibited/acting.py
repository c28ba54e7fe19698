"""Who acts decides: the parts of a text that put something on a township.

A clause in which a department does it itself, in which a citizen or a firm does it, or which
abolishes, forbids or puts right a practice, puts nothing on a township and is left out.
"""

import re
from dataclasses import dataclass

from .words import says_something, words_of

SENTENCE = re.compile(r"[^。；;！!？?\n]+")
CLAUSE = re.compile(r"[^，,：:]+")

# ---- abolished, forbidden, put right ----

# 签订禁止焚烧承诺书: what is forbidden there is the subject of a paper.
NOT_A_SUBJECT = "(?<!签订|签署|宣传|落实|张贴|发放|执行|开展|做好)"
# 取消……资格, 不得少于……: what is forbidden is something else than the practice.
NOT_THE_PRACTICE = (
    r"(?!.{0,10}(?:资格|评优|评先|优秀|先进|表彰))"
    r"(?!少于|低于|漏|缺|迟|拒|推|请|晚|弄虚|瞒|遗|无故|超过|替|擅|空|断)"
)
FORBIDDING = re.compile(
    rf"{NOT_A_SUBJECT}(?:(?:取消|严禁|禁止|不得|不准|不许|停止){NOT_THE_PRACTICE}|不再|不能再|废止|叫停|摒弃|压减|压缩|"
    r"精简|无需|无须|不需要|不需|不必|不用|不要求|不应|不宜|免于|免除|免去|不设|不搞|不以|不向|不对|不把|不将|不与|"
    r"不承担|不负责|不参与|不实施|反对|破除|摘除|退还|归还|送回|严控|严格控制|从严控制|纠正|纠治|制止|坚决不|"
    r"而非|并非|不是)"
)
# These govern a practice only where they open the clause and it is called an abuse.
PUTTING_RIGHT = re.compile(
    r"^.{0,8}?(?:整治|治理|清理|整顿|清除|解决|防范|克服|防止|避免|杜绝|减少|减轻|规范|查处|查摆|抵制|监督|举报|反映)"
    r"(?=.{0,30}(?:问题|现象|乱象|做法|行为|过多|过滥|形式主义|多头|重复|违规|变相|摊派|牌子|工作群|负担|层层|滥|频次|"
    r"不必要|随意|强制|不合理|不规范|名义))"
)
# ……一律清理, ……已经取消: what comes before is put right.
AFTERWARDS = re.compile(
    r"(?:(?:予以|一律|全部|全面|已经?|应当?|均|统一|立即|限期|逐步|坚决|集中|依规)"
    r"(?:取消|停止|废止|叫停|清理|清退|整治|整顿|摘除|纠正|制止|禁止|撤销|免除|清零|精简|退回原单位)"
    r"|取消|废止|叫停|退回原单位)"
    r"(?:处理|规范|整改|到位|掉|了|完毕)?$"
)
RIGHT_TO_HONOURS = re.compile(r"资格|评优|评先|荣誉|称号")
# 未……的, 不……的: a condition, not a ban.
CONDITION = re.compile(r"(?:未|没有|没|不)[^，,]{0,16}(?:的|者)")

# ---- who acts ----

TOWNSHIP = re.compile(
    r"乡镇|镇街|镇村|镇里|镇上|镇级|镇党|镇政府|镇长|镇干部|镇领导|镇主要|镇执法|镇综合|[各每全本该由向给对到在据]镇|"
    r"(?:^|[，、])镇|街道|办事处|乡里|各乡|乡干部|基层|各村|每村|每个村|村级|村里|村干部|村书记|村支|村两委|村组|"
    r"村委会|村居|村（社区）|村\(社区\)|[到向由给对逐]村|村民小组|社区|居委会|网格员|驻村|包村|村社|每个镇|村务"
)
# What a department does about townships, told from what it does in them or with their things.
ALL_OF_THEM = r"(?:全县|全市|各|所有|辖区|每个|部分|相关|有关|未完成的?|落后的?)?"
AT_THEIR_PLACE = re.compile(
    r"(?:深入|前往|进驻|走进|来到|赴|在|"
    r"(?<!下达)(?<!分解)(?<!分配)(?<!落实)(?<!摊派)(?<!下沉)(?<!延伸)(?<!压)(?<!派)到)"
    rf"{ALL_OF_THEM}(?:{TOWNSHIP.pattern})"
)
PUT_ON_THEM = re.compile(
    r"(?:对|向|给|与|同|和|把|将|让|使|请|要求|督促|责成|组织|安排|下达|分解|由|从|抽|约谈|约见|考核|通报|考评|检查|督查|"
    r"(?:下达|分解|分配|落实|压|派|摊派|下沉|分|延伸)[到至给])"
    rf"{ALL_OF_THEM}(?={TOWNSHIP.pattern})"
    rf"|(?:{TOWNSHIP.pattern})[^，,]{{0,4}}?"
    r"(?:须|要|应|负责|报送|上报|完成|承担|签订|签署|每|配合|必须|派|按|进度|得分|排名)"
)
CHECKS_THEM = re.compile(
    rf"[到赴](?:{TOWNSHIP.pattern}).*(?:检查|督查|考核|评|验收|打分|计分|查阅|查看|暗访)"
)
PUTS_ON_OTHERS = re.compile(
    r"要求|责成|督促|组织|安排|下达|分解|摊派|动员|发动|分配|压实|引导|推动|指导|抽调|借调|与|向|对"
)
DEPARTMENT = re.compile(
    r"^(?:由|委托|依托|请|交由|移交|转交|商请|统一由|而由|改由|应由|仍由)?"
    r"(?:(?:县|市(?!场|民|容|政)|区(?!域|分|块)|省|州|上级|国家|自治区)[^，,、]{0,12}?"
    r"(?:(?<!布)(?<!格)局|委|厅|部(?!门|分|署)|大队|支队|总队|中心|院|公司|联合会|工会|办(?!事|理|案|好))"
    r"|(?:县|市|区|省)(?:里|上|政府|直|级(?:层面|统一|负责|统筹))"
    r"|(?:我|本)(?:局|委|单位|部门|中心|院|机关)"
    r"|[\u4e00-\u9fff]{2,8}(?<!布)(?<!格)局(?!面|部|限|势)"
    r"|[^，,、]{0,8}?(?:部门|机关|法院|检察院|专业机构|第三方|有资质的?机构|派出所|银行|公司(?!的)|运营商)"
    r"|[^，,、]{0,6}?(?:监管所|自然资源所|税务所|供电所|执法人员|巡护队|护林队))"
)
BY_DEPARTMENT = re.compile(
    r"由(?:县|市|区|省|上级|[^，,]{0,6}主管|业务|职能|行业|牵头|专业|第三方|有资质|部门|执法部门|公安|数据平台|机关)"
)
CITIZEN = re.compile(
    r"^(?:本地|辖区|辖区内的?|部分|广大|有关|相关|全体|个别|外出务工)?"
    r"(?:群众|村民(?!小组|委)|居民(?!委|医|养老|参保)|企业|商户|市民|游客|学生|家长|业主|农户|经营者|经营主体|个人|"
    r"志愿者(?!注册)|申请人|当事人|用人单位|司机|驾驶员|消费者|商家|店主|摊主|会员|商会|协会|电商|公司|员工|职工|患者|学校|中小学|幼儿园|医院|"
    r"参保人(?!数)|老年人|青年|生产经营单位|物业|施工单位|建设单位|教师|孩子|旅客|住户|房主|纳税人|投资者|合作社|"
    r"爱心人士|网友|读者)"
)
HAS_TO = re.compile("须|应|必须|需要|要|先")
# 发现……的, 发现……及时上报: who only looks and reports does not do it.
REPORTS = re.compile(
    r"(?:发现|排查出?|摸排|收集|获知|接到)[^，,]{0,30}?"
    r"(?:(?:的|线索|隐患|情况|行为|问题|举报|后|时)$|(?:及时|立即|第一时间|迅速)?(?:上报|报告|移交|转交|劝阻|反馈|报送))"
)
# 结果纳入考核, 缺一项扣分, 未达标的通报: not the matter itself.
CONSEQUENCE = re.compile(
    r"^(?:并|作为|结果|且|均|全部|一并)?(?:纳入|列入|计入|作为|与|达不到|未达|未完成|未按|缺|漏|少|不达|低于)"
    r".*(?:考核|考评|评价|绩效|挂钩|评分|扣分|通报|依据|计分|视为|批评|问责|垫付|得分|名次)"
)
# 协助县水利局……, 配合查处……: a department does it, the township helps.
ASSISTS = re.compile(
    r"(?:配合|协助|协同|支持)"
    r"(?:县|市|区|省|上级|有关|相关|主管|职能|部门|公安|税务"
    r"|(?:做好|开展|参与|进行|完成)?[^，,]{0,12}?"
    r"(?:查处|查办|查缉|执法|处罚|罚款|办案|立案|取缔|打击|整治|处置))"
)
# 非法采砂线索上报, 及时上报违法用地线索: only what was seen is handed on, somebody else acts on it.
HANDS_ON_CLUES = re.compile(
    r"(?:线索|举报|投诉)(?:的|信息|情况)?"
    r"(?:(?:收集|排查|摸排|巡查|发现|核实|登记)(?:和|与|及|、)?)*(?:及时|立即|第一时间)?"
    r"(?:上报|报告|报送|移交|转交|反馈|移送)(?:工作|(?:给|至|到)?[^，,]{2,10}(?:局|部门|机关|队|委|办))?$"
    r"|(?:上报|报告|报送|移交|转交|反馈|移送)[^，,]{0,20}线索$"
    r"|线索(?:的)?(?:发现|收集|摸排|排查)$"
)
# Of a clause in which the township only assists, or hands on what it saw.
SHARE_OF_A_HELPER = 0.35


@dataclass(frozen=True)
class Clause:
    """A clause that puts something on a township; `share` is less where the township only helps."""

    text: str
    start: int
    share: float = 1.0


def acting_sentences(text):
    """For each sentence of a text the clauses that put something on a township: -> [[Clause]],
    sentences without any left out.
    """
    sentences = []
    for sentence in SENTENCE.finditer(text):
        clauses = acting_clauses(sentence[0], sentence.start())
        if clauses:
            sentences.append(clauses)
    return sentences


def acting_clauses(sentence, offset):
    clauses = [match for match in CLAUSE.finditer(sentence) if match[0].strip()]
    found, clues = [], []  # what is handed on says nothing of what else the township does
    is_township = True
    is_rectified = False
    for match in clauses:
        clause = match[0].strip()
        start = offset + match.start() + match[0].index(clause)
        is_township = is_of_township(clause, is_township)
        is_rectified = is_rectified and not names_anybody(clause)
        left = without_rectified(clause)
        is_rectified = is_rectified or says_something(clause[len(left) :])
        if not is_township or (is_rectified and left == clause):
            continue
        left, is_township = without_department(left)
        share, is_clue = share_of(left), bool(HANDS_ON_CLUES.search(left))
        left = REPORTS.sub("", left).strip()
        if words_of(left):
            (clues if is_clue else found).append(Clause(left, start, share))
    return without_consequences(found or clues)


def names_anybody(clause):
    """Whether a clause begins anew with who does it or who has it put on him."""
    patterns = (PUTS_ON_OTHERS, TOWNSHIP, DEPARTMENT, CITIZEN)
    return any(pattern.match(clause) for pattern in patterns)


def without_consequences(clauses):
    """The clauses without those that only say what follows for whoever does not do it
    (……纳入年度考核), where anything else is left.
    """
    others = [clause for clause in clauses if not CONSEQUENCE.search(clause.text)]
    return others or clauses


def share_of(clause):
    if ASSISTS.search(clause) or HANDS_ON_CLUES.search(clause):
        return SHARE_OF_A_HELPER
    return 1.0


def without_rectified(clause):
    """The clause up to where it abolishes, forbids or puts right; nothing where it does so with
    what came before.
    """
    if PUTTING_RIGHT.search(clause):
        return ""
    if AFTERWARDS.search(clause) and not RIGHT_TO_HONOURS.search(clause):
        return ""
    for match in FORBIDDING.finditer(clause):
        if not CONDITION.match(clause, match.start()):
            return clause[: match.start()].strip()
    return clause


def without_department(clause):
    """(the clause up to where a department takes over, whether what follows is still about the
    township): 乡镇发现后由县公安局立案查处. Nothing is left where the whole is the department's:
    取缔无证机构由县教育局负责.
    """
    match = BY_DEPARTMENT.search(clause)
    if match is None or is_put_on_them(clause[match.end() :]):
        return clause, True
    before = clause[: match.start()]
    if TOWNSHIP.search(before):
        return before.strip(), False
    return "", False


def is_of_township(clause, before):
    """Whether a clause is about what a township does or has put on it; `before` is what held for
    the clause before it, which goes on where nobody is named.
    """
    if PUTS_ON_OTHERS.match(clause) or ASSISTS.match(clause) or TOWNSHIP.match(clause):
        return True
    if DEPARTMENT.search(clause):
        return is_put_on_them(clause)
    if CITIZEN.search(clause):
        return bool(TOWNSHIP.search(clause) and HAS_TO.search(clause))
    if TOWNSHIP.search(clause):
        return True
    return before


def is_put_on_them(clause):
    """Whether a clause of a department puts something on townships, beyond work done there."""
    elsewhere = AT_THEIR_PLACE.sub("", clause)
    return bool(PUT_ON_THEM.search(elsewhere) or CHECKS_THEM.search(clause))
