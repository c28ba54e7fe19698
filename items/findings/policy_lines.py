"""How strictly a county takes the findings."""

import re

from dutylist.organizations.policies import CHECKS, register_line
from dutylist.organizations.policy_shapes import OneOf, PerKey

from .registry import Severity, all_rules

PLACEHOLDER = re.compile(r"\{[^}]*\}")
SEVERITIES = {
    Severity.BLOCKING.value: "须先处理",
    Severity.WARNING.value: "请注意",
    Severity.NOTE.value: "供参考",
}


def rules_in_words():
    """{code: its sentence of some item} of every rule that there is."""
    named = {}
    for code, rule in all_rules().items():
        usual = SEVERITIES[Severity(rule.severity).value]
        sentence = PLACEHOLDER.sub("某", rule.sentence).rstrip("。").removesuffix("：某")
        named[code] = f"{sentence}（通用等级：{usual}）"
    return named


register_line(
    "check_severities",
    {},
    "审核提示等级",
    "须先处理：不处理或者不说明理由不能继续；请注意、供参考：只提示，不阻止办理。"
    "没有另行规定的，按各条的通用等级。",
    ground="全国没有统一规定，通用等级由系统提供",
    shape=PerKey(rules_in_words, OneOf(SEVERITIES), noun="规则", otherwise="按通用等级"),
    group=CHECKS,
)
