"""A department's own list: what it leads, supports and took back, from the list in force and from
nothing else, under an address that its renaming does not change.
"""

import io
import json
import re
import zipfile
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from dutylist.organizations.models import Department, DepartmentSuccession
from dutylist.organizations.roles import Role
from dutylist.organizations.services.departments import merge_departments, rename_department
from items.published.department_lists import DepartmentList, full_name, title_of
from items.published.department_names import KnownDepartment
from items.published.live_facts import PublicCard
from items.register.services.editing import change_items
from tests.factories import (
    make_content,
    make_county,
    make_department,
    make_items,
    make_staff,
    make_township,
    make_user,
    publish,
    seeding,
)
from tests.grounds import ground

from .made_lists import make_entry, make_list

pytestmark = pytest.mark.django_db
COUNTY = "990121000000"
INDEX = f"/d/{COUNTY}/"
HIDDEN = "金丝雀"


def share(department, role, **texts):
    return {"department": department, "role": role, "duty": "", "method": "", **texts}


CONTENTS = [
    make_content(name="负责公文管理", category=""),
    make_content(
        "coordination",
        "河道巡查",
        responsibilities=[
            share("县水利局", "lead", duty="1.制定巡查计划。"),
            share("县林业局", "joint", duty="2.巡查林区河道。"),
            share("县公安局", "support", duty="3.维持秩序。"),
        ],
    ),
    make_content(
        "coordination",
        "森林防火",
        responsibilities=[share("县林业局", "lead", duty="1.组织防火。")],
    ),
    make_content(
        "reclaimed",
        "对盗伐林木的处罚",
        responsibilities=[share("县林业局", "receiver", method="由县级直接办理。")],
    ),
    make_content(
        "coordination",
        f"{HIDDEN}巡查",
        public=False,
        responsibilities=[share("县林业局", "lead", duty=f"看护{HIDDEN}。")],
    ),
    make_content(
        "coordination",
        f"{HIDDEN}执勤",
        public=False,
        responsibilities=[share("县国家安全局", "lead", duty=f"看护{HIDDEN}。")],
    ),
]


@ground
def place(db):
    """A published county whose list names three departments in public, a fourth in a hidden item
    only; -> (county, {name: department}, items).
    """
    county = make_county()
    make_township("990121101000", "河口乡")
    departments = {}
    for name in ("县水利局", "县林业局", "县公安局", "县国家安全局"):
        departments[name] = make_department(name, public_telephone=f"0000-{len(departments)}")
    items = make_items(CONTENTS)
    publish(staff=make_staff())
    return county, departments, items


def read(address, status=200):
    answer = Client().get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def of(place, name):
    return f"{INDEX}{place[1][name].pk}/"


def test_a_department_sees_what_it_leads_supports_and_took_back(place):
    address = of(place, "县林业局")
    lead, support, receiver = (
        read(f"{address}?part={part}") for part in ("lead", "support", "receiver")
    )
    assert "示例县林业局职责事项清单" in re.sub("<[^>]+>", "", lead)
    assert "森林防火" in lead
    assert "河道巡查" not in lead
    assert "组织防火" in lead
    assert "河道巡查" in support
    assert "共同" in support
    assert "县水利局（牵头）" in support
    assert "巡查林区河道" in support
    assert "制定巡查计划" not in support
    assert "对盗伐林木的处罚" in receiver
    assert "由县级直接办理" in receiver
    whole = read(f"{address}?part=all")
    for name in ("森林防火", "河道巡查", "对盗伐林木的处罚"):
        assert name in whole
    assert "负责公文管理" not in whole


def test_filters_narrow_and_each_state_has_an_address(place):
    address = of(place, "县林业局")
    assert "没有同时符合所选条件的事项" in read(f"{address}?part=lead&category=没有的类别")
    assert "森林防火" in read(f"{address}?part=lead&kind=coordination")
    assert "森林防火" not in read(f"{address}?part=lead&kind=reclaimed")


def test_the_index_names_the_departments_of_the_list_and_no_others(place):
    page = read(INDEX)
    for name in ("县水利局", "县林业局", "县公安局"):
        assert name in page
    assert "县国家安全局" not in page
    assert HIDDEN not in page
    listed = json.loads(read(f"/d/{COUNTY}.json"))["departments"]
    assert [row["name"] for row in listed] == ["县水利局", "县林业局", "县公安局"]
    assert listed[1]["counts"] == {"lead": 1, "joint": 1, "support": 0, "receiver": 1}
    assert read(f"{INDEX}?department=县林业局", 302) == ""


def test_a_department_that_only_hidden_items_name_has_an_empty_list(place):
    address = of(place, "县国家安全局")
    for path in (address, f"{address}?part=all", address.rstrip("/") + ".json"):
        assert HIDDEN not in read(path)
    assert json.loads(read(address.rstrip("/") + ".json"))["entries"] == []
    assert read(address.rstrip("/") + ".xlsx", 404)


def test_files_say_the_same_as_the_page(place):
    address = of(place, "县林业局").rstrip("/")
    body = json.loads(read(f"{address}.json"))
    assert body["title"] == "示例县林业局职责事项清单"
    assert [(row["name"], row["roles"]) for row in body["entries"]] == [
        ("森林防火", ["lead"]),
        ("河道巡查", ["joint"]),
        ("对盗伐林木的处罚", ["receiver"]),
    ]
    lines = read(f"{address}.csv").splitlines()
    assert lines[0].startswith("\ufeff部门清单类别,承担方式,事项类型")
    assert lines[1].startswith("牵头负责事项,牵头,配合履职事项")
    assert len(json.loads(read(f"{address}.json?part=lead"))["entries"]) == 1
    book = load_workbook(io.BytesIO(Client().get(f"{address}.xlsx").content))
    assert book.sheetnames == ["牵头负责事项", "参与配合事项", "收回承接事项"]
    sheet = book["牵头负责事项"]
    assert sheet["A1"].value == "示例县林业局职责事项清单（牵头负责事项，1项）"
    assert [cell.value for cell in sheet[3]][:3] == [1, "森林防火", "1.组织防火。"]


def test_every_name_leads_to_the_address_that_stays(place):
    _county, departments, _items = place
    key = departments["县林业局"].pk
    by = make_user(Role.CLERK)
    rename_department(
        departments["县林业局"], "县林业和草原局", by=by, reason="机构改革", on=date(2026, 4, 1)
    )
    for name in ("县林业局", "县林业和草原局"):
        answer = Client().get(f"{INDEX}{name}/v1/?part=lead")
        assert answer.status_code == 302, name
        assert answer["Location"] == f"{INDEX}{key}/v1/?part=lead"
    page = read(f"{INDEX}{key}/")
    assert "森林防火" in page
    assert "清单印发时的名称为县林业局，现为县林业和草原局。" in page
    assert "示例县林业局职责事项清单" in re.sub("<[^>]+>", "", page)  # as the document calls it


def test_a_department_that_was_merged_leads_to_its_heir(place):
    _county, departments, _items = place
    by = make_user(Role.CLERK)
    merge_departments(
        [departments["县林业局"]],
        departments["县水利局"],
        by=by,
        reason="合并",
        on=date(2026, 4, 1),
    )
    old, new = departments["县林业局"].pk, departments["县水利局"].pk
    assert Client().get(f"{INDEX}{old}.json")["Location"] == f"{INDEX}{new}.json"
    assert Client().get(f"{INDEX}县林业局/")["Location"].endswith(f"/{new}/")
    entries = json.loads(read(f"{INDEX}{new}.json"))["entries"]
    assert [row["name"] for row in entries] == ["河道巡查", "森林防火", "对盗伐林木的处罚"]
    assert entries[0]["roles"] == ["lead", "joint"]


def test_a_department_that_was_split_names_its_heirs(place):
    _county, departments, _items = place
    heirs = [make_department("县林业局甲"), make_department("县林业局乙")]
    with seeding("机构改革"):
        gone = Department.objects.get(pk=departments["县林业局"].pk)
        for heir in heirs:
            DepartmentSuccession.objects.create(
                predecessor=gone,
                successor=heir,
                happened_on=date(2026, 4, 1),
                kind="split",
                former_name=gone.name,
            )
        gone.valid_until = date(2026, 4, 1)
        gone.save()
    page = read(of(place, "县林业局"))
    assert "森林防火" in page
    for heir in heirs:
        assert f"{INDEX}{heir.pk}/" in page


def test_a_name_without_a_card_has_its_list_under_its_name():
    make_township()
    make_department()
    names = {"department": "县直有关部门", "collective": True, "role": "lead", "duty": "1.办理。"}
    make_items([make_content("coordination", "节日慰问", responsibilities=[names])])
    publish()
    assert "节日慰问" in read(f"{INDEX}县直有关部门/")
    assert json.loads(read(f"/d/{COUNTY}.json"))["departments"][0]["id"] is None
    read(f"{INDEX}县没有的局/", 404)
    read(f"{INDEX}999999999999999999/", 404)


def test_a_day_and_an_edition_show_their_own_list(place):
    county, _departments, items = place
    staff = make_staff()
    change_items(county, [(items[2], {"name": "森林草原防火"})], by=staff[0], reason="调整")
    publish(
        staff=staff,
        effective_on=date(2026, 6, 1),
        decided_on=date(2026, 5, 1),
        document_number="示政发〔2026〕9号",
        with_revision=True,
    )
    address = of(place, "县林业局")
    assert "森林草原防火" in read(address)
    for path in (f"{address}@2026-04-01/", f"{address}v1/"):
        page = read(path)
        assert "森林防火" in page
        assert "森林草原防火" not in page
    assert "这是历史版本" in read(f"{address}v1/")
    assert json.loads(read(f"{address}v1.json"))["edition"]["number"] == 1
    assert json.loads(read(f"{address}@2026-04-01.json"))["edition"]["number"] == 1
    assert Client().get(f"{address}?on=2026-04-01")["Location"] == f"{address}@2026-04-01/"
    assert "不是日历上的日子" in read(f"{address}@2026-13-01/", 400)
    assert "没有已施行的清单" in read(f"{address}@2020-01-01/", 404)


def test_the_archive_holds_every_department_and_is_the_same_each_time(place):
    first = Client().get(f"/d/{COUNTY}.zip")
    assert first["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(first.content)) as archive:
        assert archive.namelist() == [
            "01示例县水利局职责事项清单（第1版）.xlsx",
            "02示例县林业局职责事项清单（第1版）.xlsx",
            "03示例县公安局职责事项清单（第1版）.xlsx",
        ]
        for name in archive.namelist():
            load_workbook(io.BytesIO(archive.read(name)))
    cache.clear()
    again = Client().get(f"/d/{COUNTY}/v1.zip")
    assert again.content == first.content
    mark = first.headers["ETag"]
    assert Client().get(f"/d/{COUNTY}.zip", headers={"if-none-match": mark}).status_code == 304


def test_programs_read_a_department_and_all_of_them(place):
    key = place[1]["县林业局"].pk
    rows = json.loads(read(f"/api/v1/departments/{key}/list/"))
    assert [(row["id"], row["name"], row["roles"]) for row in rows["results"]] == [
        (99012100002, "河道巡查", ["joint"]),
        (99012100003, "森林防火", ["lead"]),
        (99012100004, "对盗伐林木的处罚", ["receiver"]),
    ]
    for query, names in (
        ("role=joint", ["河道巡查"]),
        ("role=support", []),
        ("kind=reclaimed", ["对盗伐林木的处罚"]),
        ("edition=1&role=lead", ["森林防火"]),
        ("on=2020-01-01", []),
    ):
        rows = json.loads(read(f"/api/v1/departments/{key}/list/?{query}"))
        assert [row["name"] for row in rows["results"]] == names, query
    first = json.loads(read(f"/api/v1/department-lists/?county={COUNTY}&limit=2"))
    assert [row["name"] for row in first["results"]] == ["县水利局", "县林业局"]
    assert first["total"] == 3
    assert first["results"][1]["lead"] == ["99012100003"]
    second = json.loads(read(first["next"]))
    assert [row["name"] for row in second["results"]] == ["县公安局"]
    assert HIDDEN not in str([first, second])


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("county=", "county"),
        ("county=990121000000&edition=8", "edition"),
        ("county=990121000000&on=2026-02-30", "on"),
        ("county=990121000000&on=2026-04-01&edition=1", "on"),
        ("county=990121000000&q=x", "q"),
    ],
)
def test_a_program_is_told_what_is_wrong(place, query, path):
    problem = json.loads(read(f"/api/v1/department-lists/?{query}", 422))
    assert problem["errors"][0]["path"] == path


def test_a_wrong_role_and_an_unknown_department_are_refused(place):
    key = place[1]["县林业局"].pk
    problem = json.loads(read(f"/api/v1/departments/{key}/list/?role=chief", 422))
    assert problem["errors"][0]["path"] == "role"
    read("/api/v1/departments/999999/list/", 404)


def test_public_pages_lead_to_the_lists_of_the_departments(place):
    item = read("/i/99012100003/?t=990121100000")
    assert f'href="{INDEX}%E5%8E%BF%E6%9E%97%E4%B8%9A%E5%B1%80/?t=990121100000"' in item
    answer = re.search(r'<p class="answer">(.*)</p>', read("/i/99012100004/"))[1]
    assert f'<a href="{INDEX}%E5%8E%BF%E6%9E%97%E4%B8%9A%E5%B1%80/">' in answer
    assert re.sub("<[^>]+>", "", answer) == "已改由县林业局办理。"
    assert f'href="{INDEX}?t=990121100000"' in read("/t/990121100000/")
    assert f'href="{INDEX}"' in read("/")
    assert f"{INDEX}v1.zip" in read(f"/c/{COUNTY}/editions/")


def test_a_department_with_many_items_takes_no_more_statements():
    county, counts = make_county(), []
    make_department("县林业局")
    for number in (3, 30):
        staff = make_staff()
        contents = [
            make_content(
                "coordination",
                f"巡查{number}之{n}",
                responsibilities=[share("县林业局", "lead", duty="1.组织。")],
            )
            for n in range(number)
        ]
        if number == 3:
            make_items(contents)
        else:
            change_items(county, [(None, one) for one in contents], by=staff[0], reason="调整")
        publish(
            staff=staff,
            effective_on=date(2026, 3, number),
            document_number=f"示政发〔2026〕{number}号",
            with_revision=number > 3,
        )
        for address in (INDEX, f"{INDEX}县林业局/"):
            Client().get(address, follow=True)
        key = Department.objects.get(name="县林业局").pk
        for address in (INDEX, f"{INDEX}{key}/", f"{INDEX}{key}.json"):
            with CaptureQueriesContext(connection) as found:
                Client().get(address)
            counts.append(len(found))
    assert counts[:3] == counts[3:]


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("县林业局", "示例县林业局"),
        ("县委组织部", "示例县委组织部"),
        ("市生态环境局示例县分局", "市生态环境局示例县分局"),
        ("供电公司", "示例县供电公司"),
    ],
)
def test_a_department_is_called_in_full(name, full):
    published = make_list([])
    published.words = {**published.words, "department_prefix": "县"}
    assert full_name(published, name) == full
    assert title_of(published, name) == f"{full}职责事项清单"


def test_the_title_is_in_the_words_of_the_document():
    words = {"department_prefix": "县", "department_list_title": "{department}权责事项一览"}
    published = make_list([])
    published.words = {**published.words, **words}
    assert title_of(published, "县林业局") == "示例县林业局权责事项一览"


def test_an_entry_under_two_names_of_one_department_stands_once():
    entry = make_entry(kind="coordination", departments=("县林业局", "县草原局"))
    department = KnownDepartment(
        1, "县林草局", frozenset(["县林业局", "县草原局"]), PublicCard("县林草局")
    )
    listed = DepartmentList(make_list([entry]), department)
    assert [row.entry["code"] for row in listed.parts["lead"]] == [entry["code"]]
    assert listed.parts["lead"][0].others == []
