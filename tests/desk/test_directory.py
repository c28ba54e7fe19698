"""The table of telephones on the desk: by hand, from a workbook, and taken back; what is missing is
told.
"""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from dutylist.organizations.models import Department, TownshipCard
from dutylist.organizations.roles import Role
from items.entry.content import contents_of
from items.entry.lookup import Lookup
from items.findings.registry import list_findings
from tests.factories import (
    make_content,
    make_county,
    make_department,
    make_items,
    make_township,
    make_user,
    seeding,
)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
PAGE = "/desk/directory/"


@pytest.fixture
def police():
    return make_department("县公安局", aliases=["公安局"])


@pytest.fixture
def town():
    return make_township()


@pytest.fixture
def clerk(client, police, town):
    client.force_login(make_user(Role.CLERK))
    return client


def text(answer):
    return answer.content.decode()


def upload(client, rows, *, name="部门"):
    book, out = Workbook(), io.BytesIO()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    book.save(out)
    return sent(client, out.getvalue())


def sent(client, content):
    file = SimpleUploadedFile("电话表.xlsx", content)
    return client.post(PAGE, {"file": file, "upload": "1"})


def form_of(answer):
    """What the form of the page would send as it stands."""
    context, typed = answer.context, {"reason": answer.context["reason"], "save": "1"}
    for row in (*context["new"], *context["departments"], *context["townships"]):
        typed |= {box.name: box.value for box in row.boxes}
        typed[f"{row.path}-seen"] = row.seen
        if not row.pk:
            typed[f"{row.path}-name"] = row.name
            typed |= {f"{row.path}-{name}": value for name, value in row.founding_words.items()}
    if context["is_read"]:
        typed["from_file"] = "1"
    return typed


def test_the_table_is_filled_in_and_saved(clerk, police, town):
    typed = form_of(clerk.get(PAGE))
    typed |= {f"d{police.pk}-public_telephone": "110", f"t{town.pk}-public_telephone": "0599-1234"}
    answer = clerk.post(PAGE, {**typed, "reason": "登记电话"}, follow=True)
    assert "已保存2个单位" in text(answer)
    assert Department.objects.get(pk=police.pk).public_telephone == "110"
    assert TownshipCard.objects.get().public_telephone == "0599-1234"


def test_what_was_typed_stays_when_it_is_refused(clerk, police, town):
    typed = form_of(clerk.get(PAGE)) | {f"d{police.pk}-public_telephone": "见门口"}
    answer = clerk.post(PAGE, {**typed, f"t{town.pk}-hours": "周一"})
    assert answer.status_code == 422
    assert 'value="见门口"' in text(answer)
    assert 'value="周一"' in text(answer)
    with_number = form_of(answer) | {f"d{police.pk}-public_telephone": "110"}
    assert clerk.post(PAGE, with_number).status_code == 422  # no reason
    assert clerk.post(PAGE, {**with_number, "reason": "登记"}).status_code == 302


def test_what_another_saved_meanwhile_stands_beside_what_was_typed(clerk, police):
    typed = form_of(clerk.get(PAGE)) | {f"d{police.pk}-public_telephone": "110", "reason": "登记"}
    with seeding():
        police.public_telephone = "0599-7"
        police.save()
    answer = clerk.post(PAGE, typed)
    assert answer.status_code == 412
    assert "现为：0599-7" in text(answer)
    assert clerk.post(PAGE, form_of(answer)).status_code == 302
    assert Department.objects.get(pk=police.pk).public_telephone == "110"


def test_a_workbook_is_shown_before_it_is_kept(clerk, police):
    rows = [
        ["部门名称", "公开电话", "机构性质", "其他名称"],
        ["公安局", "110", "", ""],
        ["县妇联", "0599-8", "群团组织", "妇联"],
    ]
    preview = upload(clerk, rows)
    assert preview.status_code == 200
    assert "新登记1个部门" in text(preview)
    assert not Department.objects.exclude(public_telephone="").exists()
    clerk.post(PAGE, form_of(preview))
    assert Department.objects.get(pk=police.pk).public_telephone == "110"
    made = Department.objects.get(name="县妇联")
    assert (made.kind, made.aliases.get().name) == ("mass", "妇联")


def test_cells_that_do_not_do_are_told_with_their_place(clerk):
    rows = [["单位名称", "电话"], ["城关镇人民政府", "见门口"], ["某公司", "0599-1"]]
    page = text(upload(clerk, rows, name="便民服务中心"))
    assert "“便民服务中心”B2：“见门口”中没有可以拨打的号码" in page
    assert "“便民服务中心”A3：“某公司”不是本地区登记的部门或者基层单位" in page


def test_a_blank_cell_changes_nothing(clerk, police):
    with seeding():
        police.public_telephone = "110"
        police.save()
    preview = upload(clerk, [["部门名称", "公开电话", "办公地址"], ["县公安局", "", "人民路"]])
    clerk.post(PAGE, form_of(preview))
    stored = Department.objects.get(pk=police.pk)
    assert (stored.public_telephone, stored.address) == ("110", "人民路")


def test_the_workbook_that_is_given_out_reads_back(clerk, police, town):
    given = clerk.get(f"{PAGE}workbook.xlsx")
    book = load_workbook(io.BytesIO(given.content))
    book["部门"]["B4"] = "110"
    book["便民服务中心"]["B4"] = "0599-1234"
    out = io.BytesIO()
    book.save(out)
    preview = sent(clerk, out.getvalue())
    assert not preview.context["read_in"].faults
    clerk.post(PAGE, form_of(preview))
    assert Department.objects.get(pk=police.pk).public_telephone == "110"
    assert TownshipCard.objects.get().public_telephone == "0599-1234"


def test_a_file_without_such_a_table_is_refused_with_a_sentence(clerk):
    answer = upload(clerk, [["序号", "事项"], [1, "防汛"]])
    assert answer.status_code == 422
    assert "没有找到表头" in text(answer)
    assert "请选择" in text(clerk.post(PAGE, {"upload": "1"}))


def test_a_change_is_taken_back_on_its_own_page(clerk, police):
    typed = form_of(clerk.get(PAGE)) | {f"d{police.pk}-public_telephone": "110", "reason": "登记"}
    clerk.post(PAGE, typed)
    (batch, is_ours), *_ = clerk.get(PAGE).context["batches"]
    assert is_ours
    address = f"{PAGE}{batch.pk}/"
    assert "公开电话" in text(clerk.get(address))
    assert clerk.post(address, {"reason": ""}).status_code == 422
    assert clerk.post(address, {"reason": "填错了"}).status_code == 302
    assert Department.objects.get(pk=police.pk).public_telephone == ""


def test_only_the_office_of_the_county_has_the_page(client, police):
    other = make_user(Role.CLERK, county=make_county("990122000000", "邻县"))
    client.force_login(other)
    assert client.get(f"{PAGE}?county={police.county.code}").status_code == 404
    client.force_login(make_user(Role.RECORDER))
    assert client.get(PAGE).status_code == 404


def test_every_answering_department_and_every_township_without_telephone_is_a_finding(police, town):
    make_department("县财政局")
    make_township("990121101000", "河口镇")
    items = make_items([answered("治安巡防"), answered("反诈宣传")])
    assert telephones_missing(items) == {
        "县公安局负责2个事项，没有公开电话。",
        "城关镇的便民服务中心没有公开电话。",
        "河口镇的便民服务中心没有公开电话。",
    }
    with seeding():
        police.public_telephone = "110"
        police.save()
        TownshipCard.objects.create(township=town, public_telephone="0599-1")
        TownshipCard.objects.create(
            township=town.county.children.get(name="河口镇"), address="河口街1号"
        )
    assert telephones_missing(items) == {"河口镇的便民服务中心没有公开电话。"}


def answered(name):
    return make_content("coordination", name, responsibilities=[part_of("县公安局")])


def part_of(department):
    part = {"role": "lead", "department": department, "collective": False, "duty": "1.办理。"}
    return part | {"internal_office": "", "method": "", "transition_on": None}


def telephones_missing(items):
    whole = contents_of(items)
    numbered = [(item.code, whole[item.pk]) for item in items]
    found = list_findings(numbered, Lookup(make_county()))
    return {one.sentence for one in found if one.rule.endswith("_telephone")}
