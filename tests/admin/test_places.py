"""Regions, departments, words, rules, accounts, roles and the calendar: every verb of the admin
does what it says.
"""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from dutylist.history.models import Batch
from dutylist.organizations.models import (
    Department,
    Membership,
    PlaceWord,
    Region,
    RegionTag,
    Reorganization,
    User,
)
from dutylist.organizations.roles import Role
from dutylist.organizations.services.reorganizing import carry_out
from dutylist.workflow.models import CalendarDay, CalendarYear
from items.models import Category, LegalAct
from items.register.services.categories import seed_categories
from tests.factories import (
    make_content,
    make_county,
    make_department,
    make_items,
    make_membership,
    make_tag,
    make_township,
    make_user,
)

pytestmark = pytest.mark.either_database

TODAY = date(2026, 11, 1)


def confirm_all():
    """A second person carries out what was asked for."""
    colleague = make_user(Role.OFFICE_LEAD)
    for row in Reorganization.objects.filter(state="waiting").order_by("pk"):
        carry_out(row, by=colleague)


def do(client, row, verb, status=302, **typed):
    label = row._meta.label_lower.replace(".", "_")
    path = reverse(f"admin:{label}_verb", args=[row.pk, verb])
    assert client.get(path).status_code == 200
    answer = client.post(path, {"reason": "按文件办理", **typed})
    assert answer.status_code == status, answer.context and answer.context["form"].errors
    return answer


def add(client, label, status=302, **typed):
    answer = client.post(reverse(f"admin:{label}_add"), {"reason": "按文件办理", **typed})
    assert answer.status_code == status, answer.context and answer.context["form"].errors
    return answer


def test_a_township_is_renamed_converted_and_its_story_is_told(browse):
    town = make_township("990121101000", "青山乡", kind="xiang")
    client = browse(Role.CLERK)
    do(client, town, "convert", name="青山镇", on=TODAY)
    town.refresh_from_db()
    assert (town.name, town.kind) == ("青山镇", "town")
    page = client.get(reverse("admin:organizations_region_change", args=[town.pk])).content.decode()
    assert "青山乡改设，此后为青山镇" in page
    do(client, town, "rename", 422, name="", on=TODAY)


def test_townships_are_merged_split_and_recoded_and_scopes_follow(browse):
    one, two = make_township("990121101000", "青山乡"), make_township("990121102000", "河口镇")
    item = make_items([make_content(scope="listed", townships=[two.code])])[0]
    client = browse(Role.CLERK)
    do(client, one, "merge", regions=[two.pk], code=one.code, name="青山镇", on=TODAY)
    confirm_all()
    assert list(item.scope_townships.values_list("township__code", flat=True)) == [one.code]
    do(client, one, "split", 422, parts="990121101000青山镇", on=TODAY)
    do(client, one, "split", parts="990121101000 青山镇\n990121105000 新河镇", on=date(2026, 11, 2))
    confirm_all()
    assert item.scope_townships.count() == 2
    do(
        client,
        Region.objects.get(code="990121105000"),
        "recode",
        code="990121106000",
        on=date(2026, 11, 3),
    )
    confirm_all()
    assert Region.objects.valid().filter(code="990121106000").exists()


def test_a_zone_and_a_tag_are_set_up(browse):
    county, town = make_county(), make_township()
    client = browse(Role.CLERK)
    add(client, "organizations_region", county=county.pk, name="高新区", code="990121901000")
    add(client, "organizations_region", 422, county=county.pk, name="错区", code="990121101000")
    add(client, "organizations_regiontag", county=county.pk, name="山区")
    add(client, "organizations_regiontag", 422, county=county.pk, name="山区")
    tag = RegionTag.objects.get()
    do(client, tag, "townships", townships=[town.pk])
    assert tag.taggings.count() == 1


def test_a_department_s_card_names_and_reform(browse):
    county = make_county()
    client = browse(Role.CLERK)
    card = {"ownership": "own", "kind": "government"}
    add(
        client,
        "organizations_department",
        county=county.pk,
        name="县水利局",
        aliases="水利局\n县水务局",
        **card,
    )
    add(client, "organizations_department", 422, county=county.pk, name="县水利局", **card)
    water = Department.objects.get(name="县水利局")
    assert water.aliases.count() == 2
    do(
        client,
        water,
        "edit",
        aliases="水利局",
        public_telephone="0000-1234567",
        position="3",
        **card,
    )
    do(client, water, "edit", 422, uscc="1234", **card)
    do(client, water, "rename", name="县水务局")
    land = make_department("县自然资源局")
    do(client, land, "take", departments=[water.pk])
    confirm_all()
    water.refresh_from_db()
    assert water.valid_until
    assert water.public_telephone == "0000-1234567"
    assert land.aliases.filter(name="县水利局").exists()
    do(client, make_department("县物价局"), "end")
    do(client, make_department("县粮食局"), "merge", into=land.pk)


def test_a_merger_lists_what_it_moves_and_waits_for_a_second_person(browse):
    """Nothing irreversible at one click: until another person lets it happen it can be taken
    back.
    """
    land, water = make_department("县自然资源局"), make_department("县水利局")
    make_user(Role.DEPARTMENT_STAFF, department=water)
    lead = {"department": "县水利局", "role": "lead", "duty": "1.组织查处。"}
    item = make_items([make_content("coordination", "河道管理", responsibilities=[lead])])[0]
    clerk, batches = browse(Role.CLERK), Batch.objects.count()
    answer = do(clerk, water, "merge", into=land.pk)
    assert Batch.objects.count() == batches + 1  # the trial is not recorded
    row = Reorganization.objects.get()
    assert answer["Location"] == page_of(row)
    page = clerk.get(page_of(row)).content.decode()
    for words in ("县水利局并入县自然资源局", "核准后将要转移和变更的内容", "部门职责", "任职"):
        assert words in page, words
    water.refresh_from_db()
    assert water.valid_until is None
    assert clerk.post(verb_of(row, "carry-out"), {"reason": ""}).status_code == 403
    do(clerk, water, "end", 409)  # one at a time
    warned = clerk.get(reverse("admin:organizations_department_changelist")).content.decode()
    assert "待另一人核准：县水利局并入县自然资源局" in warned
    other = browse(Role.OFFICE_LEAD)
    assert other.post(verb_of(row, "take-back"), {"reason": "不办"}).status_code == 403
    assert other.post(verb_of(row, "carry-out"), {"reason": ""}).status_code == 302
    water.refresh_from_db()
    row.refresh_from_db()
    assert (water.valid_until is None, row.state) == (False, "done")
    assert item.responsibilities.get().department == land
    assert other.post(verb_of(row, "carry-out"), {"reason": ""}).status_code == 403


def page_of(row):
    return reverse("admin:organizations_reorganization_change", args=[row.pk])


def verb_of(row, verb):
    return reverse("admin:organizations_reorganization_verb", args=[row.pk, verb])


@pytest.mark.parametrize(
    ("verb", "who", "state"),
    [("take-back", Role.CLERK, "taken_back"), ("decline", Role.OFFICE_LEAD, "refused")],
)
def test_a_reform_that_is_taken_back_or_declined_changed_nothing(browse, verb, who, state):
    one, two = make_township("990121101000", "青山乡"), make_township("990121102000", "河口镇")
    users = {Role.CLERK: browse(Role.CLERK), Role.OFFICE_LEAD: browse(Role.OFFICE_LEAD)}
    typed = {"regions": [two.pk], "code": one.code, "name": "青山镇", "on": TODAY}
    do(users[Role.CLERK], one, "merge", **typed)
    row = Reorganization.objects.get()
    assert users[who].post(verb_of(row, verb), {"reason": " "}).status_code == 422
    assert users[who].post(verb_of(row, verb), {"reason": "方案有变"}).status_code == 302
    row.refresh_from_db()
    two.refresh_from_db()
    assert (row.state, two.valid_until) == (state, None)
    do(users[Role.CLERK], one, "merge", **typed)  # it can be asked for again


def test_what_cannot_be_done_is_refused_when_it_is_asked_for(browse):
    one, two = make_township("990121101000", "青山乡"), make_township("990121102000", "河口镇")
    typed = {"regions": [two.pk], "code": "990121103000", "name": "青山", "on": TODAY}
    do(browse(Role.CLERK), one, "merge", 422, **typed)
    assert not Reorganization.objects.exists()


def test_words_and_contact_of_the_county(browse):
    county = make_county()
    lead = browse(Role.OFFICE_LEAD)
    add(lead, "organizations_placeword", county=county.pk, key="office", text="县编办")
    word = PlaceWord.objects.get()
    do(lead, word, "edit", text="")
    assert not PlaceWord.objects.exists()
    do(lead, county.policy, "office", office_telephone="0000-7654321", office_email="")
    do(lead, county.policy, "office", 422, office_email="不是邮箱")
    county.policy.refresh_from_db()
    assert county.policy.office_telephone == "0000-7654321"


def test_an_account_is_opened_with_a_password_shown_once_and_closed(browse):
    admin = browse(Role.SYSTEM_ADMIN)
    answer = add(admin, "organizations_user", 200, username="zhangsan", display_name="张三")
    assert "一次性密码" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    user = User.objects.get(username="zhangsan")
    for verb in ("password", "unlock"):
        do(admin, user, verb, 200 if verb == "password" else 302)
    do(admin, user, "close")
    do(admin, user, "reopen", 200)
    add(admin, "organizations_user", 422, username="zhangsan", display_name="张三")


def test_nobody_keeps_his_own_account(browse):
    admin = browse(Role.SYSTEM_ADMIN)
    assert (
        admin.get(
            reverse("admin:organizations_user_verb", args=[admin.user.pk, "close"])
        ).status_code
        == 403
    )


def test_roles_are_granted_ended_and_exercised_for_another(browse):
    county, user = make_county(), make_user()
    security = browse(Role.SECURITY_ADMIN)
    granted = {"user": user.pk, "role": "clerk", "region": county.pk}
    add(security, "organizations_membership", 422, user=user.pk, role="clerk")
    add(security, "organizations_membership", **granted)
    held = Membership.objects.get(user=user)
    lead = browse(Role.OFFICE_LEAD)
    other = make_user()
    make_membership(other, Role.INSPECTOR)
    today = timezone.localdate()
    do(lead, held, "delegate", user=other.pk, starts_on=today, ends_on=today)
    acting = Membership.objects.get(user=other, role="clerk")
    assert acting.for_name == user.get_full_name()
    do(lead, acting, "withdraw")
    acting.refresh_from_db()
    assert acting.ends_on < today
    assert (
        lead.get(reverse("admin:organizations_membership_verb", args=[held.pk, "end"])).status_code
        == 403
    )
    do(security, held, "end")
    held.refresh_from_db()
    assert held.ends_on


def test_the_calendar_is_kept_and_an_unannounced_year_is_said(browse):
    admin = browse(Role.SYSTEM_ADMIN)
    days = reverse("admin:workflow_calendarday_changelist")
    assert "放假调休安排尚未登记" in admin.get(days).content.decode()
    add(admin, "workflow_calendarday", date="2031-10-01", sort="off", note="国庆节")
    row = CalendarDay.objects.get(date="2031-10-01")
    do(admin, row, "edit", sort="on")
    assert not CalendarDay.objects.filter(date="2031-10-01").exists()
    add(admin, "workflow_calendaryear", 422, year="2031", days="2031-10-01 放 国庆")
    add(
        admin, "workflow_calendaryear", year="2031", days="2031-10-01 休 国庆节\n2031-10-04 班 调休"
    )
    year = CalendarYear.objects.get(year=2031)
    assert year.announced
    assert CalendarDay.objects.filter(date__year=2031).count() == 2
    do(admin, year, "announce", days="2031-10-01 休 国庆节")
    assert CalendarDay.objects.filter(date__year=2031).count() == 1


@pytest.fixture
def library(browse):
    county = make_county()
    seed_categories(county, by=User.objects.system(), reason="测试")
    return browse(Role.CLERK), county


def test_categories_are_set_up_renamed_and_retired(library):
    client, county = library
    add(client, "items_category", county=county.pk, kind="basic", name="数字政务")
    category = Category.objects.get(name="数字政务")
    do(client, category, "edit", name="数字政府", position="2")
    do(client, category, "edit", 422, name="党的建设", position="2")
    do(client, category, "edit", name="数字政府", position="2", retired_on="2026-11-01")
    category.refresh_from_db()
    assert (category.name, category.retired_on) == ("数字政府", date(2026, 11, 1))


def test_acts_are_registered_repealed_and_counted(library):
    client, county = library
    add(client, "items_legalact", county=county.pk, title="《河道管理条例》", rank="regulation")
    act = LegalAct.objects.get()
    make_items(
        [
            make_content(bases=[{"act": "河道管理条例"}]),
            make_content(name="二", bases=[{"act": "河道管理条例"}]),
        ]
    )
    do(client, act, "edit", title="河道管理条例", rank="regulation", repealed_on="2026-10-01")
    do(client, act, "edit", 422, title="", rank="regulation")
    page = client.get(reverse("admin:items_legalact_changelist")).content.decode()
    assert re.findall(r'class="field-resting[^>]*>(\d+)<', page) == ["2"]


def test_shared_acts_are_nobody_s_to_change_who_keeps_one_county_of_two(library):
    client, _ = library
    make_county("990122000000", "邻县")
    with_shared = reverse("admin:items_legalact_verb", args=[shared_act().pk, "edit"])
    assert client.get(with_shared).status_code == 403


def shared_act():
    from tests.factories import seeding

    with seeding():
        return LegalAct.objects.create(title="宪法")


def test_a_county_s_tag_and_department_are_not_another_clerk_s(browse):
    tag, department = make_tag("山区", make_township()), make_department("县水利局")
    client = browse(Role.CLERK, county=make_county("990122000000", "邻县"))
    for row in (tag, department):
        label = row._meta.label_lower.replace(".", "_")
        assert client.get(reverse(f"admin:{label}_change", args=[row.pk])).status_code == 404
