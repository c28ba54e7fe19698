"""The list of phrases in the admin: kept one by one, searched, and as a workbook of two columns."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from dutylist.organizations.roles import Role
from items.lookup.library import library
from items.lookup.services.phrases import add_phrases, strike_phrases
from items.models import Phrase
from tests.factories import make_content, make_county, make_items, make_user
from tests.grounds import ground
from tests.imports.workbooks import save_rows

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
WHY = "便于群众查询"


@ground
def items(db):
    return make_items(
        [make_content("coordination", "消防安全检查"), make_content(name="负责城市养犬管理")]
    )


@ground
def people(items):
    return {
        "clerk": make_user(Role.CLERK, county=items[0].county),
        "lead": make_user(Role.OFFICE_LEAD, county=items[0].county),
        "neighbour": make_user(Role.CLERK, county=make_county("990122000000", "邻县")),
    }


@pytest.fixture(autouse=True)
def no_second_factor(settings):
    settings.ACCOUNT_POLICY = settings.ACCOUNT_POLICY | {"second_factor_roles": []}


@pytest.fixture
def clients(people):
    found = {}
    for name, user in people.items():
        found[name] = Client()
        found[name].force_login(user)
    return found


@pytest.fixture
def clerk(clients):
    return clients["clerk"]


def at(name, *arguments):
    return reverse(f"admin:items_phrase_{name}", args=arguments)


def shown(client, address, **query):
    return client.get(address, query).content.decode()


def test_the_list_is_searched_and_filtered(clerk, items, people):
    add_phrases(items[0], ["楼道堆杂物"], by=people["clerk"], reason=WHY)
    strike_phrases(items[1], [library().matters[0].phrases[0]], by=people["clerk"], reason=WHY)
    assert "楼道堆杂物" in shown(clerk, at("changelist"), q="消防")
    struck = shown(clerk, at("changelist"), standing="struck")
    assert "楼道堆杂物" not in struck
    assert library().matters[0].phrases[0] in struck


def test_phrases_are_added_moved_removed_and_restored(clerk, items, people):
    typed = {"county": items[0].county_id, "code": items[0].code, "reason": WHY}
    page = clerk.post(at("add"), {**typed, "texts": "狗咬人\n狗叫"}, follow=True)
    assert "已给“消防安全检查”登记2条说法。" in page.content.decode()
    wrong = clerk.post(at("add"), {**typed, "code": "1", "texts": "遛狗"})
    assert (wrong.status_code, "没有编码为“1”的事项" in wrong.content.decode()) == (422, True)
    first, second = Phrase.objects.order_by("pk")
    clerk.post(at("verb", first.pk, "move"), {"code": items[1].code, "reason": WHY})
    clerk.post(at("verb", second.pk, "remove"), {"reason": WHY})
    assert [(row.text, row.item) for row in Phrase.objects.all()] == [("狗咬人", items[1])]
    text = library().matters[0].phrases[0]
    [struck] = strike_phrases(items[0], [text], by=people["clerk"], reason=WHY)
    assert clerk.get(at("verb", struck.pk, "remove")).status_code == 403
    clerk.post(at("verb", struck.pk, "restore"), {"reason": WHY})
    assert Phrase.objects.count() == 1


def test_the_page_of_a_phrase_shows_its_record(clerk, items, people):
    [phrase] = add_phrases(items[0], ["狗咬人"], by=people["clerk"], reason=WHY)
    page = shown(clerk, at("change", phrase.pk))
    assert WHY in page
    assert items[0].code in page


def upload(client, items, rows, folder, **more):
    path = save_rows(folder / "说法.xlsx", rows)
    file = SimpleUploadedFile(path.name, path.read_bytes())
    typed = {"county": items[0].county_id, "reason": WHY, "file": file, **more}
    return client.post(at("from_file"), typed, follow=True)


def test_a_workbook_of_two_columns_is_read(clerk, items, people, tmp_path):
    add_phrases(items[0], ["楼道堆杂物"], by=people["clerk"], reason=WHY)
    rows = [
        ["群众说法", "事项编码", "备注"],
        ["楼道堆杂物", items[0].code, ""],
        ["狗咬人", items[1].code, "常问"],
        ["", "", ""],
        ["遛狗不牵绳", items[1].code, ""],
    ]
    page = upload(clerk, items, rows, tmp_path).content.decode()
    assert "已从文件登记2条说法。" in page
    assert Phrase.objects.count() == 3


def test_every_wrong_row_is_named_and_nothing_is_written(clerk, items, people, tmp_path):
    add_phrases(items[0], ["楼道堆杂物"], by=people["clerk"], reason=WHY)
    rows = [
        ["编码", "说法"],
        ["99012199999", "狗叫"],
        [items[1].code, "楼道堆杂物"],
        [items[1].code, "长" * 61],
        [items[1].code, "狗咬人"],
    ]
    answer = upload(clerk, items, rows, tmp_path)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "第2行：没有编码为“99012199999”的事项。" in page
    assert "第3行：“楼道堆杂物”已是“消防安全检查”" in page
    assert "第4行：“长长长长" in page
    assert Phrase.objects.count() == 1


@pytest.mark.parametrize("rows", [[["名称"], ["狗叫"]], [["编码", "说法"]]])
def test_a_file_without_phrases_says_what_it_should_have(clerk, items, rows, tmp_path):
    answer = upload(clerk, items, rows, tmp_path)
    assert answer.status_code == 422
    assert "应有“编码”和“说法”两列" in answer.content.decode()


def test_what_is_no_workbook_is_refused_at_the_file(clerk, items):
    file = SimpleUploadedFile("说法.xlsx", b"x" * 40)
    typed = {"county": items[0].county_id, "reason": WHY, "file": file}
    assert clerk.post(at("from_file"), typed).status_code == 422
    missing = clerk.post(at("from_file"), {"county": items[0].county_id, "reason": WHY})
    assert "请填写文件。" in missing.content.decode()


def test_what_is_downloaded_is_read_back_and_changes_nothing(clerk, items, people):
    add_phrases(items[0], ["楼道堆杂物", "=1+1 怎么办"], by=people["clerk"], reason=WHY)
    strike_phrases(items[1], [library().matters[0].phrases[0]], by=people["clerk"], reason=WHY)
    answer = clerk.get(at("file"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [row[1] for row in sheet.iter_rows(values_only=True)] == [
        "说法",
        "楼道堆杂物",
        "=1+1 怎么办",
    ]
    file = SimpleUploadedFile("说法.xlsx", answer.content)
    typed = {"county": items[0].county_id, "reason": WHY, "file": file}
    page = clerk.post(at("from_file"), typed, follow=True).content.decode()
    assert "已从文件登记0条说法。" in page


def test_others_read_and_the_neighbour_has_her_own(clients, items, people, tmp_path):
    [phrase] = add_phrases(items[0], ["楼道堆杂物"], by=people["clerk"], reason=WHY)
    lead, neighbour = clients["lead"], clients["neighbour"]
    assert "楼道堆杂物" in shown(lead, at("changelist"))
    assert lead.get(at("from_file")).status_code == 403
    assert lead.get(at("file")).status_code == 200
    assert lead.post(at("verb", phrase.pk, "remove"), {"reason": WHY}).status_code == 403
    assert "楼道堆杂物" not in shown(neighbour, at("changelist"))
    assert neighbour.get(at("change", phrase.pk)).status_code == 404
    assert neighbour.get(at("file"), {"county": items[0].county.code}).status_code == 404
    rows = [["编码", "说法"], [items[0].code, "狗叫"]]
    assert upload(neighbour, items, rows, tmp_path).status_code == 422
    assert Phrase.objects.count() == 1
