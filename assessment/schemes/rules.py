"""What is looked for in a scheme: each rule with its sentence, what to do, and its ground. A county
says in its policy how strictly it takes each (`check_severities`).
"""

from dataclasses import replace

from access_control.requests import rules as of_requests  # noqa: F401 (pledges and vetoes)
from items.findings.registry import Rule, Severity, all_rules, register_rule

DIRECTIVE = "中共中央办公厅、国务院办公厅关于整治形式主义为基层减负的有关规定"
LIST = "考核基层单位只能对照现行有效的基本履职事项；配合履职和部门收回事项考核部门"


def rule(code, sentence, remedy, *, ground=DIRECTIVE, severity=Severity.BLOCKING):
    RULES[code] = register_rule(
        Rule(code, sentence, None, place="", remedy=remedy, ground=ground, severity=severity)
    )


RULES = {}
LABELS = {
    "reclaimed": "已收回的事项",
    "off_list": "清单外",
    "wrong_bearer": "考核对象不对",
    "twin": "重复考核",
    "over_points": "总分",
    "ranking": "排名通报",
    "consequence_by_rank": "按排名追责",
    "trace": "以留痕论成绩",
    "pledge_without_ground": "责任状没有依据",
    "veto_without_ground": "一票否决没有依据",
    "basic_weight": "基本履职占比",
    "repealed_basis": "依据已废止",
    "more_than_last_year": "比上年多",
}

rule(
    "reclaimed",
    "“{name}”属于已由部门收回的“{item}”（{code}）{method}，不考核基层单位。",
    "删去本项；需要数据的，由承接部门自行统计。",
    ground=LIST,
)
rule(
    "off_list",
    "“{name}”不对应清单中的任何事项{nearest}。",
    "删去本项；确属清单内事项的，写明对应的事项。",
    ground=LIST,
)
rule(
    "wrong_bearer",
    "“{name}”{why}（“{item}”，{code}）。",
    "改由应当承担的单位承担考核；不由其承担的，不设本项。",
    ground=LIST,
)
rule(
    "twin",
    "“{name}”与{other}是同一件事，由两个部门各考一次。",
    "合并为一项，由一个部门牵头。",
)
rule(
    "over_points",
    "{what}，超过100分（不得搞“千分制”一类变相加码）。",
    "总分调整为100分以内。",
)
rule(
    "ranking",
    "{what}写有“{words}”，排名或者通报多于每年一次。",
    "删去排名、通报的要求；确需通报的，每年不超过一次。",
)
rule(
    "consequence_by_rank",
    "{what}按名次“{words}”。",
    "删去按名次约谈、问责、否决的内容。",
)
rule(
    "trace",
    "{what}以“{words}”论成绩。",
    "改看实效：现场状况、群众反映，由牵头部门现场抽查。",
)
rule(
    "basic_weight",
    "考核基层单位的分值中，基本履职事项占{share}%，不是主要部分。",
    "分值主要用于基本履职事项。",
    ground=LIST,
    severity=Severity.WARNING,
)
rule(
    "more_than_last_year",
    "{grown}。",
    "压缩到不多于上年，或者写明增加的依据。",
    ground="中央关于压缩考核项目指标和考核时间的要求",
    severity=Severity.WARNING,
)
# Of the same thing the gate and the register have the code already.
for _code in ("pledge_without_ground", "veto_without_ground"):
    RULES[_code] = replace(
        all_rules()[_code], remedy="写明中央、省级文件的文号；没有的，删去这一要求。"
    )
RULES["repealed_basis"] = replace(
    all_rules()["repealed_basis"],
    sentence="{what}的依据{act}{since}。",
    remedy="换成现行有效的依据。",
    severity=Severity.WARNING,
)
