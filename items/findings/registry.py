"""The registry of findings: what is said about a draft list before it goes on, each rule registered
by whoever knows it.

An app or a room registers its rules in a module `findings`, which is loaded at start. A rule names
its code, its sentence, the field at which it stands, what it rests on, and what to do.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property

from django.utils import timezone

from dutylist.organizations.models import CountyPolicy
from items.entry.fields import label_of
from items.models import LegalAct

TOLD_TWICE = "同一条审核提示只说明一次。"


class Severity(StrEnum):
    BLOCKING = "blocking"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Rule:
    """One thing that is looked for. `sentence` is filled in with the item's name and with what
    `check` yields; a floor above that looks for it in another way has no `check`.

    `fields` are those of the entry at which it may stand, the usual one first, or a member of a
    part (`responsibilities.transition_on`). `place` is how people are told where: the label of the
    first, unless it is called otherwise.
    """

    code: str
    sentence: str
    check: Callable | None
    remedy: str
    fields: tuple = ()
    place: str = ""
    ground: str = ""
    severity: Severity = Severity.WARNING
    may_be_overridden: bool = True

    def __post_init__(self):
        if self.fields and not self.place:
            object.__setattr__(self, "place", label_of(self.fields[0]))

    def field_at(self, place):
        """The field at which a finding stands that names this place; "" where it is of none."""
        for path in self.fields:
            if label_of(path) == place:
                return field_named(path)
        return field_named(self.fields[0]) if self.fields else ""

    def finding(self, entry, severity, facts):
        return Finding(
            rule=self.code,
            sentence=self.sentence.format(**facts),
            place=self.place,
            remedy=self.remedy,
            ground=self.ground,
            entry=entry,
            severity=severity,
        )


def field_named(path):
    """The field of a path: the part where it names a member."""
    return path.partition(".")[0]


def field_of(finding):
    """The field of the entry at which a finding stands, by its rule and its place; "" of none."""
    rule = all_rules().get(finding.rule)
    return rule.field_at(finding.place) if rule else ""


@dataclass(frozen=True)
class Finding:
    """One finding as the API gives it; `entry` is an item code, or None for the list as a whole."""

    rule: str
    sentence: str
    place: str = ""
    remedy: str = ""
    ground: str = ""
    entry: str | None = None
    severity: str = Severity.WARNING.value

    def as_json(self, number):
        return {"id": number, **asdict(self)}


class Against:
    """What a list is held against: its county, the names the county knows, the day."""

    def __init__(self, lookup, on):
        self.lookup = lookup
        self.county = lookup.county
        self.on = on

    @cached_property
    def repealed(self):
        """{title of an act: the day of its repeal} of the acts that are no more."""
        acts = LegalAct.objects.for_county(self.county).filter(repealed_on__lte=self.on)
        return dict(acts.values_list("title", "repealed_on"))


_rules_of_items = {}
_rules_of_lists = {}
_rules_above = {}


def item_rule(code, sentence, **members):
    """Registers `check(content, against)`, asked of each item: it yields what the sentence is
    filled in with, beside the item's name.
    """
    return _registering(_rules_of_items, code, sentence, members)


def list_rule(code, sentence, **members):
    """Registers `check(contents, against)`, asked once of the whole list [(code, content)]: it
    yields (code of an item or None, what the sentence is filled in with).
    """
    return _registering(_rules_of_lists, code, sentence, members)


def register_rule(rule):
    """Names a rule that a floor above looks for by itself, so that a county can say here how
    strictly it takes it. -> the rule
    """
    require_new(rule.code)
    _rules_above[rule.code] = rule
    return rule


def _registering(table, code, sentence, members):
    def register(check):
        require_new(code)
        table[code] = Rule(code, sentence, check, **members)
        return check

    return register


def require_new(code):
    if code in all_rules():
        raise ValueError(f"The finding {code!r} is registered already.")


def all_rules():
    """{code: rule} of every rule: those of items first, those of the floors above last."""
    return {**_rules_of_items, **_rules_of_lists, **_rules_above}


def list_findings(contents, lookup, on=None):
    """The findings on a draft list [(code or None, content)], in list order."""
    against = Against(lookup, on or timezone.localdate())
    severities = severities_of(lookup.county)
    findings = []
    for code, content in contents:
        for rule in _rules_of_items.values():
            for facts in rule.check(content, against):
                facts = {"name": content["name"], **facts}
                findings.append(rule.finding(code, severities[rule.code], facts))
    for rule in _rules_of_lists.values():
        for code, facts in rule.check(contents, against):
            findings.append(rule.finding(code, severities[rule.code], facts))
    return findings


def item_findings(content, against):
    """[(rule, the facts of its sentence)] that the rules of items find in one content."""
    return [
        (rule, {"name": content["name"], **facts})
        for rule in _rules_of_items.values()
        for facts in rule.check(content, against)
    ]


def severities_of(county):
    """{code: severity}: the rule's own, or what the county's policy says otherwise."""
    policy = CountyPolicy.objects.filter(region=county).first() or CountyPolicy()
    severities = {rule.code: rule.severity.value for rule in all_rules().values()}
    return {**severities, **policy.value("check_severities")}


def may_be_overridden(code):
    """Whether a reason sets a blocking finding aside."""
    return all_rules()[code].may_be_overridden
