"""Assessment schemes: what is found in them, who reads and moves them, and what stays once one is
approved.
"""

import hashlib
import json
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.utils import timezone
from docx import Document
from openpyxl import Workbook, load_workbook

from assessment.models import Scheme, SchemeAction, SchemeDocument, SchemeFinding
from assessment.schemes.services.drafting import amend_scheme, create_scheme
from dutylist.history.models import Batch
from dutylist.history.refusals import Invalid, NotAllowed, NotPossible
from dutylist.notices.models import InboxMessage, ToDo
from dutylist.organizations.services.regions import set_policy
from dutylist.workflow.engine import perform
from items.models import LegalAct
from tests.factories import seeding
from tests.workflow.hooks import named, watch

from .scheme_people import (
    SCHEMES,
    browser_of,
    decided,
    get,
    indicator,
    patch,
    place,
    post,
    scheme_told,
    told,
)

pytestmark = pytest.mark.django_db
__all__ = ["place"]


def created(place, *indicators, **fields):
    return create_scheme(scheme_told(place, *indicators, **fields), by=place.head)


def found(scheme):
    """{(rule, number of the indicator)} of what holds."""
    return {(row.rule, row.indicator) for row in scheme.open_findings}


def submitted(place, *indicators, **fields):
    scheme = created(place, *indicators, **fields)
    perform(scheme, SchemeAction.SUBMIT, by=place.head)
    return scheme


def approved(place, *indicators, **fields):
    scheme = submitted(place, *indicators, **fields)
    perform(scheme, SchemeAction.APPROVE, by=place.lead)
    return scheme


# ---- what is found ----


@pytest.mark.either_database
def test_findings_on_the_whole_scheme_come_first(place):
    """On PostgreSQL as on SQLite, which put what is empty at different ends."""
    business = place.codes["business"]
    over = indicator(place, "招商引资", items=[business], lead="县商务局", weight=110)
    numbers = [row.indicator for row in created(place, over).open_findings]
    assert numbers[0] is None
    assert numbers[-1] == 1


def test_what_is_not_the_townships_is_found_with_its_indicator(place):
    codes = place.codes
    scheme = created(
        place,
        indicator(place),
        indicator(place, "招商引资", items=[codes["business"]], lead="县商务局"),
        indicator(place, "预警劝阻成功率", items=[codes["fraud"]], lead="县公安局"),
        indicator(place, "政务新媒体转发量", text="", items=None, lead="县委宣传部"),
        indicator(place, "粮食播种面积", text="", items=None, lead="县农业农村局"),
        indicator(place, "预警劝阻", items=[codes["fraud"]], bearer="department", lead="县公安局"),
    )
    assert found(scheme) >= {
        ("reclaimed", 2),
        ("wrong_bearer", 3),
        ("off_list", 4),
        ("trace", 4),
    }
    assert not {number for _rule, number in found(scheme)} & {1, 5, 6}
    finding = scheme.findings.get(rule="reclaimed")
    assert (finding.place, finding.entry) == ("第2项", codes["business"])
    assert "由部门统计" in finding.sentence
    assert finding.severity == "blocking"


def test_a_department_is_not_tied_to_what_townships_answer_for(place):
    scheme = created(place, indicator(place), bearer="department")
    assert ("wrong_bearer", 1) in found(scheme)
    suggested = created(place, indicator(place, items=None), bearer="department")
    assert ("wrong_bearer", 1) not in found(suggested)


def test_the_whole_is_judged_by_points_days_and_the_share_of_basic_items(place):
    first = created(place, indicator(place, weight=20), indicator(place, "粮食", weight=81))
    assert ("over_points", None) in found(first)
    assert ("over_points", None) in found(created(place, total_points=1000))
    half = indicator(place, "预警劝阻", weight=81, items=[place.codes["fraud"]])
    assert ("basic_weight", None) in found(created(place, indicator(place), half))
    assert ("basic_weight", None) not in found(created(place))


def test_pledges_and_vetoes_need_a_number_of_the_centre_or_the_province(place):
    asked = {"method": "签订责任状，实行一票否决"}
    below = created(place, indicator(place, document_number="示委办发〔2026〕5号", **asked))
    assert found(below) == {("pledge_without_ground", 1), ("veto_without_ground", 1)}
    above = created(place, indicator(place, document_number="省委办发〔2025〕3号", **asked))
    assert found(above) == set()


def test_notes_on_the_whole_are_judged_too(place):
    scheme = created(place, notes="考核结果按月排名通报，末位的约谈主要负责人。")
    assert found(scheme) == {("ranking", None), ("consequence_by_rank", None)}


def test_a_repealed_basis_is_named_by_title_and_library(place):
    with seeding():
        act = LegalAct.objects.get(title="中华人民共和国粮食安全保障法")
        act.repealed_on = timezone.localdate()
        act.save()
    rows = (
        indicator(place, basis="《粮食安全保障法》第三条"),
        indicator(place, "粮食", basis="《信访条例》"),
        indicator(place, "纠纷", basis="《劳动合同法》"),
    )
    scheme = created(place, *rows)
    assert found(scheme) == {("repealed_basis", 1), ("repealed_basis", 2)}
    assert scheme.findings.filter(severity="blocking").count() == 0


def test_twins_are_found_within_the_scheme_and_in_the_schemes_of_the_year(place):
    same = indicator(place, "河湖巡查", lead="县农业农村局")
    assert ("twin", 2) in found(created(place, indicator(place), same))
    approved(place, title="第一个方案")
    second = created(place, same)
    assert ("twin", 1) in found(second)
    assert "《第一个方案》" in second.findings.get(rule="twin").sentence
    assert ("twin", 1) not in found(created(place, same, year=2027))


def test_an_unapproved_scheme_of_another_is_not_told(place):
    submitted(place, title="保密的方案名称")
    told_of = created(place, indicator(place, "河湖巡查", lead="县农业农村局"))
    sentence = told_of.findings.get(rule="twin").sentence
    assert "保密的方案名称" not in sentence
    assert "县委组织部" in sentence


def test_more_than_last_year_is_more_indicators_or_more_days(place):
    approved(place, year=2025)
    assert ("more_than_last_year", None) not in found(created(place))
    more = created(place, indicator(place), indicator(place, "粮食"))
    assert ("more_than_last_year", None) in found(more)
    assert ("more_than_last_year", None) in found(created(place, days=3))


def test_a_county_says_how_strictly_it_takes_a_rule(place):
    rules = {"check_severities": {"trace": "warning"}}
    set_policy(place.county, rules, by=place.lead, reason="按县里规定")
    scheme = created(place, indicator(place, method="查台账"))
    assert scheme.findings.get(rule="trace").severity == "warning"


# ---- drawing up ----


def test_every_fault_is_named_at_its_own_path(place):
    wrong = {
        "name": "",
        "weight": "十",
        "bearer": "village",
        "items": ["99012199999"],
        "number": 0,
        "colour": 1,
    }
    body = scheme_told(place, wrong, [], title=5, year="2026", days=-1, total_points=True)
    with pytest.raises(Invalid) as refused:
        create_scheme(body, by=place.head)
    assert set(refused.value.errors) == {
        "title",
        "year",
        "days",
        "total_points",
        "indicators.0.name",
        "indicators.0.weight",
        "indicators.0.bearer",
        "indicators.0.items.0",
        "indicators.0.number",
        "indicators.0.colour",
        "indicators.1",
    }
    assert not Scheme.objects.exists()


def test_only_the_owner_draws_up_and_amends(place):
    with pytest.raises(NotAllowed):
        create_scheme(scheme_told(place), by=place.other)
    with pytest.raises(NotAllowed):
        create_scheme(scheme_told(place) | {"owner": None}, by=place.mayor)
    scheme = created(place)
    with pytest.raises(NotAllowed):
        amend_scheme(scheme, {"title": "改名"}, by=place.other)
    county = create_scheme(scheme_told(place) | {"owner": {"office": True}}, by=place.clerk)
    assert county.owner_name == "示例县"
    perform(county, SchemeAction.SUBMIT, by=place.clerk)
    perform(county, SchemeAction.APPROVE, by=place.lead)


def test_an_amended_scheme_is_compared_with_the_text_before(place):
    traced = indicator(place, method="查台账")
    scheme = created(place, traced, indicator(place, "粮食播种面积"))
    rows = [indicator(place, method="现场抽查"), indicator(place, "矛盾纠纷化解", text="群众评议")]
    amend_scheme(scheme, {"indicators": rows, "days": 1}, by=place.head)
    compared = scheme.comparison
    assert [row["name"] for row in compared["added"]] == ["矛盾纠纷化解"]
    assert [row["name"] for row in compared["gone"]] == ["粮食播种面积"]
    assert compared["changed"][0]["fields"] == [
        {"label": "考核方式", "then": "查台账", "now": "现场抽查"}
    ]
    assert compared["whole"] == [{"label": "考核天数", "then": "2", "now": "1"}]
    assert [row["place"] for row in compared["settled"]] == ["第1项"]
    assert SchemeFinding.objects.get(rule="trace").ceased_on == timezone.localdate()
    perform(scheme, SchemeAction.SUBMIT, by=place.head)
    with pytest.raises(NotPossible):
        amend_scheme(scheme, {"days": 3}, by=place.head)


# ---- who reads ----


def test_a_draft_is_its_owners_and_the_auditors(place):
    scheme = created(place)
    readers = [place.head, place.staff, place.auditor]
    others = [place.clerk, place.lead, place.other, place.mayor]
    assert all(Scheme.objects.visible_to(user).exists() for user in readers)
    assert not any(Scheme.objects.visible_to(user).exists() for user in others)
    assert get(place.clerk, f"{SCHEMES}{scheme.pk}/").status_code == 404
    batches = Batch.objects.filter(reason="").readable_by(place.clerk)
    assert "示例县2026年度乡镇综合考核" not in str([batch.body for batch in batches])
    perform(scheme, SchemeAction.SUBMIT, by=place.head)
    assert Scheme.objects.visible_to(place.clerk).exists()
    assert not Scheme.objects.visible_to(place.mayor).exists()
    perform(scheme, SchemeAction.APPROVE, by=place.lead)
    assert Scheme.objects.visible_to(place.mayor).exists()
    perform(scheme, SchemeAction.WITHDRAW, by=place.head, reason="机构调整")
    assert not Scheme.objects.visible_to(place.mayor).exists()


def test_a_scheme_that_measures_departments_binds_no_township(place):
    row = indicator(place, "预警劝阻", items=[place.codes["fraud"]])
    approved(place, row, bearer="department")
    assert not Scheme.objects.visible_to(place.mayor).exists()


def test_those_measured_read_what_was_approved_and_not_how_it_came_about(place):
    scheme = submitted(place, indicator(place, method="查台账"))
    perform(scheme, SchemeAction.RETURN, by=place.clerk, reason="台账字样请删去")
    amend_scheme(scheme, {"indicators": [indicator(place)]}, by=place.head)
    perform(scheme, SchemeAction.SUBMIT, by=place.head)
    perform(scheme, SchemeAction.APPROVE, by=place.lead)
    address = f"{SCHEMES}{scheme.pk}/"
    assert "台账" not in get(place.mayor, address).content.decode()
    assert "台账" not in get(place.mayor, f"{address}decisions/").content.decode()
    assert "台账" in get(place.clerk, f"{address}decisions/").content.decode()
    assert get(place.mayor, f"{address}letter/").status_code == 404
    bound = get(place.mayor, f"{SCHEMES}indicators/").json()["results"]
    assert [row["name"] for row in bound] == ["河湖日常巡查"]
    assert get(place.clerk, f"{SCHEMES}indicators/").json()["results"] == []


# ---- the moves ----


def test_it_is_submitted_by_the_lead_and_approved_by_a_second_person(place):
    scheme = created(place)
    refused = decided(place.staff, scheme.pk, "submit")
    assert (refused.status_code, refused.json()["code"]) == (403, "role")
    told(decided(place.head, scheme.pk, "submit"))
    assert ToDo.objects.of("scheme", scheme.pk).open().get().role == "office_lead"
    assert decided(place.clerk, scheme.pk, "approve").json()["code"] == "role"
    assert decided(place.lead, scheme.pk, "return").status_code == 422
    answer = told(decided(place.lead, scheme.pk, "approve"))
    assert answer["status"] == "approved"
    assert InboxMessage.objects.filter(user=place.mayor, title__contains="已批准").exists()


def test_who_drew_up_the_countys_scheme_does_not_approve_it(place):
    scheme = create_scheme(scheme_told(place) | {"owner": {"office": True}}, by=place.lead)
    told(decided(place.clerk, scheme.pk, "submit"))
    refused = decided(place.lead, scheme.pk, "approve")
    assert refused.json()["code"] == "second_person"


def test_a_blocking_finding_is_set_aside_with_a_reason_or_blocks(place):
    scheme = submitted(place, indicator(place, method="查台账"))
    blocked = decided(place.lead, scheme.pk, "approve")
    assert (blocked.status_code, blocked.json()["code"]) == (422, "blocked")
    wrong = {"overrides": [{"finding": 10**6, "reason": "留用"}]}
    errors = decided(place.lead, scheme.pk, "approve", wrong).json()["errors"]
    assert [error["path"] for error in errors] == ["facts.overrides.0.finding"]
    finding = scheme.findings.get(rule="trace")
    facts = {"overrides": [{"finding": finding.pk, "reason": "上级要求保留一年"}]}
    twice = {"overrides": facts["overrides"] * 2}
    errors = decided(place.lead, scheme.pk, "approve", twice).json()["errors"]
    assert [error["path"] for error in errors] == ["facts.overrides.1.finding"]
    told(decided(place.lead, scheme.pk, "approve", facts))
    finding.refresh_from_db()
    assert finding.override_reason == "上级要求保留一年"
    assert finding.overridden_by == place.lead
    assert "上级要求保留一年" in SchemeDocument.objects.get().content


def test_an_approved_scheme_is_frozen_with_its_digest(place):
    scheme = approved(place)
    document = SchemeDocument.objects.get(scheme=scheme)
    assert hashlib.sha256(document.content.encode()).hexdigest() == document.digest
    assert json.loads(document.content)["indicators"][0]["items"] == [place.codes["rivers"]]
    with pytest.raises(NotPossible):
        amend_scheme(scheme, {"title": "改名"}, by=place.head)
    with pytest.raises(DatabaseError), transaction.atomic():
        SchemeDocument.objects.filter(pk=document.pk).update(content="{}")
    answer = get(place.mayor, f"{SCHEMES}{scheme.pk}/document/")
    assert answer.content.decode() == document.content
    assert answer.headers["X-Content-SHA256"] == document.digest
    assert get(place.head, f"{SCHEMES}{created(place).pk}/document/").status_code == 409


def test_a_scheme_without_indicators_is_not_submitted(place):
    scheme = create_scheme(scheme_told(place) | {"indicators": []}, by=place.head)
    answer = decided(place.head, scheme.pk, "submit")
    assert answer.status_code == 409


def test_every_hook_of_the_flow_is_driven(place, monkeypatch):
    driven = watch(monkeypatch)
    scheme = submitted(place)
    perform(scheme, SchemeAction.RETURN, by=place.clerk, reason="请修改")
    perform(scheme, SchemeAction.SUBMIT, by=place.head)
    perform(scheme, SchemeAction.APPROVE, by=place.lead)
    perform(scheme, SchemeAction.WITHDRAW, by=place.head, reason="不再实施")
    assert named("scheme") - driven == set()


# ---- over HTTP, as files, on the command line ----


def test_a_scheme_is_posted_suggested_amended_and_checked(place):
    body = scheme_told(place, indicator(place, "粮食播种面积", text="", items=None))
    made = post(place.head, SCHEMES, body)
    answer = told(made)
    assert (answer["status"], answer["owner"]) == ("draft", {"department": "县委组织部"})
    [row] = answer["indicators"]
    assert row["items"] is None
    assert row["suggested"][0]["code"] == place.codes["grain"]
    assert answer["findings"] == []
    address = f"{SCHEMES}{answer['id']}/"
    assert patch(place.head, address, {"days": 1}, mark='"99"').status_code == 412
    tied = indicator(place, "粮食播种面积", items=[place.codes["business"]])
    amended = told(patch(place.head, address, {"indicators": [tied]}), 200)
    [finding] = [row for row in amended["findings"] if row["rule"] == "reclaimed"]
    assert finding["indicator"] == 1
    assert amended["comparison"]["new"]
    checked = told(post(place.head, f"{SCHEMES}check/", body), 200)
    assert checked["findings"] == []
    assert Scheme.objects.count() == 1


def workbook(rows, name="方案.xlsx"):
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    file = SimpleUploadedFile(name, b"")
    book.save(file)
    file.seek(0)
    return file


ROWS = (
    ("示例县2026年度综合考核指标",),
    ("序号", "考核指标", "考核内容", "分值", "牵头单位", "考核方式", "对应事项"),
    (
        1,
        "河湖日常巡查",
        "河道保洁",
        20,
        "县水利局",
        "查阅台账",
        "落实河湖长制，开展河湖日常巡查保洁",
    ),
)


def uploaded(user, rows, address=SCHEMES, **fields):
    form = {"file": workbook(rows), **fields}
    return browser_of(user).post(address, form, headers={"If-Match": "*"})


def test_a_workbook_is_kept_as_it_is_read_or_not_at_all(place):
    fields = {"county": place.county.code, "owner": "县委组织部", "year": "2026"}
    answer = told(uploaded(place.head, ROWS, **fields))
    assert answer["title"] == "示例县2026年度综合考核指标"
    assert answer["indicators"][0]["items"] == [place.codes["rivers"]]
    assert [row["rule"] for row in answer["findings"]] == ["trace"]
    wrong = (*ROWS[:2], (1, "河湖", "", "二十", "县水利局", "", "没有的事项"))
    refused = uploaded(place.head, wrong, **fields)
    assert refused.status_code == 422
    assert [(row["row"], row["column"], row["value"]) for row in refused.json()["errors"]] == [
        (3, "D", "二十"),
        (3, "G", "没有的事项"),
    ]
    assert Scheme.objects.count() == 1
    mended = (*ROWS[:2], (*ROWS[2][:5], "现场抽查", ROWS[2][6]))
    again = told(uploaded(place.head, mended, f"{SCHEMES}{answer['id']}/workbook/"))
    assert [row["place"] for row in again["comparison"]["settled"]] == ["第1项"]
    assert again["findings"] == []


def test_the_workbook_comes_back_with_the_findings_and_reads_as_the_scheme(place, tmp_path):
    scheme = created(place, indicator(place, method="查台账"), notes="结果用于年度考核。")
    path = tmp_path / "back.xlsx"
    path.write_bytes(get(place.head, f"{SCHEMES}{scheme.pk}/workbook/").content)
    cells = [cell.value for row in load_workbook(path).active.iter_rows() for cell in row]
    assert any("台账" in str(cell) and "须先处理" in str(cell) for cell in cells)
    rows = [[cell.value for cell in row] for row in load_workbook(path).active.iter_rows()]
    fields = {"county": place.county.code, "owner": "县委组织部"}
    answer = told(uploaded(place.head, rows, **fields))
    assert answer["indicators"][0]["method"] == "查台账"
    assert answer["indicators"][0]["items"] == [place.codes["rivers"]]
    assert (answer["days"], answer["total_points"]) == (2, 100)


def test_the_letter_names_every_finding_with_what_to_do(place, tmp_path):
    scheme = submitted(place, indicator(place, method="查台账"))
    perform(scheme, SchemeAction.RETURN, by=place.clerk, reason="请一并核对分值。")
    path = tmp_path / "letter.docx"
    path.write_bytes(get(place.head, f"{SCHEMES}{scheme.pk}/letter/").content)
    text = "\n".join(one.text for one in Document(path).paragraphs)
    for word in ("县委组织部：", "第1项", "台账", "现场抽查", "请一并核对分值。"):
        assert word in text


def test_the_letter_ends_with_the_decision_that_stands_and_its_day(place, tmp_path):
    scheme = submitted(place, indicator(place, method="查台账"))
    evening = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # the second of March here
    perform(scheme, SchemeAction.RETURN, by=place.clerk, reason="删去台账。", at=evening)
    returned = letter_of(scheme, place, tmp_path)
    assert "请修改以后再报。删去台账。" in returned
    assert "2026年3月2日" in returned
    perform(scheme, SchemeAction.SUBMIT, by=place.head)
    assert "修改以后再报" not in letter_of(scheme, place, tmp_path)
    overrides = [{"finding": row.pk, "reason": "已删"} for row in scheme.open_findings]
    perform(scheme, SchemeAction.APPROVE, by=place.lead, overrides=overrides)
    assert "经审核，予以批准。" in letter_of(scheme, place, tmp_path)
    assert "修改以后再报" not in letter_of(scheme, place, tmp_path)


def letter_of(scheme, place, folder):
    """The words of the letter, as the department that drew the scheme up is given it."""
    path = folder / "letter.docx"
    path.write_bytes(get(place.head, f"{SCHEMES}{scheme.pk}/letter/").content)
    return "\n".join(one.text for one in Document(path).paragraphs)


def test_check_scheme_tells_of_workbooks_and_json_and_fails_where_one_blocks(
    place, tmp_path, capsys
):
    path = tmp_path / "方案.xlsx"
    path.write_bytes(workbook(ROWS).read())
    with pytest.raises(SystemExit) as stopped:
        call_command("check_scheme", str(path), county=place.county.code, json=True)
    assert stopped.value.code == 1
    [finding] = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["rule"], finding["indicator"]) == ("trace", 1)
    sound = tmp_path / "方案.json"
    sound.write_text(json.dumps(scheme_told(place), ensure_ascii=False))
    call_command("check_scheme", str(sound), county=place.county.code)
    assert "没有发现问题" in capsys.readouterr().out
    sound.write_text(json.dumps(scheme_told(place, days="三"), ensure_ascii=False))
    with pytest.raises(CommandError, match="days"):
        call_command("check_scheme", str(sound), county=place.county.code)
    assert not Scheme.objects.exists()


def test_a_strange_body_is_refused_with_a_sentence(place):
    for body in (
        [],
        {"county": 5},
        {"owner": [], **scheme_told(place)} | {"owner": []},
        scheme_told(place) | {"indicators": {"a": 1}},
        scheme_told(place) | {"owner": {"department": "没有的局"}},
        scheme_told(place) | {"county": "990199000000"},
        scheme_told(place) | {"bearer": ["township"]},
    ):
        assert post(place.head, SCHEMES, body).status_code == 422, body
