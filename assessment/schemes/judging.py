"""Judges a scheme: what each rule finds in it, and which items each indicator is of."""

from dataclasses import dataclass, field

from django.utils import timezone

from assessment.models import Bearer
from dutylist.history.days import day_words
from dutylist.organizations.models import CountyPolicy
from items.findings.registry import Finding
from items.models import Kind

from . import wording
from .document_numbers import cites_the_state, is_grounded
from .last_year import growth
from .repealed import RepealedActs
from .rules import RULES
from .twins import twins_of
from .tying import ListInForce

FULL = 100
WHOLE = "整个方案"


@dataclass
class Found:
    """One finding with the indicator it is of (None: the whole) and the words that gave it away."""

    finding: Finding
    indicator: object = None
    words: list = field(default_factory=list)

    @property
    def number(self):
        return self.indicator.number if self.indicator else None


@dataclass
class Judgement:
    found: list
    ties: dict


def judge(scheme):
    """-> `Judgement` of a `JudgedScheme` on its day, today where it has none."""
    on = scheme.on or timezone.localdate()
    in_force = ListInForce(scheme.county, on)
    ties = in_force.ties_of(scheme)
    judging = Judging(scheme, ties, on)
    judging.judge(has_list=in_force.is_there)
    return Judgement(judging.found, ties)


class Judging:
    """The rules at work on one scheme."""

    def __init__(self, scheme, ties, on):
        self.scheme, self.ties, self.on = scheme, ties, on
        self.severities = severities_here(scheme.county)
        self.repealed = RepealedActs(scheme.county, on)
        self.found = []

    def add(self, rule, indicator, /, *, hits=(), entry=None, **facts):
        if indicator is not None:
            facts.setdefault("name", indicator.name)
        finding = RULES[rule].finding(entry, self.severities[rule], facts)
        place = WHOLE if indicator is None else f"第{indicator.number}项"
        finding = Finding(**{**vars(finding), "place": place})
        self.found.append(Found(finding, indicator, list(hits)))

    def judge(self, *, has_list):
        self.points()
        if has_list:
            self.share_of_basic()
        self.years()
        self.words_of_the_whole()
        twins = {one.number: words for one, words in twins_of(self.scheme, self.ties)}
        for one in self.scheme.indicators:
            if has_list:
                self.items_of(one)
            if one.number in twins:
                self.add("twin", one, other=twins[one.number])
            self.words_of(one)
            self.basis_of(one)

    # ---- the whole ----

    def points(self):
        total = sum(one.weight for one in self.scheme.indicators if one.weight and one.weight > 0)
        told = self.scheme.total_points or 0
        if total > FULL:
            self.add("over_points", None, what=f"各项合计{plain_number(total)}分")
        elif told > FULL:
            self.add("over_points", None, what=f"总分{plain_number(told)}分")
        elif wording.THOUSAND.search(f"{self.scheme.title}{self.scheme.notes}"):
            self.add("over_points", None, what="方案实行千分制")

    def share_of_basic(self):
        """Basic items are the main part of a scheme that townships are measured by."""
        if self.scheme.bearer != Bearer.TOWNSHIP:
            return
        whole = basic = 0
        for one in self.scheme.indicators:
            if self.scheme.measured(one) != Bearer.TOWNSHIP:
                continue
            points = self.points_of(one)
            whole += points
            basic += points * self.ties[one.number].likely_basic
        if whole > 0 and basic * 2 < whole:
            self.add("basic_weight", None, share=round(basic * 100 / whole))

    def points_of(self, indicator):
        """Its weight; where none has a weight each counts alike."""
        if any(one.weight for one in self.scheme.indicators):
            return max(indicator.weight or 0, 0)
        return 1

    def years(self):
        if grown := growth(self.scheme):
            self.add("more_than_last_year", None, grown=grown)

    def words_of_the_whole(self):
        scheme = self.scheme
        clauses = wording.clauses_of(scheme.title, scheme.notes)
        self.words_at(clauses, None, WHOLE, "", scheme.document_number, scheme.notes)
        if gone := self.repealed.in_texts(scheme.document_number):
            self.add("repealed_basis", None, what=WHOLE, act=gone[0], since=gone[1])

    # ---- one indicator ----

    def items_of(self, one):
        """An indicator of townships is of basic items only; one that a person tied to a department
        is of that department's own: of a basic item the townships answer by themselves.
        """
        tie = self.ties[one.number]
        if self.scheme.measured(one) != Bearer.TOWNSHIP:
            self.departments_item(one, tie)
            return
        by_kind = {entry["kind"]: entry for entry in reversed(tie.entries)}
        if not tie.entries:
            nearest = ""
            if tie.nearest:
                nearest = f"；最接近的是“{tie.nearest['name']}”（{tie.nearest['code']}）"
            self.add("off_list", one, nearest=nearest)
        if entry := by_kind.get(Kind.RECLAIMED):
            facts = {"item": entry["name"], "code": entry["code"], "method": reclaimed_how(entry)}
            self.add("reclaimed", one, entry=entry["code"], **facts)
        if entry := by_kind.get(Kind.COORDINATION):
            leads = lead_names(entry)
            why = f"是{leads}牵头的配合履职事项，基层单位只是配合，不作为考核对象"
            facts = {"why": why, "item": entry["name"], "code": entry["code"]}
            self.add("wrong_bearer", one, entry=entry["code"], **facts)

    def departments_item(self, one, tie):
        """What words suggest is not enough here: a department has its own party building too."""
        kinds = {entry["kind"] for entry in tie.entries}
        if tie.is_said and kinds == {Kind.BASIC.value}:
            entry = tie.entries[0]
            why = "是基层单位自己承担的基本履职事项，不考核部门"
            facts = {"why": why, "item": entry["name"], "code": entry["code"]}
            self.add("wrong_bearer", one, entry=entry["code"], **facts)

    def words_of(self, one):
        what = f"“{one.name}”"
        grounds = (one.document_number, one.basis, one.text, one.method, one.name)
        by_law = cites_the_state(one.basis, one.document_number)
        self.words_at(one.clauses, one, what, one.frequency, *grounds, is_asked_by_law=by_law)

    def words_at(self, clauses, one, what, own_frequency, *grounds, is_asked_by_law=False):
        """What the words of an indicator, or of the whole, ask for."""
        found = {
            "ranking": wording.ranks_often(clauses, own_frequency, self.scheme.frequency),
            "consequence_by_rank": wording.follows_from_rank(clauses),
            "trace": wording.traces(clauses, is_asked_by_law=is_asked_by_law),
        }
        if not is_grounded(*grounds, self.scheme.document_number):
            found["pledge_without_ground"] = wording.pledges(clauses)
            found["veto_without_ground"] = wording.vetoes(clauses)
        for code, words in found.items():
            if words:
                facts = {"what": what, "words": "”“".join(words[:4])}
                facts["name"] = one.name if one else self.scheme.title
                self.add(code, one, hits=words, **facts)

    def basis_of(self, one):
        if gone := self.repealed.in_texts(one.basis, one.document_number):
            self.add("repealed_basis", one, what=f"“{one.name}”", act=gone[0], since=gone[1])


def severities_here(county):
    """{code: severity} in a scheme: the rule's own, or what the county's policy says otherwise."""
    policy = CountyPolicy.objects.filter(region=county).first() or CountyPolicy()
    severities = {code: rule.severity.value for code, rule in RULES.items()}
    told = policy.value("check_severities")
    return severities | {code: told[code] for code in RULES if code in told}


def plain_number(value):
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def lead_names(entry):
    names = [row["department"] for row in entry["responsibilities"] if row["role"] == "lead"]
    return names[0] if names else "有关部门"


def reclaimed_how(entry):
    """Since when and how it is done now: ，2025年7月1日起“由部门统计”."""
    for row in entry["responsibilities"]:
        if row["method"]:
            since = day_words(entry["effective_on"]) if entry.get("effective_on") else ""
            begun = f"{since}起" if since else ""
            return f"，{begun}“{row['method']}”"
    return ""
