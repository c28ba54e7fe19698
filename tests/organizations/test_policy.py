"""A county's rules: one registry gives the form, the API and the record."""

import pytest
from django.test import Client
from django.urls import reverse

from dutylist.history.reading import changes
from dutylist.organizations.models import CountyPolicy
from dutylist.organizations.policies import faults_of, policy_groups, policy_lines, told_changes
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import set_policy
from dutylist.workflow.refusals import Invalid, Stale
from tests.factories import make_county, make_membership, make_user
from tests.grounds import ground

pytestmark = pytest.mark.django_db
API = "/api/v1/policy/"
FULL_STAGES = {
    "admission": ["consulting", "legal_review"],
    "adjustment": ["consulting", "legal_review"],
    "temporary": ["consulting"],
    "summary": ["legal_review"],
}


@ground
def county(db):
    return make_county()


@ground
def lead(county):
    return make_user(Role.OFFICE_LEAD, county=county)


def browser_of(user):
    client = Client()
    client.force_login(user)
    return client


def patch(user, values, *, county="", mark="*", reason="本县规定"):
    body = {"values": values, "reason": reason}
    headers = {"If-Match": mark} if mark else {}
    address = f"{API}?county={county}" if county else API
    return browser_of(user).patch(address, body, content_type="application/json", headers=headers)


def paths(answer):
    return {error["path"] for error in answer.json()["errors"]}


# ---- what can not hold ----

FAULTS = [
    ("accept_days", 0, "accept_days"),
    ("accept_days", True, "accept_days"),
    ("accept_days", "5", "accept_days"),
    ("accept_days", 366, "accept_days"),
    ("no_comment_is_consent", 1, "no_comment_is_consent"),
    ("near_duplicate_least", 0, "near_duplicate_least"),
    ("near_duplicate_least", float("nan"), "near_duplicate_least"),
    pytest.param("near_duplicate_least", 10**400, "near_duplicate_least", id="huge"),
    ("stages", [], "stages"),
    ("stages", {"admission": "consulting"}, "stages.admission"),
    ("stages", {"admission": ["voting"]}, "stages.admission"),
    ("stages", {"admission": ["consulting", "consulting"]}, "stages.admission"),
    ("stages", {"revision": []}, "stages.revision"),
    ("consent_rule", {"admission": "most"}, "consent_rule.admission"),
    ("bodies", {"party": []}, "bodies.party"),
    ("bodies", {"party": ["people"]}, "bodies.party"),
    ("clear_before_effect", {"summary": "yes"}, "clear_before_effect.summary"),
    ("check_severities", {"no_such_rule": "note"}, "check_severities.no_such_rule"),
    ("circumstances", {}, "circumstances"),
    ("circumstances", {"A b": {}}, "circumstances.A b"),
    ("circumstances", {"own_1": {"channels": ["admission"]}}, "circumstances.own_1.name"),
    ("circumstances", {"own_1": {"name": "甲", "channels": []}}, "circumstances.own_1.channels"),
    ("second_factor_roles", ["mayor"], "second_factor_roles"),
    ("nonsense", 1, "nonsense"),
]
ROW = {"name": "专项行动", "channels": ["admission"]}
FAULTS_OF_A_ROW = [
    ("days", 0),
    ("days", 1.5),
    ("papers", "请示"),
    ("papers", ["请示", "请示"]),
    ("papers", [" "]),
    ("until", "明天"),
    ("until", "20270101"),
    ("until", "2027-W01-1"),
    ("until", 20270101),
    ("colour", "红"),
    ("name", "长" * 61),
]


@pytest.mark.one_database
@pytest.mark.parametrize(("key", "value", "path"), FAULTS)
def test_what_can_not_hold_is_told_at_its_path_with_what_is_allowed(key, value, path):
    faults = faults_of({key: value})
    assert list(faults) == [path]
    assert faults[path].endswith("。")


@pytest.mark.one_database
@pytest.mark.parametrize(("name", "value"), FAULTS_OF_A_ROW)
def test_a_row_of_a_table_is_judged_member_by_member(name, value):
    faults = faults_of({"circumstances": {"own_1": {**ROW, name: value}}})
    assert list(faults) == [f"circumstances.own_1.{name}"]


@pytest.mark.one_database
def test_every_default_can_hold_and_every_rule_says_what_it_is_and_rests_on():
    lines = policy_lines()
    assert faults_of({key: line.value for key, line in lines.items()}) == {}
    assert [key for key, line in lines.items() if not (line.help and line.ground)] == []
    grouped = [line.key for _group, of_group in policy_groups() for line in of_group]
    assert sorted(grouped) == sorted(lines)


def test_a_part_that_is_left_out_keeps_its_default(county, lead):
    policy = set_policy(county, {"stages": {"admission": []}}, by=lead, reason="本县规定")
    assert policy.value("stages") == FULL_STAGES | {"admission": []}
    assert CountyPolicy.objects.get(pk=policy.pk).value("stages")["adjustment"] != []


def test_rows_of_a_table_stand_in_one_order_on_every_database(county, lead):
    shipped = policy_lines()["circumstances"].value
    rows = {"own_10": ROW, "own_2": ROW, **{code: shipped[code] for code in reversed(shipped)}}
    set_policy(county, {"circumstances": rows}, by=lead, reason="本县规定")
    kept = CountyPolicy.objects.get(region=county).value("circumstances")
    assert list(kept) == [*shipped, "own_2", "own_10"]


# ---- over HTTP ----


def test_the_rules_are_read_with_all_that_a_form_needs(county, lead):
    answer = browser_of(lead).get(API)
    told = answer.json()
    assert answer["ETag"]
    assert told["values"]["stages"] == FULL_STAGES
    rules = {rule["key"]: rule for rule in told["rules"]}
    assert set(rules) == set(told["values"]) == set(policy_lines())
    stages = rules["stages"]
    assert (stages["type"], stages["label"]) == ("table", "办理环节")
    assert stages["value"] == stages["default"] == FULL_STAGES
    assert all(stages[name] for name in ("help", "ground", "words"))
    assert rules["accept_days"]["type"] == "integer"
    assert rules["accept_days"]["words"] == "5个工作日（通用值）"


def test_the_lead_changes_what_changes_and_takes_the_default_back(county, lead):
    seen = browser_of(lead).get(API)["ETag"]
    changed = patch(lead, {"accept_days": 3, "stages": {"admission": []}}, mark=seen)
    assert changed.status_code == 200
    assert changed.json()["values"]["accept_days"] == 3
    assert changed.json()["values"]["stages"] == FULL_STAGES | {"admission": []}
    assert CountyPolicy.objects.get(region=county).values == {
        "accept_days": 3,
        "stages": {"admission": []},
    }
    assert patch(lead, {"accept_days": 4}, mark=seen).status_code == 412
    assert patch(lead, {"accept_days": 4}, mark="").status_code == 428
    back = patch(lead, {"accept_days": None, "stages": None}, mark=changed["ETag"])
    assert back.json()["values"]["accept_days"] == 5
    assert CountyPolicy.objects.get(region=county).values == {}


def test_everything_that_is_wrong_is_told_at_once(lead):
    wrong = {"accept_days": 0, "stages": {"admission": ["x"]}, "nonsense": 1}
    answer = patch(lead, wrong, reason="")
    assert answer.status_code == 422
    assert paths(answer) == {
        "values.accept_days",
        "values.stages.admission",
        "values.nonsense",
        "reason",
    }
    assert CountyPolicy.objects.get().values == {}


def test_only_the_lead_of_the_county_changes_its_rules(county, lead):
    clerk = make_user(Role.CLERK, county=county)
    assert browser_of(clerk).get(API).status_code == 200
    assert patch(clerk, {"accept_days": 3}).status_code == 403
    other = make_county("990122000000", "他县")
    assert patch(lead, {"accept_days": 3}, county=other.code).status_code == 404
    assert browser_of(lead).get(f"{API}?county={other.code}").status_code == 404
    assert paths(browser_of(lead).get(f"{API}?county=999999999999")) == {"county"}
    assert Client().get(API).status_code == 401
    # Who belongs to several counties says which.
    both = make_user(Role.OFFICE_LEAD, county=county)
    make_membership(both, Role.OFFICE_LEAD, region=other)
    assert paths(browser_of(both).get(API)) == {"county"}
    assert patch(both, {"accept_days": 3}, county=other.code).json()["county"] == other.code


# ---- on the page ----


def page_of(client, county, group):
    return client.get(address_of(county, group))


def address_of(county, group):
    return reverse("admin:organizations_countypolicy_verb", args=[county.policy.pk, group])


def filled_in(page, **typed):
    """What a browser sends of a form that was opened and changed."""
    form, sent = page.context["form"], {}
    for field in form:
        value = field.value()
        if value is None or value is False:
            continue
        sent[field.html_name] = value
    return {**sent, "reason": "县委编办文件", **typed}


def saved(client, county, group, **typed):
    sent = filled_in(page_of(client, county, group), **typed)
    answer = client.post(address_of(county, group), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    county.policy.refresh_from_db()
    return county.policy.values


def test_every_page_shows_what_holds_and_saves_nothing_that_was_not_changed(county, lead):
    client = browser_of(lead)
    set_policy(county, {"stages": {"temporary": []}}, by=lead, reason="本县规定")
    for group, lines in policy_groups():
        page = page_of(client, county, group.name)
        text = page.content.decode()
        assert all(line.label in text and line.ground in text for line in lines)
        answer = client.post(address_of(county, group.name), filled_in(page))
        assert answer.status_code == 422
        assert "没有改动" in answer.content.decode()
    assert CountyPolicy.objects.get(region=county).values == {"stages": {"temporary": []}}


def test_an_official_ticks_the_path_and_takes_the_default_back(county, lead):
    client = browser_of(lead)
    typed = {
        "stages.admission": ["legal_review", "reporting"],
        "consent_rule.adjustment": "two_thirds",
        "bodies.department.0": "government",
        "bodies.department.1": "",
        "clear_before_effect.temporary": "yes",
        "no_comment_is_consent": "yes",
    }
    values = saved(client, county, "path", **typed)
    assert values["stages"]["admission"] == ["legal_review", "reporting"]
    assert values["consent_rule"]["adjustment"] == "two_thirds"
    assert values["bodies"]["department"] == ["government"]
    assert values["clear_before_effect"]["temporary"] is True
    assert set(values) == {
        "stages",
        "consent_rule",
        "bodies",
        "clear_before_effect",
        "no_comment_is_consent",
    }
    values = saved(client, county, "path", **{"stages.reset": "on"})
    assert "stages" not in values
    assert "bodies" in values


def test_the_path_that_results_is_told_in_a_sentence_before_it_is_saved(county, lead):
    client = browser_of(lead)
    page = page_of(client, county, "path")
    assert "部门申请→编办经办人受理→征求意见（每个单位都同意）→合法性审查" in page.content.decode()
    assert "formnovalidate" in page.content.decode()  # the reason is not written yet
    bare = filled_in(page, preview="1", reason="")
    del bare["stages.admission"]
    shown = client.post(address_of(county, "path"), bare)
    assert shown.status_code == 200
    text = shown.content.decode()
    assert "部门申请→编办负责人复核（另一人）→县里审定→印发公布" in text
    assert "请填写理由" not in text
    assert CountyPolicy.objects.get(region=county).values == {}


def test_rows_are_added_renamed_ended_and_removed_on_the_page(county, lead):
    client = browser_of(lead)
    values = saved(
        client,
        county,
        "circumstances",
        **{
            "circumstances.superior.name": "上级专项部署",
            "circumstances.superior.days": "3",
            "circumstances.superior.papers": "上级文件\n\n 经费测算 ",
            "circumstances.reform.until": "2027-01-01",
            "circumstances.trial_ended.remove": "on",
            "circumstances.own_1.name": "应急处置",
            "circumstances.own_1.channels": ["temporary"],
        },
    )
    rows = values["circumstances"]
    assert rows["superior"] == {
        "name": "上级专项部署",
        "channels": ["admission", "temporary"],
        "papers": ["上级文件", "经费测算"],
        "days": 3,
    }
    assert rows["reform"]["until"] == "2027-01-01"
    assert "trial_ended" not in rows
    assert rows["own_1"] == {"name": "应急处置", "channels": ["temporary"]}
    page = page_of(client, county, "circumstances")
    wrong = filled_in(page, **{"circumstances.own_2.name": "没有渠道的"})
    answer = client.post(address_of(county, "circumstances"), wrong)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["circumstances.own_2.channels"]


def test_a_page_that_was_opened_before_somebody_else_saved_is_not_saved(county, lead):
    client = browser_of(lead)
    sent = filled_in(page_of(client, county, "clocks"), accept_days="3")
    set_policy(county, {"legal_days": 8}, by=lead, reason="另一页")
    assert client.post(address_of(county, "clocks"), sent).status_code == 412
    assert CountyPolicy.objects.get(region=county).values == {"legal_days": 8}
    with pytest.raises(Stale):
        set_policy(county, {"legal_days": 9}, by=lead, reason="旧页", expect="x")


def test_only_the_lead_finds_the_pages_and_everybody_of_the_county_reads_what_holds(county):
    clerk = browser_of(make_user(Role.CLERK, county=county, is_staff=True))
    for group, _lines in policy_groups():
        assert page_of(clerk, county, group.name).status_code == 403
    page = clerk.get(reverse("admin:organizations_countypolicy_change", args=[county.policy.pk]))
    text = page.content.decode()
    assert all(line.label in text for line in policy_lines().values())
    assert "受理时限" in text
    assert "（通用值）" in text
    assert "修改办理时限" not in text


def test_the_record_tells_each_change_in_a_sentence(county, lead):
    shipped = policy_lines()["circumstances"].value
    rows = {**shipped, "superior": shipped["superior"] | {"days": 3}}
    told = {"accept_days": 3, "stages": {"admission": []}, "circumstances": rows}
    set_policy(county, told, by=lead, reason="本县规定")
    set_policy(county, {"accept_days": None}, by=lead, reason="恢复")
    back, first = changes(CountyPolicy.history.filter(values__isnull=False).order_by("-pk")[:2])
    assert [difference.whole for difference in first.differences] == [
        "受理时限：5个工作日（通用值） → 3个工作日",
        "办理环节（职责准入）：征求意见→合法性审查（通用值） → 不经过其他环节，直接复核审定",
        "调整情形：上级交办，适用于职责准入、临时准入（通用值） → "
        "上级交办，适用于职责准入、临时准入，办理时限3个工作日",
    ]
    assert back.sentence.endswith("受理时限：3个工作日 → 5个工作日（通用值）")
    page = browser_of(lead).get(
        reverse("admin:organizations_countypolicy_change", args=[county.policy.pk])
    )
    text = page.content.decode()
    assert "受理时限：3个工作日 → 5个工作日（通用值）" in text
    assert "理由：恢复" in text


def test_what_is_usual_and_ruled_by_the_county_itself_is_told_as_that(county, lead):
    lines = policy_lines()
    admission = {"admission": lines["stages"].value["admission"]}
    usual = {"accept_days": 5, "stages": admission, "circumstances": lines["circumstances"].value}
    patched = patch(lead, usual)
    assert patched.status_code == 200, patched.content
    ruled = changes(CountyPolicy.history.order_by("-pk")[:1])[0].sentence
    set_policy(county, dict.fromkeys(usual), by=lead, reason="恢复")
    back = changes(CountyPolicy.history.order_by("-pk")[:1])[0].sentence
    assert "受理时限：5个工作日（通用值） → 5个工作日" in ruled
    assert "受理时限：5个工作日 → 5个工作日（通用值）" in back
    for told in (ruled, back):
        assert told.count("办理环节") == 1
        assert told.count("调整情形") == len(lines["circumstances"].value)
        assert "内容未变" not in told
    # Of a table only the rows that changed are told, of a value for each key each that is ruled.
    rows = lines["circumstances"].value
    rows = {**rows, "superior": rows["superior"] | {"days": 3}}
    stages = {**admission, "temporary": []}
    told = told_changes({}, {"circumstances": rows, "stages": stages})
    assert [label.partition("（")[0] for label, _old, _new in told].count("调整情形") == 1
    assert [label.partition("（")[0] for label, _old, _new in told].count("办理环节") == 2


@pytest.mark.one_database
def test_a_rule_that_there_is_no_longer_is_told_by_its_key():
    assert told_changes({"gone": 1}, {}) == [("gone", "1", "")]


def test_the_services_refuse_what_the_api_refuses(county, lead):
    with pytest.raises(Invalid, match="没有名为nonsense的规则"):
        set_policy(county, {"nonsense": 1}, by=lead, reason="试")
