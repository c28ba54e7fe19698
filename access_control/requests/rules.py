"""What is looked for in a request beside the register's own rules: each rule with its sentence,
the field at which it stands, what to do, and its ground.

`check(change, content, asked)` yields what the sentence is filled in with, for each content that a
change brings; `asked` is the `CheckedRequest`, with what it is held against.
"""

import re

from access_control.models import ChangeRequest, Channel
from access_control.models.request_states import UNDECIDED
from items.findings.registry import Rule, Severity, register_rule
from items.models import Kind, ProposedChange, Scope

Op = ProposedChange.Op
DIRECTIVE = "中共中央办公厅、国务院办公厅关于整治形式主义为基层减负的有关规定"
LAW_OF_PUNISHMENT = "《中华人民共和国行政处罚法》第十七条、第二十四条"
# Changes that give a township more to do, or other work: these need a basis and support.
WEIGHTY = ("name", "township_duty", "kind")
PUNISHING = re.compile(r"行政处罚|罚款|没收|吊销|责令停产|责令停业")
ENFORCING = re.compile(r"执法检查|行政执法|行政强制|查封|扣押|强制拆除|强制执行|查处")
JOINTLY = re.compile(r"联合执法|委托执法|委托[^，。；]{0,12}(?:执法|处罚)|属地执法")
TERRITORIAL = re.compile(r"属地管理|属地责任|属地负责|兜底|负总责|负全责|第一责任人")
PLEDGING = re.compile(r"责任状|责任书|军令状|承诺书")
VETOING = re.compile(r"一票否决")
ASSESSING = re.compile(
    r"(?:纳入|列入|作为)[^，。；]{0,16}(?:考核|考评|绩效)|考核(?:乡镇|街道|镇街)"
)


def rule(code, sentence, **members):
    """Registers a rule of the gate. A decorator."""

    def register(check):
        RULES[code] = register_rule(Rule(code, sentence, check, **members))
        return check

    return register


RULES = {}


def brings_weight(change):
    """Whether a change needs a basis and support: what is new, or is other work than before."""
    if change.op in (Op.ADD, Op.SPLIT):
        return True
    if change.op not in (Op.REVISE, Op.MERGE, Op.TRANSFER):
        return False
    before = change.then or {}
    return any(
        before.get(name) != content.get(name) for content in change.contents for name in WEIGHTY
    )


def hands_back(request, changes):
    """Whether a request only takes work away: it needs no promise of support and no term."""
    ways = (Op.CANCEL, Op.TRANSFER, Op.SCOPE) if request.township_id else (Op.CANCEL, Op.TRANSFER)
    return bool(changes) and all(change.op in ways for change in changes)


def standing_of_scope(change):
    """The item as it is carried today, where only its scope is changed; else None."""
    return change.then if change.op == Op.SCOPE else None


def texts_of(content):
    """Every text of a content in which work is described."""
    yield content["name"]
    yield content["township_duty"]
    for row in content["responsibilities"]:
        yield row["duty"]
        yield row["method"]


def words_in(pattern, texts):
    """The first words that a pattern finds in each text that has any."""
    for text in texts:
        if found := pattern.search(text):
            yield found.group()


@rule(
    "no_basis",
    "“{name}”没有设定依据。",
    fields=("bases",),
    remedy="从法规库中选择依据并写明条款。",
    severity=Severity.BLOCKING,
    may_be_overridden=False,
)
def no_basis(change, content, asked):
    needs = brings_weight(change) and asked.request.channel != Channel.SUMMARY
    if needs and not any(basis["article"] for basis in content["bases"]):
        yield {}


@rule(
    "no_support",
    "“{name}”没有写明支持保障。",
    fields=("support",),
    remedy="写明经费、人员、培训、技术等保障。",
    severity=Severity.BLOCKING,
    may_be_overridden=False,
)
def no_support(change, content, asked):
    needs = brings_weight(change) and asked.request.channel != Channel.SUMMARY
    is_from_above = content["kind"] != Kind.RECLAIMED
    if needs and is_from_above and not content["support"] and not asked.request.support:
        yield {}


@rule(
    "no_end",
    "临时准入的“{name}”没有终止日期。",
    fields=("ends_on",),
    remedy="填写终止日期；期满自动退出，不自动延续。",
    severity=Severity.BLOCKING,
    may_be_overridden=False,
)
def no_end(change, content, asked):
    if asked.request.channel == Channel.TEMPORARY and not (
        asked.request.ends_on or content["ends_on"]
    ):
        yield {}


@rule(
    "end_passed",
    "“{name}”的终止日期{ends_on}已过，公布后即自动退出。",
    fields=("ends_on",),
    remedy="核对终止日期。",
)
def end_passed(change, content, asked):
    if content["ends_on"] and content["ends_on"] < asked.on.isoformat():
        yield {"ends_on": content["ends_on"]}


@rule(
    "pledge_without_ground",
    "“{name}”要求签订“{words}”，没有中央或者省级文件依据。",
    fields=("township_duty",),
    remedy="删去该要求，或者写明中央、省级文件的文号。",
    ground=DIRECTIVE,
    severity=Severity.BLOCKING,
)
def pledge_without_ground(change, content, asked):
    for words in words_in(PLEDGING, texts_of(content)):
        yield {"words": words}


@rule(
    "veto_without_ground",
    "“{name}”设置“{words}”，没有中央或者省级文件依据。",
    fields=("township_duty",),
    remedy="删去该要求，或者写明中央、省级文件的文号。",
    ground=DIRECTIVE,
    severity=Severity.BLOCKING,
)
def veto_without_ground(change, content, asked):
    for words in words_in(VETOING, texts_of(content)):
        yield {"words": words}


@rule(
    "assessment_by_department",
    "“{name}”由部门对乡镇（街道）考核（“{words}”）。",
    fields=("township_duty",),
    remedy="删去考核要求；考核乡镇（街道）由县里统一组织。",
    ground=DIRECTIVE,
    severity=Severity.BLOCKING,
)
def assessment_by_department(change, content, asked):
    for words in words_in(ASSESSING, texts_of(content)):
        yield {"words": words}


@rule(
    "punishment_in_coordination",
    "配合事项“{name}”的配合职责中有行政处罚（“{words}”）。",
    fields=("township_duty",),
    remedy="处罚由有处罚权的部门实施，配合职责限于宣传、巡查、上报、协助。",
    ground=LAW_OF_PUNISHMENT,
)
def punishment_in_coordination(change, content, asked):
    if content["kind"] == Kind.COORDINATION:
        for words in words_in(PUNISHING, [content["township_duty"]]):
            yield {"words": words}


@rule(
    "enforcement_without_power",
    "“{name}”由乡镇（街道）实施执法（“{words}”），但没有登记行政权力。",
    fields=("power",),
    remedy="登记法定、赋权或者委托的行政权力，或者删去执法内容。",
    ground=LAW_OF_PUNISHMENT,
)
def enforcement_without_power(change, content, asked):
    if content["power"]:
        return
    own = [content["township_duty"]]
    if content["kind"] == Kind.BASIC:
        own.append(content["name"])
    for words in words_in(ENFORCING, own):
        yield {"words": words}


@rule(
    "joint_enforcement",
    "“{name}”以联合、委托或者属地名义安排乡镇（街道）执法（“{words}”）。",
    fields=("township_duty",),
    remedy="写明由谁执法；委托执法的，附委托书。",
    ground=LAW_OF_PUNISHMENT,
)
def joint_enforcement(change, content, asked):
    for words in words_in(JOINTLY, texts_of(content)):
        yield {"words": words}


@rule(
    "territorial",
    "“{name}”以“{words}”的名义转移部门职责。",
    fields=("township_duty",),
    remedy="写明乡镇（街道）具体做什么，不使用“属地”“兜底”“负总责”一类表述。",
    ground=DIRECTIVE,
)
def territorial(change, content, asked):
    for words in words_in(TERRITORIAL, texts_of(content)):
        yield {"words": words}


@rule(
    "whole_county",
    "“{name}”适用于全县所有乡镇（街道）。",
    fields=("scope",),
    remedy="确认是否每个乡镇（街道）都需要；不需要的，按类型或者逐个指定。",
)
def whole_county(change, content, asked):
    is_new = change.op in (Op.ADD, Op.SPLIT, Op.SCOPE)
    if is_new and content["scope"] == Scope.ALL and content["kind"] != Kind.RECLAIMED:
        yield {}


@rule(
    "no_capacity",
    "上次征求意见时，{units}表示缺少{lacks}，难以承接“{name}”。",
    fields=("scope",),
    remedy="在支持保障中作出安排，或者调整适用范围。",
)
def no_capacity(change, content, asked):
    if change.op not in (Op.ADD, Op.SPLIT, Op.SCOPE) or content["kind"] == Kind.RECLAIMED:
        return
    # Which ones said so of another request is the office's to read (`naming_units`).
    for lacks, units in asked.lacking(content, standing_of_scope(change)):
        yield {"units": f"{len(units)}个单位", "lacks": lacks}


@rule(
    "parallel_request",
    "“{name}”另有{number}正在办理。",
    fields=("name",),
    place="事项",
    remedy="与该申请单位联系；由编办负责人并案办理，或者说明先后。",
)
def parallel_request(change, content, asked):
    for number in asked.parallel(change):
        yield {"number": number}


def undecided_requests(county):
    """The submitted requests of a county on which nothing is decided yet."""
    rows = ChangeRequest.objects.filter(county=county, status__in=UNDECIDED)
    return rows.filter(submitted_on__isnull=False)
