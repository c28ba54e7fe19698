"""Who acts decides: of each clause of a text whether a township does it or has it put on it, a
department does it itself, or a citizen or a firm does; and whether the clause bans a practice, only
has the township help, leaves it free, or tells a lawful duty.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

KEPT = 8_192
LONGEST_TITLE = 16
BESIDE_TITLE = 8  # so much longer a text is than the title that it begins with
PARTS = re.compile(r"[；;\n]")
SENTENCES = re.compile(r"[。；;！!？?\n]")
CLAUSE = re.compile(r"[^，,。；;：:！!？?\n]+")
TITLE = re.compile(r"[^，。；：\n]{2,16}[。：]")
NUMBER = re.compile(r"^\s*(?:\d+[.．、]|[（(]?[一二三四五六七八九十\d]+[）)、])?\s*")

# ---- who ----

TOWNSHIP = re.compile(
    r"乡镇|镇街|镇村|(?<![城集市])镇(?!痛|静|压)|街道办|乡里|各乡|基层|(?<!农)村(?!民|道|庄|容|规|镇银)|"
    r"社区(?!矫)|网格员|居委会|驻村"
)
BEGINS_WITH_TOWNSHIP = re.compile(
    r"^(?:并|同时|且|再|须|先|请|今后|年初|年底|年末)?(?:各|全县|所在|每个?|本)?"
    r"(?:乡镇|镇|街道|村|社区|网格员|居委会|基层)(?!民)"
)
PUT_ON_TOWNSHIP = re.compile(
    r"(?:要求|请求|督促|公布|考核|考评|检查|抽查|督查|对|给|向|由|让|请|与|同|从|抽|约谈|通报|下达|分解)"
    r"(?:各|所在|全县|有关|每个?|居住地|所在地|当地|辖区)?(?:乡镇|镇|街道|村|社区|基层|网格员)(?!民)"
    r"|要求[^，]{0,4}村"
)
DEPARTMENT = re.compile(
    r"^(?:由|委托|依法由)?(?:(?:县|市(?!场|民|容)|区(?!域)|省|上级|国家)"
    r"[^，]{0,14}?(?:局|委|厅|部(?!门分)|队|中心|院|公司|联合会|工会|会|办|社|馆|府|里|组|直)|"
    r"派出所|税务部门|法院|部门|公安|交警|司法所|医院|人民医院)"
)
BY_DEPARTMENT = re.compile(
    r"由(?:县|市|区|省|上级|部门|主管|专业|第三方|有资质|公安|税务|法院|医疗机构|该局|监护人|数据平台)"
)
CITIZEN = re.compile(
    r"^(?:本地|辖区|有关|广大)?(?:群众|村民(?!小组|委|代表)|居民(?!委|医|养老|参保)|企业|商户|市民|游客|学生|家长|业主|农户|"
    r"经营者|个人|申请人|当事人|老年人|信访人|监护人|消费者|商家|商会|会员|患者|邮政|公司|金融机构|运营商|房主|住户|爱心|电商)"
)
HAS_TO = re.compile("须|必须")
OF_A_NAME = 2  # a department's name is at least so long: what it puts on others stands behind it

# ---- how ----

BANS = re.compile(
    r"不得(?!少|低|漏|缺|迟|拒|推|超|影响|离开|评|以无|提拔|新增|擅自)|严禁|禁止|取消(?!.{0,10}(?:资格|评优|评先|补助|奖))|停止|"
    r"不再(?!参与现场|承担|派员|具体|开展|到场|推荐)|清理(?!路线)|整治对|纠正|撤销|废止|清退|从严控制|严格控制|压减|减少|减轻|精简|"
    r"叫停|杜绝|不应|不宜|退回|摘除"
)
HELPS = re.compile(
    r"协助|帮助|帮忙|协调|提供|告知|说明(?!其|该)|解释|宣传|引导|反馈|报告(?!及)|报警|疏散|劝导|联系|转告|接待|登记|指引|提醒|"
    r"及时上报|线索|转达|维持|随访|配合"
)
NONE_OF_ITS = re.compile(
    r"不(?:再|承担|参与|参加|涉及|派|设|代|需|安排|另|接受|摊派|负责|组织|收取|用|计|要求|必|列入考核)|无须|无需|仅|"
    r"只(?:提供|做|说明|在|需|用|告知|向|报)|没有任务"
)
FREE = re.compile("自愿|按需|自主选|自行(?:缴|下载|领|还|选|查询|决定)|由群众决定|免费|无偿")
LAWFUL = re.compile(
    r"依法|法定|赋权|按规定|法律规定|土地管理法|依据(?!之|此)|按照[^，。；]{0,6}(?:法|规划|标准|预案|目录|合同|程序)|本级|自身|内部|所属|"
    r"本机关|本单位"
)
DEMANDS = re.compile(
    r"须|必须|应当|每(?:个)?(?:镇|村|户|名|人|社区|支部)|各(?:乡)?镇|各村|不少于|不低于|不得少|不得低|指标|任务|未完成|未达|否则|全权|"
    r"负总责|一律|由(?:所在|所在地|居住地)?(?:各)?(?:乡镇|镇|村|社区)|签字|签名|先行|直接(?:作为|报)|要求(?:各)?(?:乡镇|镇|村)|"
    r"\d+[%％]|[一二三四五六七八九十百千万两]+(?:个|名|份|套|元|家|条|台|户)|视为|扣|考核|部门只|完成率"
)
DEPARTMENT_ITSELF = re.compile(
    r"(?:县|市)[^，。；]{2,14}(?:局|委|办|院|部|社|会|公司)[^，。；]{0,6}"
    r"(?:自行|依法|组织|负责|动用|侦办|采购|派|出资|列支|自主|规范设置|审查|审核|建立)"
)


class Actor(StrEnum):
    TOWNSHIP = "township"
    DEPARTMENT = "department"
    CITIZEN = "citizen"
    TITLE = "title"


@dataclass(frozen=True)
class Clause:
    """A clause with its place in the text and who acts in it."""

    text: str
    start: int
    actor: Actor

    def says(self, pattern):
        return bool(pattern.search(self.text))

    @property
    def may_be_the_township_s(self):
        """Whether the township acts, and neither bans it nor has nothing to do with it."""
        others = (BANS, NONE_OF_ITS)
        return self.actor == Actor.TOWNSHIP and not any(map(self.says, others))

    @property
    def is_put_on_township(self):
        """Whether the township acts, and nothing speaks against its being made to."""
        others = (BANS, HELPS, NONE_OF_ITS, FREE, LAWFUL)
        return self.actor == Actor.TOWNSHIP and not any(map(self.says, others))


@lru_cache(KEPT)
def clauses_of(text):
    """The clauses of a text; where nobody is named in one, who acted before goes on."""
    title = TITLE.match(text)
    found, before = [], Actor.TOWNSHIP
    for match in CLAUSE.finditer(text):
        clause = match[0].strip()
        if not clause:
            continue
        bare = NUMBER.sub("", clause)
        if title and match.start() == 0 and len(text) > len(clause) + BESIDE_TITLE:
            found.append(Clause(clause, match.start(), Actor.TITLE))
            continue
        start = match.start() + match[0].index(clause)
        actor = actor_of(bare, before)
        by = BY_DEPARTMENT.search(clause)
        if by and actor == Actor.TOWNSHIP and TOWNSHIP.search(clause[: by.start()]):
            # 乡镇发现后由县公安局立案: what follows is the department's.
            found.append(Clause(clause[: by.start()], start, actor))
            clause, start, actor = clause[by.start() :], start + by.start(), Actor.DEPARTMENT
        found.append(Clause(clause, start, actor))
        before = actor
    return tuple(found)


def actor_of(clause, before):
    """Who acts in a clause without its number; `before` is who did in the one before it."""
    if BEGINS_WITH_TOWNSHIP.search(clause):
        return Actor.TOWNSHIP
    if DEPARTMENT.search(clause):
        is_put = PUT_ON_TOWNSHIP.search(clause[OF_A_NAME:]) and not BANS.search(clause)
        return Actor.TOWNSHIP if is_put else Actor.DEPARTMENT
    if BY_DEPARTMENT.search(clause):
        return Actor.DEPARTMENT
    if CITIZEN.search(clause):
        is_put = HAS_TO.search(clause) and TOWNSHIP.search(clause)
        return Actor.TOWNSHIP if is_put else Actor.CITIZEN
    if PUT_ON_TOWNSHIP.search(clause) or TOWNSHIP.search(clause):
        return Actor.TOWNSHIP
    return before


def sentences_of(text):
    """The sentences in which a township acts; where it acts in none all of them."""
    sentences = [one.strip() for one in SENTENCES.split(text) if one.strip()]
    acting = []
    for sentence in sentences:
        actors = {clause.actor for clause in clauses_of(sentence)}
        if actors & {Actor.TOWNSHIP, Actor.TITLE}:
            acting.append(sentence)
    return acting or sentences


def parts_of(text):
    """[(start, text)] of the parts that are judged by themselves: each of several duties, and the
    whole last.
    """
    parts, at = [], 0
    for part in PARTS.split(text):
        if part.strip():
            parts.append((at + part.index(part.strip()), part.strip()))
        at += len(part) + 1
    if len(parts) > 1:
        return [*parts, (0, text)]
    return [(0, text)] if parts else []
