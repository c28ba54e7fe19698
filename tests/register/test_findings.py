"""The registry of findings: whoever knows a rule registers it, and the county says how strictly it
is taken.
"""

import pytest

from dutylist.history.refusals import Invalid
from dutylist.organizations.policies import policy_lines, register_line
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import set_policy
from items.entry.content import contents_of
from items.entry.fields import label_of
from items.entry.lookup import Lookup
from items.findings import registry
from items.findings.registry import (
    Finding,
    Severity,
    all_rules,
    field_of,
    item_rule,
    list_findings,
    list_rule,
)
from tests.factories import make_content, make_county, make_items, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_rules(monkeypatch):
    """What a test registers goes with it."""
    monkeypatch.setattr(registry, "_rules_of_items", dict(registry._rules_of_items))
    monkeypatch.setattr(registry, "_rules_of_lists", dict(registry._rules_of_lists))


def findings(*contents, rule):
    """The findings of one rule on a register of these items."""
    items = make_items(list(contents))
    whole = contents_of(items)
    numbered = [(item.code, whole[item.pk]) for item in items]
    found = list_findings(numbered, Lookup(make_county()))
    return [finding for finding in found if finding.rule == rule]


def test_a_rule_that_an_app_registers_is_asked_of_each_item_with_its_words(own_rules):
    @item_rule(
        "night_work",
        "“{name}”要求{when}值守。",
        fields=("township_duty",),
        remedy="改为应急值守。",
        ground="《工时规定》第三条",
        severity=Severity.BLOCKING,
    )
    def night_work(content, against):
        if "通宵" in content["township_duty"]:
            yield {"when": "通宵"}

    content = make_content("coordination", "堤防巡查", township_duty="通宵值守。")
    found = findings(content, make_content(name="河道巡查"), rule="night_work")
    assert [finding.as_json(1) for finding in found] == [
        {
            "id": 1,
            "rule": "night_work",
            "sentence": "“堤防巡查”要求通宵值守。",
            "place": "配合职责",
            "remedy": "改为应急值守。",
            "ground": "《工时规定》第三条",
            "entry": "99012100001",
            "severity": "blocking",
        }
    ]


def test_a_rule_of_the_whole_list_names_an_item_or_none(own_rules):
    @list_rule("too_short", "清单只有{count}项。", place="清单", remedy="补充事项。")
    def too_short(contents, against):
        yield None, {"count": len(contents)}

    (found,) = findings(make_content(), rule="too_short")
    assert (found.entry, found.sentence, found.severity) == (None, "清单只有1项。", "warning")


def test_a_code_is_registered_once(own_rules):
    with pytest.raises(ValueError, match="no_lead"):
        list_rule("no_lead", "重复。", place="", remedy="")(lambda contents, against: ())


def test_a_county_takes_rules_as_strictly_as_it_says_and_names_only_those_there_are():
    county, lead = make_county(), make_user(Role.OFFICE_LEAD)
    set_policy(county, {"check_severities": {"no_category": "note"}}, by=lead, reason="试行")
    (found,) = findings(make_content(name="公文管理"), rule="no_category")
    assert found.severity == "note"
    for wrong, sentence in (
        ({"no_such_rule": "note"}, "没有名为“no_such_rule”的规则"),
        ({"no_category": "harsh"}, "可填：blocking、warning、note"),
    ):
        with pytest.raises(Invalid, match=sentence):
            set_policy(county, {"check_severities": wrong}, by=lead, reason="试行")


def test_a_policy_line_says_what_it_rests_on_and_is_registered_once():
    lines = policy_lines().values()
    assert all(line.label and line.help for line in lines)
    assert policy_lines()["publish_days"].ground
    with pytest.raises(ValueError, match="publish_days"):
        register_line("publish_days", 10, "公布时限")


def test_every_finding_of_an_entry_names_fields_of_the_table():
    for rule in all_rules().values():
        for path in rule.fields:
            assert label_of(path), rule.code
        assert rule.place or not rule.fields


def test_a_finding_stands_at_the_field_that_its_place_names():
    """One rule may stand at several fields; a kept finding knows its rule and its place alone."""
    places = {
        ("prohibited", "配合职责"): "township_duty",
        ("prohibited", "事项名称"): "name",
        ("no_lead", "对应上级部门"): "responsibilities",
        ("no_transition", "交接期限"): "responsibilities",
        ("parallel_request", "事项"): "name",
        ("no_department_telephone", "公开电话"): "",
        ("no_rule_any_more", "事项名称"): "",
    }
    for (rule, place), name in places.items():
        assert field_of(Finding(rule=rule, sentence="", place=place)) == name
