"""What the record says of a request and its findings where the table keeps a code: in the words of
the counties' own tables.
"""

from access_control.models import ChangeRequest, RequestFinding
from access_control.models.record_words import support_words
from access_control.models.request_states import DAYS, WORDS
from dutylist.history.days import day_words
from dutylist.history.reading import once_while_reading
from dutylist.organizations.models import CountyPolicy
from items.findings.policy_lines import SEVERITIES, rules_in_words
from items.models import SupportPromise

from .circumstances import SHIPPED

SUPPORT = support_words(dict(SupportPromise.Kind.choices))


@once_while_reading
def names_of_circumstances():
    """{code: name} of the circumstances of all counties' tables, and those that ship."""
    names = {code: row["name"] for code, row in SHIPPED.items()}
    for policy in CountyPolicy.objects.all():
        for code, row in policy.value("circumstances").items():
            names[code] = row["name"]
    return names


def circumstance_words(code):
    return names_of_circumstances().get(code, "另有规定的情形")


def severity_words(severity):
    return SEVERITIES.get(severity, "提示")


@once_while_reading
def sentences_of_rules():
    return {code: words.partition("（通用")[0] for code, words in rules_in_words().items()}


def rule_words(code):
    return sentences_of_rules().get(code, "已不再检查的规则")


def rewording_words(words):
    """What a unit puts aside while its request is returned, a line for each part."""
    lines = []
    for name in (*WORDS, *DAYS):
        value = (words or {}).get(name)
        if value:
            label = ChangeRequest._meta.get_field(name).verbose_name
            lines.append(f"{label}：{word_of(name, value)}")
    return "\n".join(lines)


def word_of(name, value):
    if name in DAYS:
        return day_words(value)
    if name == "support":
        return SUPPORT(value)
    if name == "circumstance":
        return circumstance_words(value)
    return value


ChangeRequest.history_shown |= {
    "circumstance": circumstance_words,
    "support": SUPPORT,
    "rewording": rewording_words,
}
RequestFinding.history_shown |= {"severity": severity_words, "rule": rule_words}
