"""Every field of every request body: lists have an end, sentences are Chinese, nothing undeclared
is lost.

The bodies are read from the committed schema: a new field, list or address is walked without a word
here.
"""

import itertools
import json
import re
import tempfile
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from access_control.interpretations.services.asking import ask_interpretation
from access_control.prohibited.services.entries import add
from access_control.requests.services.drafting import create_request
from access_control.rounds.services.asking import open_round
from access_control.rounds.services.giving import give_opinion
from access_control.sittings.services.planning import create_sitting
from assessment.feedback.services.receiving import receive_feedback
from assessment.inspections.registers import INSPECTIONS
from assessment.off_list.services.reporting import report_off_list
from assessment.pledges.registers import PLEDGES, VETOES
from assessment.problems.services.evaluating import draw_evaluation
from assessment.problems.services.registering import register_problem
from assessment.registers.services.writing import make_row
from assessment.report_demands.registers import REPORT_DEMANDS
from assessment.satisfaction.services.planning import create_round as create_satisfaction_round
from assessment.schemes.services.drafting import create_scheme
from assessment.whistles.services.raising import raise_whistle
from dutylist.attachments.services import attach
from dutylist.history.limits import MOST_ROWS
from dutylist.notices.services import queue_event
from dutylist.organizations.models import User
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import set_policy
from dutylist.organizations.services.reorganizing import ask_to_end_department
from dutylist.organizations.services.tokens import make_token
from dutylist.webhooks.models import Delivery
from dutylist.webhooks.services.subscribers import register
from dutylist.workflow.engine import perform
from items.editions.services.editions import start_edition
from items.imports.services.jobs import preview_uploads
from items.lookup.services.asked_counts import note_asked
from items.lookup.services.matter_links import link_matter
from items.lookup.services.phrases import add_phrases
from items.models import AskedCount, DutyItem
from items.register.services.acts import create_act
from items.register.services.corrections import submit_correction
from items.register.services.editing import change_items
from tests.factories import (
    make_category,
    make_delegation,
    make_department,
    make_membership,
    make_tag,
    make_user,
    seeding,
)
from tests.grounds import ground
from tests.imports.workbooks import save_workbook

from .conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
SCHEMA = yaml.load(
    (Path(settings.BASE_DIR) / "docs" / "openapi.yaml").read_text(), Loader=yaml.CSafeLoader
)
WRITES = ("post", "put", "patch", "delete")
# One of each sort that JSON has, and words that no vocabulary knows.
ODD = (
    None,
    True,
    False,
    0,
    3.5,
    "",
    "不在其中",
    [],
    [None],
    [[]],
    ["不在其中"],
    [{}],
    {},
    {"a": None},
    {"a": [1]},
)
PYTHON = re.compile(
    r"\b(?:None|True|False|NaN|dict|str|int|bool|list|object|NoneType"
    r"|\w*(?:Error|Exception))\b|[\[\]{}<>']"
)
ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


def operations():
    """(address, method, the body's component by name or None) of every operation that writes."""
    for address, methods in SCHEMA["paths"].items():
        for method in WRITES:
            if method in methods:
                yield address, method, component_of(methods[method])


def component_of(operation):
    for content in operation.get("requestBody", {}).get("content", {}).values():
        return content["schema"]["$ref"].rpartition("/")[2]
    return None


def walk(schema, path=""):
    """(path, schema) of every field below, a row of a list as 0, a member of any name as x."""
    for name, part in schema.get("properties", {}).items():
        here = f"{path}.{name}" if path else name
        yield here, part
        yield from walk(part, here)
    for name, key in (("0", "items"), ("x", "additionalProperties")):
        if isinstance(schema.get(key), dict):
            yield f"{path}.{name}", schema[key]
            yield from walk(schema[key], f"{path}.{name}")


def fields():
    """[(component, path, schema)] of every field that a request may carry."""
    names = sorted({name for _address, _method, name in operations() if name})
    return [
        (name, path, part)
        for name in names
        for path, part in walk(SCHEMA["components"]["schemas"][name])
    ]


def lists():
    return [(name, path, part) for name, path, part in fields() if part.get("type") == "array"]


def body_with(path, value, base):
    """A body in which the value stands at a path; around it is made what the path needs."""
    first, _, rest = path.partition(".")
    if not rest:
        return {**base, first: value}
    return {**base, first: within(rest, value, base.get(first))}


def within(path, value, around):
    first, _, rest = path.partition(".")
    if first == "0":
        row = around[0] if isinstance(around, list) and around else {}
        return [body_with(rest, value, row) if rest else value]
    return body_with(path, value, around if isinstance(around, dict) else {})


@ground
def draft(place):
    return start_edition(place.county, by=place.clerk, reason="新一版")


@ground
def asked(place, draft):
    """{component: (method, address, a good body)} for the clerk of the county, who may send each of
    them.
    """
    waiting = waiting_change(place)
    return (
        items_and_changes(place, waiting)
        | editions(place, draft)
        | imports(place)
        | tokens()
        | books(place)
        | receivers(place)
        | requests(place)
        | sittings(place)
        | rounds(place, waiting)
        | registers(place)
        | verdicts(place)
        | whistles(place)
        | feedback(place)
        | schemes(place)
        | assessments(place)
        | phrases(place)
    )


def waiting_change(place):
    """A proposed change in the open revision of the county."""
    changes = [(place.items[4], {"name": "内部值守"})]
    return change_items(place.county, changes, by=place.clerk, reason="改名").proposed[0]


def items_and_changes(place, waiting):
    """The same for items, and for the changes of them that wait in a revision."""
    county = {"county": place.county.code}
    one = f"/api/v1/proposed-changes/{waiting.pk}/"
    of_revision = f"/api/v1/revisions/{waiting.revision_id}/changes/"
    return {
        "ItemWrite": ("post", "/api/v1/items/", {**ITEM, **county, "reason": "新增"}),
        "ProposedChangeCreate": ("post", "/api/v1/proposed-changes/", {**CHANGE, **county}),
        "ProposedChangeWrite": ("post", of_revision, CHANGE),
        "ProposedChangeAmend": ("patch", one, {"item": {}, "reason": "修改"}),
        "ProposedChangeSettle": (
            "post",
            f"{one}settle/",
            {"keep": "now", "reason": "以现行为准"},
        ),
        "CorrectionWrite": ("post", "/api/v1/corrections/", {**CORRECTION, **county}),
    }


def editions(place, draft):
    """The same for editions: a new draft, and a move of the one there is."""
    told = {"county": place.county.code, "reason": "新一版"}
    move = {"action": "submit", "reason": "提请"}
    return {
        "EditionDraft": ("post", "/api/v1/edition-drafts/", told),
        "DecisionWrite": ("post", f"/api/v1/editions/{draft.pk}/decisions/", move),
    }


def imports(place):
    """The same for an import that waits."""
    one = f"/api/v1/imports/{previewed(place).pk}/"
    return {
        "ImportChange": ("patch", one, {}),
        "Reason": ("post", f"{one}undo/", {"reason": "撤销"}),
    }


def tokens():
    told = {"username": "zhangsan", "password": "x", "name": "办公系统"}
    return {"TokenWrite": ("post", "/api/v1/tokens/", told)}


def previewed(place):
    """An import that waits; its file lies in the directory of the tests as long as that does."""
    with tempfile.TemporaryDirectory() as directory:
        path = save_workbook(Path(directory, "清单.xlsx"), ("basic", [[1, "值班值守"]]))
        upload = SimpleUploadedFile(path.name, path.read_bytes())
    return preview_uploads([upload], county=place.county, by=place.clerk)


def requests(place):
    """The same for requests: a new one of the office, and the opinion of a township on paper."""
    bureau = make_department("县公安局", county=place.county)
    head = make_user(Role.DEPARTMENT_LEAD, department=bureau)
    told = {
        "channel": "adjustment",
        "circumstance": "law_changed",
        "title": "请求取消",
        "reason": "法律修订",
        "changes": [{"op": "cancel", "code": place.items[3].code}],
    }
    request = create_request(told, by=head)
    perform(request, "submit", by=head)
    perform(request, "accept", by=place.clerk)
    opinions = f"/api/v1/change-requests/{request.pk}/opinions/"
    unit = {"township": place.second.code}
    review = f"/api/v1/change-requests/{request.pk}/review-answers/"
    application = {**told, "county": place.county.code, "applicant": {"office": True}}
    return {
        "ChangeRequestWrite": ("post", "/api/v1/change-requests/check/", application),
        "OpinionWrite": ("post", opinions, {"unit": unit, "stance": "agree", "send": False}),
        "ReviewAnswerWrite": ("post", review, {"carried": "yes", "support_kept": "no"}),
    }


def receivers(place):
    """The same for receivers of events, which the system administrator keeps."""
    keeper = make_user(Role.SYSTEM_ADMIN, username=KEEPER, region=place.county)
    url = "https://receiver.example.gov.cn/duty"
    told = {"name": "数据交换平台", "url": url, "reason": "登记"}
    webhook, _secret = register(place.county, by=keeper, **told)
    one = f"/api/v1/webhooks/{webhook.pk}/"
    event = queue_event("edition.publish", {"subject": 1}, place.county)
    # One number for both: an address is filled with one.
    Delivery.objects.create(pk=webhook.pk, webhook=webhook, event=event)
    return {
        "WebhookWrite": ("post", "/api/v1/webhooks/", {**told, "county": place.county.code}),
        "WebhookChange": ("patch", one, {"reason": "修改"}),
        "WebhookReplay": ("post", f"{one}replay/", {"after": 0}),
    }


def sittings(place):
    """The same for sittings: a new one, and the results of one with a request on its agenda."""
    bare = {"stages": {"adjustment": []}}
    set_policy(place.county, bare, by=place.staff[2], reason="本县简化环节")
    head = make_user(Role.DEPARTMENT_LEAD, department=make_department("县水利局"))
    told = {
        "channel": "adjustment",
        "circumstance": "law_changed",
        "title": "请求取消值守",
        "reason": "法律修订",
        "changes": [{"op": "cancel", "code": place.items[2].code}],
    }
    request = create_request(told, by=head)
    perform(request, "submit", by=head)
    perform(request, "endorse", by=place.staff[2])
    body = {"county": place.county.code, "body": "staffing"}
    sitting = create_sitting({**body, "requests": [request.pk]}, by=place.clerk)
    address = f"/api/v1/sittings/{sitting.pk}/"
    held = {"held_on": "2026-11-27", "minutes_number": "5号", "results": []}
    return {
        "SittingCreate": ("post", "/api/v1/sittings/", body),
        "SittingChange": ("patch", address, {}),
        "SittingResults": ("post", f"{address}results/", held),
    }


def rounds(place, waiting):
    """The same for rounds of the revision: a new one is refused while the first is under way."""
    revision = waiting.change_set.owner
    row = open_round(revision, {}, by=place.clerk)
    mayor = make_user(Role.TOWNSHIP_LEAD, township=place.first)
    opinion, _is_new = give_opinion(row, {"stance": "agree"}, by=mayor)
    one = f"/api/v1/revisions/{revision.pk}/"
    answer = {"change": waiting.pk, "outcome": "adopted"}
    return {
        "RevisionRoundWrite": ("post", f"{one}rounds/", {}),
        "RoundMove": ("post", f"{one}rounds/{row.number}/remind/", {}),
        "RoundAnswersWrite": ("post", f"{one}opinions/{opinion.pk}/answer/", {"answers": [answer]}),
    }


def registers(place):
    """The same for the registers of supervision; those of departments the clerk does not write,
    who works in one of them here.
    """
    bureau = make_department("县民政局", county=place.county)
    make_membership(place.clerk, Role.DEPARTMENT_LEAD, department=bureau)
    make_user(username="pinggu")
    owner = {"county": place.county.code, "owner": {"department": "县民政局"}, "title": "低保核查"}
    pledge = {**owner, "issuer_level": "central", "document_number": "1号"}
    days = {"year": 2026, "from": "2026-06-01", "to": "2026-06-02"}
    inspection = {**owner, **days, "subject": "低保", "kind": "special"}
    demand = {**owner, "frequency": "每月"}
    problem = {"text": "没有培训", "source": "visit", "found_on": "2026-01-05"}
    evaluation = {"title": "评估", "evaluator": "pinggu", "townships": 1, "items": 1}
    county = {"county": place.county.code}
    pk = make_row(PLEDGES, pledge, by=place.clerk).pk
    veto = make_row(VETOES, pledge, by=place.clerk).pk
    plan = make_row(INSPECTIONS, inspection, by=place.clerk).pk
    asked = make_row(REPORT_DEMANDS, demand, by=place.clerk).pk
    found = register_problem({**county, **problem}, by=place.clerk).pk
    return {
        "PledgeWrite": ("post", "/api/v1/pledges/", pledge),
        "PledgeChange": ("patch", f"/api/v1/pledges/{pk}/", {"reason": "修改"}),
        "VetoItemWrite": ("post", "/api/v1/vetoes/", pledge),
        "VetoItemChange": ("patch", f"/api/v1/vetoes/{veto}/", {"reason": "修改"}),
        "InspectionWrite": ("post", "/api/v1/inspections/", inspection),
        "InspectionChange": ("patch", f"/api/v1/inspections/{plan}/", {"reason": "修改"}),
        "ReportDemandWrite": ("post", "/api/v1/report-demands/", demand),
        "ReportDemandChange": ("patch", f"/api/v1/report-demands/{asked}/", {"reason": "修改"}),
        "DutyProblemWrite": ("post", "/api/v1/problems/", {**county, **problem}),
        "DutyProblemChange": ("patch", f"/api/v1/problems/{found}/", {"reason": "修改"}),
        "EvaluationWrite": ("post", "/api/v1/evaluations/", {**county, **evaluation}),
    }


def verdicts(place):
    """The same for what somebody from outside finds, who holds no role."""
    make_user(username=OUTSIDER)
    asked = {"county": place.county.code, "title": "评估", "evaluator": OUTSIDER}
    drawn = draw_evaluation({**asked, "townships": 1, "items": 1}, by=place.clerk)
    address, line = f"/api/v1/evaluations/{drawn.pk}/", {"id": drawn.rows.get().pk}
    return {
        "VerdictsWrite": ("post", f"{address}verdicts/", {"rows": [{**line, "verdict": "met"}]}),
        "RechecksWrite": ("post", f"{address}rechecks/", {"rows": [{**line, "recheck": "fixed"}]}),
    }


def whistles(place):
    """The same for whistles, which a township raises, for what it tells of the year and asks of the
    list.
    """
    make_user(Role.TOWNSHIP_LEAD, username=CALLER, township=place.first)
    told = {"township": place.first.code, "level": "ordinary", "text": "广告牌松动"}
    return {
        "WhistleWrite": ("post", "/api/v1/whistles/", told),
        "ExecutionWrite": ("post", "/api/v1/execution/", {"rows": []}),
        "InterpretationWrite": ("post", "/api/v1/interpretations/", {"question": "由谁办？"}),
    }


def feedback(place):
    """The same for feedback, which the clerk writes down from a call, and its decisions."""
    told = {"county": place.county.code, "kind": "report", "text": "井盖缺失"}
    told["channel"] = "hotline"
    row, _code = receive_feedback(told, by=place.clerk)
    close = {"action": "close", "reason": "已当面答复"}
    return {
        "FeedbackWrite": ("post", "/api/v1/feedback/", told),
        "FeedbackDecisionWrite": ("post", f"/api/v1/feedback/{row.pk}/decisions/", close),
    }


def schemes(place):
    """The same for assessment schemes: a check, and a draft of the office that is amended."""
    told = {"year": 2026, "title": "综合考核方案", "owner": {"office": True}, "indicators": []}
    told["county"] = place.county.code
    scheme = create_scheme(told, by=place.clerk)
    return {
        "SchemeCreate": ("post", "/api/v1/schemes/check/", told),
        "SchemeChange": ("patch", f"/api/v1/schemes/{scheme.pk}/", {}),
    }


def assessments(place):
    """The same for off-list reports and satisfaction rounds."""
    handlers = {"clerk": place.clerk.username, "lead": place.staff[2].username}
    set_policy(place.county, {"off_list_handlers": handlers}, by=place.staff[2], reason="指定")
    make_user(Role.TOWNSHIP_LEAD, username=REPORTER, township=place.first)
    department = make_department("县水利局").name
    today = timezone.localdate()
    planned = {
        "county": place.county.code,
        "year": today.year,
        "title": "年度评价",
        "departments": [department],
        "dimensions": ["响应"],
        "opens_on": today.isoformat(),
        "closes_on": today.isoformat(),
    }
    row = create_satisfaction_round(planned, by=place.staff[2])
    perform(row, "open", by=place.staff[2])
    report = {"department": department, "how": "call", "text": "报送台账"}
    opinion = {"department": department, "occasion": "assessment", "text": "扎实"}
    ballot = {"ratings": [{"department": department, "answers": ["mostly"]}]}
    address = f"/api/v1/satisfaction-rounds/{row.pk}/ballot/"
    return {
        "OffListReportWrite": ("post", "/api/v1/off-list-reports/", report),
        "SatisfactionRoundWrite": ("post", "/api/v1/satisfaction-rounds/", planned),
        "SatisfactionBallotWrite": ("post", address, ballot),
        "HeadOpinionWrite": ("post", "/api/v1/head-opinions/", opinion),
    }


def phrases(place):
    """The same for how people ask for an item: phrases, the word on a matter, what was asked."""
    item = place.items[0]
    [phrase] = add_phrases(item, ["公章谁管"], by=place.clerk, reason="登记")
    note_asked(place.county.code, "公文丢了", "", timezone.localdate(), times=3)
    row = AskedCount.objects.get()
    told = {"county": place.county.code, "code": item.code, "reason": "登记"}
    code = {"code": item.code, "reason": "办理"}
    matter = {**told, "matter": "0001", "is_linked": True}
    return {
        "PhrasesWrite": ("post", "/api/v1/phrases/", {**told, "texts": ["印章丢了"]}),
        "PhraseMove": ("patch", f"/api/v1/phrases/{phrase.pk}/", code),
        "MatterLinkWrite": ("post", "/api/v1/matter-links/", matter),
        "AskedDecision": (
            "post",
            f"/api/v1/asked/{row.pk}/decisions/",
            {**code, "action": "adopt"},
        ),
    }


def books(place):
    """The same for departments, tags, policy, delegations, categories and acts."""
    county = {"county": place.county.code, "reason": "登记"}
    department = make_department("县公安局", county=place.county)
    tag = make_tag("蓄滞洪区", place.first)
    category = make_category("basic", "平安法治", county=place.county)
    delegation = make_delegation()
    act = create_act(place.county, "防洪法", by=place.clerk, reason="登记")
    entry = add(place.county, "打卡接龙", by=place.clerk, reason="登记")
    one, reason = f"county-departments/{department.pk}", {"reason": "办理"}
    ending = make_department("县旅游局", county=place.county)
    reform = ask_to_end_department(ending, by=place.clerk, reason="撤销")
    found = {
        "DepartmentWrite": ("post", "county-departments/", {**county, "name": "县统计局"}),
        "DepartmentChange": ("patch", f"{one}/", reason),
        "DepartmentRename": ("post", f"{one}/rename/", {**reason, "name": "县公安分局"}),
        "DepartmentMerge": ("post", f"{one}/merge/", {**reason, "into": 0}),
        "DepartmentEnd": ("post", f"{one}/end/", {**reason, "on": "2999-01-01"}),
        "ReorganizationDecision": (
            "post",
            f"reorganizations/{reform.pk}/decisions/",
            {**reason, "action": "take_back"},
        ),
        "TownshipCardChange": (
            "patch",
            f"township-cards/{place.first.pk}/",
            {**reason, "address": "人民路1号"},
        ),
        "RegionTagWrite": ("post", "region-tags/", {**county, "name": "沿海", "townships": []}),
        "RegionTagChange": ("patch", f"region-tags/{tag.pk}/", {**reason, "townships": []}),
        "CountyPolicyWrite": ("patch", f"county-policies/{place.county.policy.pk}/", reason),
        "PolicyWrite": ("patch", "policy/", {**reason, "values": {}}),
        "DelegationWrite": ("post", "delegations/", DELEGATION),
        "DelegationEnd": ("post", f"delegations/{delegation.pk}/end/", {**reason, "on": "x"}),
        "CategoryWrite": ("post", "categories/", {**county, "kind": "basic", "name": "水利"}),
        "CategoryChange": ("patch", f"categories/{category.pk}/", reason),
        "LegalActWrite": ("post", "legal-acts/", {**county, "title": "水法"}),
        "LegalActChange": ("patch", f"legal-acts/{act.pk}/", reason),
        "ProhibitedEntryWrite": ("post", "prohibited-entries/", {**county, "name": "签责任状"}),
        "ProhibitedEntryChange": ("patch", f"prohibited-entries/{entry.pk}/", reason),
        "ProhibitedTrialWrite": ("post", "prohibited-entries/test/", {"text": "每日打卡"}),
    }
    return {
        name: (method, f"/api/v1/{address}", body)
        for name, (method, address, body) in found.items()
    }


DELEGATION = {
    "membership": 1,
    "user": "zhangsan",
    "starts_on": "2999-01-01",
    "ends_on": "2999-01-02",
    "reason": "外出",
}
CORRECTION = {
    "code": "99012100001",
    "field": "name",
    "approved_text": "公文管理",
    "reason": "抄录有误",
}
CHANGE = {"op": "add", "item": {"kind": "basic", "name": "防汛值守"}, "reason": "新增"}
BOOKS = (
    *(
        "Department",
        "TownshipCard",
        "RegionTag",
        "CountyPolicy",
        "Policy",
        "Delegation",
        "Category",
        "LegalAct",
    ),
    "ProhibitedEntry",
    "Webhook",
)
KEEPER, CALLER, REPORTER, OUTSIDER = "keeper", "caller", "reporter", "outsider"
# Addresses to which not the clerk writes.
BY_OTHERS = ("/api/v1/policy/", "/api/v1/off-list-reports/", "/api/v1/interpretations/")
BY_TOWNSHIP = ("OffListReportWrite", "SatisfactionBallotWrite", "HeadOpinionWrite")
# As a form with files, not as JSON.
FORMS = ("ImportUpload", "AttachmentUpload", "SchemeUpload")
ITEM = {
    "kind": "coordination",
    "name": "防汛巡查",
    "responsibilities": [{"department": "县公安局", "role": "lead"}],
    "bases": [{"act": "防汛条例"}],
    "variants": [{"townships": ["990121100000"], "name": "防汛"}],
    "support": [{"kind": "training", "promise": "每年培训一次"}],
    "power": {"type": "penalty"},
    "secrecy_review": {"reviewer": "张三", "on": "2026-01-01", "result": "可以公开"},
}


def sender(place, name):
    """Who may send a body: the county's own rules are its lead's, results its recorder's,
    receivers their keeper's.
    """
    if name.startswith("Webhook"):
        return signed_in(User.objects.get(username=KEEPER))
    if name in ("VerdictsWrite", "RechecksWrite"):
        return signed_in(User.objects.get(username=OUTSIDER))
    if name.startswith(("Whistle", "Execution", "Interpretation")):
        return signed_in(User.objects.get(username=CALLER))
    if name in BY_TOWNSHIP:
        return signed_in(User.objects.get(username=REPORTER))
    _clerk, recorder, lead = place.staff
    people = {
        "SatisfactionRoundWrite": lead,
        "CountyPolicyWrite": lead,
        "PolicyWrite": lead,
        "SittingResults": recorder,
    }
    return signed_in(people.get(name, place.clerk))


def send(client, method, address, body):
    return getattr(client, method)(
        address, json.dumps(body), content_type="application/json", headers={"If-Match": "*"}
    )


def test_every_body_of_the_schema_is_walked(asked):
    assert {name for name, _path, _part in fields()} == {*asked, *FORMS}


def test_every_list_of_a_request_has_an_end():
    """Also an object whose members are named freely, unless only what the import knows is taken for
    a name.
    """
    without = [f"{name}: {path}" for name, path, part in lists() if not part.get("maxItems")]
    assert without == []
    assert len(lists()) >= 11


@pytest.mark.parametrize(("name", "path", "part"), [row for row in lists() if row[0] not in FORMS])
def test_a_list_that_is_too_long_is_refused_at_its_path(place, asked, name, path, part):
    method, address, base = asked[name]
    before = DutyItem.objects.count()
    sent = send(
        sender(place, name),
        method,
        address,
        body_with(path, ["甲"] * (part["maxItems"] + 1), base),
    )
    told = {error["path"]: error["message"] for error in sent.json()["errors"]}
    assert sent.status_code == 422
    assert path in told, (path, told)
    assert DutyItem.objects.count() == before


@pytest.mark.parametrize(
    "path", [path for name, path, part in fields() if part.get("maxProperties")]
)
def test_too_many_members_are_refused_at_their_path(place, asked, path):
    method, address, base = asked["ImportChange"]
    part = next(part for name, where, part in fields() if (name, where) == ("ImportChange", path))
    many = {f"第{number}个": {} for number in range(part["maxProperties"] + 1)}
    sent = send(signed_in(place.clerk), method, address, body_with(path, many, base))
    assert sent.status_code == 422
    assert path in [error["path"] for error in sent.json()["errors"]]


def test_too_many_names_with_the_files_are_refused(place):
    data = {"county": place.county.code, "leave_out": ["甲"] * (MOST_ROWS + 1)}
    data["file"] = SimpleUploadedFile("清单.xlsx", b"x")
    sent = signed_in(place.clerk).post("/api/v1/imports/", data)
    assert sent.status_code == 422
    assert "leave_out" in [error["path"] for error in sent.json()["errors"]]


BODIES = sorted({name for name, _path, _part in fields() if name not in FORMS})


@pytest.mark.parametrize("name", BODIES)
def test_nothing_odd_in_any_field_is_an_error_or_told_in_the_words_of_the_program(
    place, asked, name
):
    """A field that is wrong is told at its own path or above it, in Chinese, and nothing else is
    said to be wrong. Every field is sent three odd values, of the books, whose members one reader
    reads, two; fields of one type, which are read alike, are dealt all of them in turn.
    """
    method, address, base = asked[name]
    client, faults = sender(place, name), []
    for path, value in DEALT[name]:
        sent = send(client, method, address, body_with(path, value, base))
        faults += [f"{path}={value!r}: {fault}" for fault in faults_of(sent)]
    assert faults == []


def dealt():
    """{component: [(path, an odd value)]} of every field: for each of the fields of one type the
    next of the values, as cards are dealt.
    """
    found, packs = {name: [] for name in BODIES}, {}
    for name, path, part in fields():
        if name not in FORMS:
            pack = packs.setdefault(sort_of(part), itertools.cycle(ODD))
            many = 2 if name.startswith(BOOKS) else 3
            found[name] += [(path, value) for value in itertools.islice(pack, many)]
    return found


def sort_of(part):
    """What a field is read as; one of another component is an object."""
    sort = part.get("type", "object")
    return {"integer": "number"}.get(sort, sort)


DEALT = dealt()


@pytest.mark.parametrize("sort", ["string", "number", "boolean", "array", "object"])
def test_every_sort_of_field_is_dealt_every_odd_value(sort):
    sorts = {(name, path): sort_of(part) for name, path, part in fields()}
    values = set()
    for name, sent in DEALT.items():
        values |= {repr(value) for path, value in sent if sorts[name, path] == sort}
    assert values == {repr(value) for value in ODD}


def test_every_field_is_dealt_something():
    walked = {(name, path) for name, path, _part in fields() if name not in FORMS}
    assert {(name, path) for name, sent in DEALT.items() for path, _value in sent} == walked


def faults_of(sent):
    if sent.status_code >= 500:
        return [str(sent.status_code)]
    if sent.status_code < 400:
        return []
    body = sent.json()
    sentences = [body["detail"], *(error["message"] for error in body.get("errors", ()))]
    return [sentence for sentence in sentences if not is_official(sentence)]


def is_official(sentence):
    # A stance of the contract is called `object`.
    sentence = sentence.replace("agree_if、object", "")
    return bool(re.search(r"[\u4e00-\u9fff]", sentence)) and not (
        PYTHON.search(sentence) or ENGLISH.search(sentence)
    )


@pytest.mark.parametrize("value", [[], {}, 5, True, "是"], ids=str)
def test_a_draft_takes_no_title_and_no_switch_but_its_own(place, value):
    """Once they were turned into a text, or into no."""
    for name in ("title", "with_revision"):
        if name == "title" and isinstance(value, str):
            continue
        if name == "with_revision" and value is True:
            continue
        body = {"county": place.county.code, "reason": "新一版", name: value}
        sent = send(signed_in(place.clerk), "post", "/api/v1/edition-drafts/", body)
        assert (sent.status_code, [error["path"] for error in sent.json()["errors"]]) == (
            422,
            [name],
        )


def test_what_no_body_declares_is_refused_at_every_address_that_writes(place, asked, proposed):
    """Also where a step takes no body at all."""
    clerk, keeper, taken = signed_in(place.clerk), sender(place, "Webhook"), []
    known = {address: base for _method, address, base in asked.values()}
    job = asked["ImportChange"][1]
    token, _secret = make_token(place.clerk, name="办公系统", days=30)
    with seeding("抄错"):
        place.items[1].name = "消防安金"
        place.items[1].save()
    correction = submit_correction(
        place.county, place.items[1], "name", "消防安全", by=place.clerk, reason="抄录有误"
    )
    pks = (
        rows_of_addresses(asked)
        | rows_of_townships()
        | {
            "items": place.items[0].pk,
            "editions": place.edition.pk,
            "imports": job.split("/")[-2],
            "tokens": token.pk,
            "revisions": proposed.revision_id,
            "proposed-changes": proposed.pk,
            "corrections": correction.pk,
            "history": proposed.history.first().batch,
            "attachments": attach(place.edition, scan(), "paper", by=place.clerk).pk,
            "matter-links": link_matter(place.items[0], "0001", by=place.clerk, reason="登记").pk,
        }
    )
    for address, method, name in operations():
        if name in FORMS:
            continue
        path = filled(address, pks)
        client = clerk
        if "/webhooks/" in path:
            client = keeper
        elif path in BY_OTHERS:
            client = sender(place, name)
        sent = send(client, method, path, {**known.get(path, {"reason": "办理"}), "没有声明的": 1})
        if "没有声明的" not in [error["path"] for error in sent.json().get("errors", ())]:
            taken.append(f"{method} {path}: {sent.status_code} {sent.content[:200].decode()}")
    assert taken == []


def rows_of_townships():
    """A report, a whistle and a question of the township: {first part of an address: row's pk}."""
    told = {"department": make_department("县林业局").name, "how": "call", "text": "报送台账"}
    reported, _receipt = report_off_list(told, by=User.objects.get(username=REPORTER))
    call = {"level": "ordinary", "text": "广告牌松动"}
    caller = User.objects.get(username=CALLER)
    place = caller.memberships.get().region.code
    whistle, _is_new = raise_whistle({**call, "township": place}, by=caller)
    asked = ask_interpretation({"question": "由谁办？"}, by=caller)
    return {
        "off-list-reports": reported.pk,
        "whistles": whistle.pk,
        "interpretations": asked.pk,
    }


def scan():
    return SimpleUploadedFile("复函.pdf", b"%PDF-1.7\n%scan", "application/pdf")


def filled(address, pks):
    """The address with a row that the clerk may change."""
    return re.sub(r"\{\w+\}", lambda _part: str(pks[address.split("/")[3]]), address)


def rows_of_addresses(asked):
    """{first part of an address: the number of the row that is sent to}."""
    parts = [address.split("/") for _method, address, _body in asked.values()]
    return {row[3]: row[4] for row in parts if row[4].isdigit()}
