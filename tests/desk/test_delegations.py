"""The pages of acting for another: one's own, one's unit's, nobody else's; bad input said, typed
text kept.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dutylist.notices.models import InboxMessage
from dutylist.notices.services import open_todo
from dutylist.organizations.models import Membership
from dutylist.organizations.roles import Role
from dutylist.organizations.services.delegations import delegate, end_delegation
from tests.factories import make_county, make_department, make_membership, make_township, make_user

pytestmark = pytest.mark.either_database

LIST = "/desk/delegations/"
TODAY = timezone.localdate


@pytest.fixture
def unit(db):
    """A township's lead and two of its staff; -> (lead, staff, fellow)."""
    people = [make_user(name=name) for name in ("张镇长", "李经办", "赵经办")]
    for user, role in zip(
        people, (Role.TOWNSHIP_LEAD, Role.TOWNSHIP_STAFF, Role.TOWNSHIP_STAFF), strict=True
    ):
        make_membership(user, role)
    return people


def held_by(user):
    return user.memberships.get(delegated_from=None)


def new_page(user):
    return f"{LIST}new/{held_by(user).pk}/"


def typed(user, *, first=0, last=5, **facts):
    days = {
        name: (TODAY() + timedelta(days=n)).isoformat()
        for name, n in (("starts_on", first), ("ends_on", last))
    }
    return {"user": user.pk, "reason": "外出学习", **days, **facts}


def given(own, to, *, last=5):
    return delegate(
        held_by(own),
        to,
        starts_on=TODAY(),
        ends_on=TODAY() + timedelta(days=last),
        by=own,
        reason="外出学习",
    )


def text(answer):
    return answer.content.decode()


def test_a_person_hands_over_the_own_role_and_both_see_it(unit, signed_in):
    lead, staff, _ = unit
    browser = signed_in(lead)
    assert f"new/{held_by(lead).pk}/" in text(browser.get(LIST))
    answer = browser.post(new_page(lead), typed(staff), follow=True)
    assert "已委托李经办代行基层负责人职责" in text(answer)
    assert "代行中" in text(browser.get(LIST))
    theirs = text(signed_in(staff).get(LIST))
    assert "外出学习" in theirs
    assert "张镇长委托李经办代其行使城关镇基层负责人职责" in text(signed_in(staff).get("/desk/"))


def test_a_lead_hands_over_for_the_staff_and_the_staff_not_for_the_lead(unit, signed_in):
    lead, staff, fellow = unit
    assert signed_in(lead).post(new_page(staff), typed(fellow)).status_code == 302
    assert Membership.objects.delegations().get().delegated_from == held_by(staff)
    assert signed_in(fellow).get(new_page(lead)).status_code == 404
    assert signed_in(fellow).post(new_page(lead), typed(staff)).status_code == 404


def test_the_staffing_office_finds_whom_it_hands_over_for(unit, signed_in, staff):
    office = signed_in(staff[2])
    assert "张镇长" not in text(office.get(LIST))
    assert f"new/{held_by(unit[0]).pk}/" in text(office.get(LIST, {"q": "城关"}))
    assert "没有查到" in text(office.get(LIST, {"q": "查无此人"}))
    assert office.post(new_page(unit[0]), typed(unit[1])).status_code == 302


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"user": ""}, "请选择由谁代行"),
        ({"user": "999999"}, "请在名单中选择由谁代行"),
        ({"starts_on": ""}, "请填写代行的起始日期"),
        ({"ends_on": "2026-02-31"}, "“2026-02-31”不是一个日期"),
        ({"ends_on": "2020-01-01"}, "截止日期不能早于起始日期"),
        ({"starts_on": "2020-01-01"}, "不能补办以前的日期"),
        ({"ends_on": "2099-01-01"}, "一次最长代行一年"),
        ({"reason": "  "}, "请填写理由"),
    ],
)
def test_bad_input_is_said_and_what_was_typed_stays(unit, signed_in, facts, sentence):
    sent = {
        "reason": "参加培训班",
        **{name: str(value) for name, value in typed(unit[1]).items()},
        **facts,
    }
    answer = signed_in(unit[0]).post(new_page(unit[0]), sent)
    assert answer.status_code == 422
    assert sentence in text(answer)
    for name in ("starts_on", "ends_on"):
        assert f'value="{sent[name]}"' in text(answer) or not sent[name]
    if sent["reason"].strip():
        assert sent["reason"] in text(answer)
    assert not Membership.objects.delegations().exists()


def test_everything_wrong_is_said_at_once(unit, signed_in):
    sent = {"user": "", "starts_on": "2026-13-01", "ends_on": "", "reason": ""}
    page = text(signed_in(unit[0]).post(new_page(unit[0]), sent))
    for sentence in (
        "请选择由谁代行",
        "“2026-13-01”不是一个日期",
        "请填写代行的截止日期",
        "请填写理由",
    ):
        assert sentence in page


def test_whoever_acts_for_the_lead_is_not_offered_to_pass_it_on(unit, signed_in):
    lead, staff, _ = unit
    given(lead, staff)
    browser = signed_in(staff)
    assert f"new/{held_by(lead).pk}/" not in text(browser.get(LIST))
    assert browser.get(new_page(lead)).status_code == 404


def test_somebody_of_another_unit_is_not_in_the_list_and_not_taken(unit, signed_in):
    stranger = make_user(
        Role.TOWNSHIP_STAFF, township=make_township("990121101000", "河口乡"), name="外乡人"
    )
    browser = signed_in(unit[0])
    assert "外乡人" not in text(browser.get(new_page(unit[0])))
    assert browser.post(new_page(unit[0]), typed(stranger)).status_code == 422


def test_alone_in_the_unit_the_page_says_whom_to_ask(signed_in, db):
    alone = make_user(Role.DEPARTMENT_STAFF, department=make_department("县公安局"))
    assert "由安全管理员给代行人授予本单位的角色" in text(signed_in(alone).get(new_page(alone)))


def test_it_is_ended_early_with_a_reason(unit, signed_in):
    row = given(unit[0], unit[1])
    page, browser = f"{LIST}{row.pk}/", signed_in(unit[0])
    refused = browser.post(page, {"on": "2020-01-01", "reason": "提前返回"})
    assert refused.status_code == 422
    assert "最后一天不能早于今天" in text(refused)
    assert "提前返回" in text(refused)
    assert browser.post(page, {"reason": ""}).status_code == 422
    done = text(browser.post(page, {"reason": "提前返回"}, follow=True))
    assert "立即生效" in done
    assert "理由：提前返回" in done
    row.refresh_from_db()
    assert row.ends_on < TODAY()
    again = browser.post(page, {"reason": "再来一次"})
    assert again.status_code == 409
    assert "再来一次" in text(again)


def test_the_delegate_reads_it_and_does_not_end_it(unit, signed_in):
    page = f"{LIST}{given(unit[0], unit[1]).pk}/"
    browser = signed_in(unit[1])
    assert "提前终止</button>" not in text(browser.get(page))
    assert browser.post(page, {"reason": "不想代行"}).status_code == 403


def test_the_delegation_of_others_does_not_exist(unit, signed_in):
    page = f"{LIST}{given(unit[0], unit[1]).pk}/"
    for stranger in (unit[2], make_user(Role.DEPARTMENT_LEAD), make_user(Role.SECURITY_ADMIN)):
        browser = signed_in(stranger)
        assert (
            browser.get(page).status_code,
            browser.post(page, {"reason": "甲"}).status_code,
        ) == (404, 404)


def test_what_is_over_is_shown_only_when_asked(unit, signed_in):
    row = given(unit[0], unit[1])
    end_delegation(row, by=unit[0], reason="提前返回")
    browser = signed_in(unit[0])
    assert f"{LIST}{row.pk}/" not in text(browser.get(LIST))
    assert "已撤回" in text(browser.get(LIST, {"ended": "1"}))


def test_every_state_has_its_words(unit, signed_in):
    lead, staff, fellow = unit
    given(lead, staff, last=0)
    soon = TODAY() + timedelta(days=2)
    delegate(held_by(lead), fellow, starts_on=soon, ends_on=soon, by=lead, reason="出差")
    page = text(signed_in(lead).get(LIST))
    assert "今天到期" in page
    assert "尚未开始" in page


def test_the_office_is_not_named_by_a_word_of_another_place(unit, signed_in):
    district = make_county("990105000000", "示例区", "district")
    user = make_user(
        Role.TOWNSHIP_STAFF,
        township=make_township("990105001000", "东门街道", county=district, kind="subdistrict"),
    )
    assert not any(word in text(signed_in(user).get(LIST)) for word in "县镇乡村")


def test_the_list_asks_the_same_for_one_and_for_many(unit, signed_in):
    browser, counts = signed_in(unit[0]), []
    for number in (1, 8):
        for _ in range(number):
            fellow = make_user()
            make_membership(fellow, Role.TOWNSHIP_STAFF)
            given(unit[0], fellow)
        browser.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(LIST).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_no_step_of_another_place_is_handed_over_or_shown(signed_in, staff):
    """Both serve two counties; what waits in one of them is handed over."""
    clerk, _recorder, lead = staff
    here, there = held_by(clerk).region, make_county("990122000000", "邻县")
    make_membership(clerk, Role.CLERK, region=there)
    deputy = make_user(Role.RECORDER)
    make_membership(deputy, Role.RECORDER, region=there)
    for county in (here, there):
        step = {"flow": "edition", "subject_id": county.pk, "role": Role.CLERK}
        open_todo(title=f"提请审定：{county.name}第3版", county_id=county.pk, **step)
    own = clerk.memberships.get(region=here)
    day = TODAY()
    made = delegate(own, deputy, starts_on=day, ends_on=day, by=clerk, reason="外出学习")
    assert InboxMessage.objects.get(user=deputy).body.endswith("移交待办1件")
    for reader in (clerk, deputy, lead):
        page = text(signed_in(reader).get(f"{LIST}{made.pk}/"))
        assert f"{here.name}第3版" in page, reader
        assert "邻县第3版" not in page, reader
    page = text(signed_in(clerk).get(f"{LIST}new/{own.pk}/"))
    assert (f"{here.name}第3版" in page, "邻县第3版" in page) == (True, False)
    # The office over there answers for the same people, not for what they do here.
    page = text(signed_in(make_user(Role.OFFICE_LEAD, county=there)).get(f"{LIST}{made.pk}/"))
    assert "外出学习" in page
    assert "第3版" not in page


def test_what_waits_is_handed_over_and_what_another_must_do_is_named(unit, signed_in):
    lead, staff, fellow = unit
    place = held_by(lead).region
    step = {"flow": "edition", "subject_id": 1, "role": Role.TOWNSHIP_LEAD}
    step |= {"county_id": place.parent_id, "region_id": place.pk}
    open_todo(title="反馈意见：河道巡查", **step)
    open_todo(title="提交：银丝雀", is_private=True, **step)
    page = text(signed_in(lead).get(new_page(lead)))
    assert "反馈意见：河道巡查" in page
    assert "银丝雀" not in page
    open_todo(title="复核：河道巡查", not_for=[staff.pk], **step)
    open_todo(title="审核：河道巡查", not_for=[fellow.pk], **step)
    given(fellow, staff)  # who acts for somebody stands aside where he does
    made = given(lead, staff)
    page = text(signed_in(staff).get(f"{LIST}{made.pk}/"))
    kept, _, barred = page.partition("须由其他人办理的")
    assert "反馈意见：河道巡查" in kept
    assert "复核：河道巡查" in barred
    assert "审核：河道巡查" in barred
    message = InboxMessage.objects.filter(user=staff).latest("at")
    assert message.body == "理由：外出学习。随之移交待办1件。另有2件须由其他人办理"
