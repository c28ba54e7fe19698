"""Prohibited entries: kept by the county's clerk through one set of verbs, read by everybody of the
county, adopted entry by entry, brought in from a file.
"""

import json
from datetime import date, timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from access_control.models import ProhibitedEntry
from access_control.prohibited.services.adopting import adopt, left_to_adopt
from access_control.prohibited.services.entries import add, amend, end
from access_control.prohibited.suggested import suggested_entries
from dutylist.history.models import Batch
from dutylist.organizations.roles import Role
from dutylist.workflow.refusals import Invalid, NotAllowed, NotPossible, Stale
from tests.factories import make_county, make_department, make_user
from tests.grounds import ground
from tests.imports.workbooks import save_rows

pytestmark = pytest.mark.django_db
API = "/api/v1/prohibited-entries/"
ADMIN = "/admin/access_control/prohibitedentry/"


@ground
def place(db):
    """A county with one entry, its clerk, a person of a department, a clerk of the next county."""
    county = make_county()
    clerk = make_user(Role.CLERK, username="clerk", county=county)
    entry = add(
        county,
        "打卡接龙",
        phrases=["每日打卡", "在工作群接龙"],
        ground="有关规定",
        by=clerk,
        reason="登记",
    )
    return SimpleNamespace(
        county=county,
        clerk=clerk,
        entry=entry,
        department=make_user(Role.DEPARTMENT_STAFF, department=make_department(county=county)),
        stranger=make_user(Role.CLERK, county=make_county("990122000000", "邻县")),
    )


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def send(user, method, address, body, mark="*"):
    send = getattr(client_of(user), method)
    return send(address, json.dumps(body), "application/json", headers={"If-Match": mark})


# ---- the verbs ----


def test_an_entry_is_kept_clean_and_recorded(place):
    entry = add(
        place.county,
        "  责任状 ",
        phrases=[" 签订 责任状", "签订 责任状", ""],
        by=place.clerk,
        reason="登记",
    )
    assert (entry.name, entry.phrases, entry.version) == ("责任状", ["签订 责任状"], 1)
    batch = Batch.objects.get(pk=entry.history.get().batch)
    assert (batch.reason, batch.actor_name) == ("登记", place.clerk.get_full_name())


def test_every_change_raises_the_version_and_an_equal_one_does_not(place):
    same = amend(place.entry, phrases=list(place.entry.phrases), by=place.clerk, reason="核对")
    assert (same.version, same.history.count()) == (1, 1)
    changed = amend(place.entry, phrases=["每日打卡"], by=place.clerk, reason="精简")
    assert (changed.version, changed.history.count()) == (2, 2)


def test_who_saw_an_older_version_is_told(place):
    amend(place.entry, description="新", by=place.clerk, reason="补充")
    with pytest.raises(Stale):
        amend(place.entry, description="旧", by=place.clerk, reason="补充", expect=1)


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"name": " "}, "name"),
        ({"name": "名" * 81}, "name"),
        ({"name": "打卡接龙"}, "__all__"),
        ({"description": "说" * 1001}, "description"),
        ({"ground": "据" * 301}, "ground"),
        ({"phrases": ["语" * 61]}, "phrases"),
        ({"phrases": [f"说法{n}" for n in range(61)]}, "phrases"),
        ({"phrases": [1]}, "phrases"),
        ({"since": date(2026, 2, 1), "until": date(2026, 1, 1)}, "__all__"),
        ({"since": date(1900, 1, 1)}, "since"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_no_entry_can_be_is_refused_at_its_field(place, fields, path):
    with pytest.raises(Invalid) as refused:
        add(place.county, **{"name": "新条目", **fields}, by=place.clerk, reason="登记")
    assert list(refused.value.errors) == [path]
    assert ProhibitedEntry.objects.count() == 1


def test_only_the_clerk_of_the_county_keeps_its_entries_and_says_why(place):
    for user in (place.department, place.stranger):
        with pytest.raises(NotAllowed):
            add(place.county, "新条目", by=user, reason="登记")
        with pytest.raises(NotAllowed):
            end(place.entry, by=user, reason="终止")
    with pytest.raises(Invalid):
        amend(place.entry, name="新名", by=place.clerk, reason=" ")


def test_an_entry_ends_on_a_day_and_holds_until_the_day_before(place):
    today = timezone.localdate()
    ended = end(place.entry, by=place.clerk, reason="不再适用")
    assert ended.until == today - timedelta(days=1)
    in_force = ProhibitedEntry.objects.in_force
    assert list(in_force()) == []
    assert list(in_force(today - timedelta(days=1))) == [ended]
    with pytest.raises(NotPossible):
        end(ended, by=place.clerk, reason="再终止")


def test_an_entry_does_not_hold_before_it_begins(place):
    amend(place.entry, since=date(2030, 1, 1), by=place.clerk, reason="施行日期")
    assert not ProhibitedEntry.objects.in_force(date(2029, 12, 31)).exists()
    assert ProhibitedEntry.objects.in_force(date(2030, 1, 1)).exists()


# ---- the shipped list ----


def test_a_county_adopts_the_entries_it_names_and_no_other(place):
    first, second = (row["name"] for row in suggested_entries()[:2])
    made = adopt(place.county, [first, second], by=place.clerk, reason="采用")
    assert [entry.name for entry in made] == [first, second]
    assert len({entry.history.get().batch for entry in made}) == 1
    assert adopt(place.county, [first], by=place.clerk, reason="再采用") == []
    assert first not in [row["name"] for row in left_to_adopt(place.county)]
    with pytest.raises(Invalid):
        adopt(place.county, ["没有这一条"], by=place.clerk, reason="采用")


def test_every_shipped_entry_can_be_kept(place):
    names = [row["name"] for row in suggested_entries()]
    assert len(adopt(place.county, names, by=place.clerk, reason="采用")) == len(names) >= 25


# ---- the API ----


def test_everybody_of_the_county_reads_the_entries_in_force(place):
    shown = client_of(place.department).get(API).json()["results"]
    assert shown == [
        {
            "id": place.entry.pk,
            "county": place.county.code,
            "name": "打卡接龙",
            "description": "",
            "phrases": ["每日打卡", "在工作群接龙"],
            "ground": "有关规定",
            "since": None,
            "until": None,
            "version": 1,
        }
    ]
    assert client_of(place.stranger).get(API).json()["results"] == []
    assert client_of(place.stranger).get(f"{API}{place.entry.pk}/").status_code == 404
    assert Client().get(API).status_code == 401
    end(place.entry, by=place.clerk, reason="终止")
    assert client_of(place.clerk).get(API).json()["results"] == []
    assert len(client_of(place.clerk).get(f"{API}?retired=true").json()["results"]) == 1


def test_the_clerk_registers_and_changes_with_a_reason_and_what_was_seen(place):
    body = {"county": place.county.code, "name": "责任状", "phrases": ["签责任状"]}
    assert send(place.clerk, "post", API, body).status_code == 422
    made = send(place.clerk, "post", API, {**body, "reason": "登记"})
    assert (made.status_code, made.json()["version"]) == (201, 1)
    one, change = f"{API}{made.json()['id']}/", {"until": "2030-01-01", "reason": "到期"}
    assert client_of(place.clerk).patch(one, change, "application/json").status_code == 428
    assert send(place.clerk, "patch", one, change, '"x"').status_code == 412
    assert send(place.department, "patch", one, change).status_code == 403
    changed = send(place.clerk, "patch", one, change, made.headers["ETag"])
    assert (changed.status_code, changed.json()["until"]) == (200, "2030-01-01")
    assert changed.json()["version"] == 2


def test_a_text_is_tried_and_the_finding_names_the_entry(place):
    text = "请各村每日打卡，及时上报。"
    answer = send(place.department, "post", f"{API}test/", {"text": text})
    (finding,) = answer.json()["findings"]
    assert finding["prohibited"] == {"id": place.entry.pk, "name": "打卡接龙"}
    assert (finding["rule"], finding["severity"], finding["entry"]) == (
        "prohibited",
        "blocking",
        None,
    )
    assert (finding["words"], finding["ground"]) == (["打卡"], "有关规定")
    (start, end_of_word), *_others = finding["spans"]
    assert text[start:end_of_word] == "打卡"
    fine = send(place.department, "post", f"{API}test/", {"text": "做好森林防火宣传"})
    assert fine.json() == {"findings": []}
    assert send(place.clerk, "post", f"{API}test/", {"text": " "}).status_code == 422


# ---- the admin ----


def test_the_clerk_keeps_entries_on_the_pages_of_the_admin(place):
    client = client_of(place.clerk)
    page = client.get(ADMIN).content.decode()
    assert "打卡接龙" in page
    assert f'href="{ADMIN}try/"' in page
    edit = f"{ADMIN}{place.entry.pk}/edit/"
    sent = {"name": "打卡接龙", "phrases": "每日打卡\n定位签到", "version": 1, "reason": "补充"}
    assert client.post(edit, sent).status_code == 302
    place.entry.refresh_from_db()
    assert place.entry.phrases == ["每日打卡", "定位签到"]
    assert client.post(edit, {**sent, "phrases": "别的"}).status_code == 412
    row = client.get(f"{ADMIN}{place.entry.pk}/change/").content.decode()
    assert "理由：补充" in row
    assert client.post(f"{ADMIN}{place.entry.pk}/end/", {"reason": "终止"}).status_code == 302
    assert "已终止“打卡接龙”" in client.get(ADMIN).content.decode()
    assert "打卡接龙" not in client.get(ADMIN).content.decode()
    assert "打卡接龙" in client.get(f"{ADMIN}?state=over").content.decode()


def test_the_clerk_adopts_from_the_shipped_list_on_its_page(place):
    client = client_of(place.clerk)
    name = suggested_entries()[0]["name"]
    assert name in client.get(f"{ADMIN}adopt/").content.decode()
    sent = {"county": place.county.pk, "names": [name], "reason": "采用"}
    assert client.post(f"{ADMIN}adopt/", sent).status_code == 302
    assert ProhibitedEntry.objects.filter(name=name).exists()
    assert client.post(f"{ADMIN}adopt/", {**sent, "names": []}).status_code == 422


def test_the_box_marks_the_words_that_gave_a_text_away(place):
    sent = {"county": place.county.pk, "text": "各村每日打卡<b>，不得遗漏"}
    page = client_of(place.clerk).post(f"{ADMIN}try/", sent).content.decode()
    assert "<mark>打卡</mark>" in page
    assert "&lt;b&gt;" in page
    assert ProhibitedEntry.objects.count() == 1


# ---- the command ----


def run(path, place, **options):
    out = StringIO()
    call_command(
        "import_prohibited",
        str(path),
        county=place.county.code,
        by="clerk",
        reason="导入",
        stdout=out,
        **options,
    )
    return out.getvalue()


def test_a_list_of_json_lines_is_brought_in_and_tells_the_numbers(place, tmp_path):
    lines = [
        {"id": 7, "name": "打卡接龙", "description": "新说明", "phrases": ["每日打卡"]},
        {"id": "x", "name": "责任状", "phrases": ["签责任状"], "colour": "红"},
    ]
    path = tmp_path / "list.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
    told = json.loads(run(path, place, json=True))
    assert (told["new"], told["changed"], told["same"]) == (1, 1, 0)
    assert told["unknown_columns"] == ["colour"]
    made = ProhibitedEntry.objects.get(name="责任状")
    assert {"id": "x", "outcome": "new", "entry": made.pk, "name": "责任状"} in told["entries"]
    assert "一致2条" in run(path, place)


def test_a_workbook_and_a_csv_file_are_read_by_their_heads(place, tmp_path):
    rows = [
        ["名称", "典型表述", "依据", "备注"],
        ["责任状", "签责任状；立军令状", "有关通知", "x"],
    ]
    path = save_rows(tmp_path / "list.xlsx", rows)
    assert "没有读入的列：备注" in run(path, place)
    entry = ProhibitedEntry.objects.get(name="责任状")
    assert (entry.phrases, entry.ground) == (["签责任状", "立军令状"], "有关通知")
    text = tmp_path / "list.csv"
    text.write_text("名称,说明\n报刊摊派,下达订阅任务\n", encoding="utf-8-sig")
    run(text, place)
    assert ProhibitedEntry.objects.get(name="报刊摊派").description == "下达订阅任务"


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"name": "甲"}\n{"name": "乙", "since": "明天"}', "第2行.since"),
        ('{"name": "甲"}\n{"name": "甲"}', "与第1行同名"),
        ('{"name": "甲"}\n{"description": "无名"}', "第2行.name"),
        ('{"name": "甲"}\n{坏', "第2行不是JSON"),
        ('[{"name": "甲"}, 3]', "第2条"),
        ('{"name": "甲", "phrases": ["%s"]}' % ("长" * 61), "第1条.phrases"),
        ("没有表头\n", "文件中没有禁入事项"),
    ],
    ids=["day", "twice", "nameless", "broken", "number", "long", "headless"],
)
def test_of_a_list_with_a_fault_nothing_is_written(place, tmp_path, content, told):
    path = tmp_path / "list.txt"
    path.write_text(content)
    with pytest.raises(CommandError, match=told):
        run(path, place)
    assert ProhibitedEntry.objects.count() == 1
