"""The application on one page: looked up first, few questions, checked beside each field, saved
while it is typed, and what was changed since it was handed in.
"""

import re

import pytest

from access_control.models import ChangeRequest
from access_control.prohibited.services.entries import add
from items.models import DutyItem
from items.register.services.acts import create_act

from .people import ACT, browser_of, decide, drafted, new_item, place, read, told
from .test_papers import said

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
NEW = "/desk/requests/new/"


def page(user, address, status=200):
    answer = browser_of(user).get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def send(user, address, typed):
    answer = browser_of(user).post(address, typed)
    return answer.status_code, answer.get("Location", ""), answer.content.decode()


def part(text, name):
    """The region of a page that the script takes over under this name."""
    return text.partition(f'id="live-{name}"')[2].partition('id="ask-')[0]


def applying(place, **typed):
    return {
        "applicant": f"{place.county.code}|department|{place.bureau.pk}",
        "channel": "admission",
        "circumstance": "superior",
        "reason": "省里部署",
        "item-kind": "coordination",
        "item-category": "生态环保",
        "item-name": "海漂垃圾线索上报",
        "item-township_duty": "1.上报线索。",
        "item-duty": "1.依法查处。",
        "item-scope": "listed",
        "item-townships": [town.code for town in place.towns[:2]],
        "basis-0-act": ACT,
        "basis-0-article": "第三条",
        "support-0-kind": "funding",
        "support-0-promise": "按村拨付工作经费",
        **typed,
    }


def test_it_is_looked_up_before_anything_is_filled_in(place):
    add(place.county, "签订责任状", phrases=["签订责任状"], by=place.clerk, reason="登记")
    assert "data-application" not in page(place.head, NEW)
    text = page(place.head, f"{NEW}?q=海洋执法巡查")
    assert "已由部门收回" in text
    assert f"/desk/items/{place.items[2].code}/" in text
    assert "<mark>" in text
    assert 'value="海洋执法巡查"' in text.partition("data-application")[2]
    text = page(place.head, f"{NEW}?q=要求签订责任状")
    assert "<mark>签订责任状</mark>" in text
    hidden = place.items[3]
    assert hidden.code not in page(place.head, f"{NEW}?q=内部值守金丝雀")
    assert hidden.code in page(place.mayors[0], f"{NEW}?q=内部值守金丝雀")  # it is his own
    page(place.head, f"/desk/items/{hidden.code}/", 404)


def test_one_page_of_at_most_twelve_questions_makes_a_whole_application(place):
    empty = page(place.head, f"{NEW}?op=add")
    assert 0 < empty.count('class="ask"') <= 12
    assert len(empty.encode()) < 150_000
    status, address, _text = send(place.head, NEW, applying(place))
    assert status == 302
    request = ChangeRequest.objects.get()
    assert request.title == "请求将“海漂垃圾线索上报”列入清单"
    content = request.changes.get().proposed
    assert content["responsibilities"][0]["department"] == "县自然资源局"
    assert content["support"][0]["promise"] == "按村拨付工作经费"
    assert "可以提交" in page(place.head, address)
    told(decide(place.head, request.pk, "submit"))


def test_what_is_wrong_and_missing_stands_at_its_question_and_nothing_is_kept(place):
    create_act(place.county, "旧办法", by=place.clerk, reason="登记", repealed_on="2020-01-01")
    typed = applying(place, **{"item-township_duty": "1.签订责任状。", "support-0-kind": ""})
    typed |= {"support-0-promise": "", "basis-1-act": "旧办法", "do": "check"}
    status, _address, text = send(place.head, NEW, typed)
    assert status == 200
    assert "“<mark>责任状</mark>”" in part(text, "township_duty")
    assert "现行有效" in part(text, "bases")
    assert "已废止" in part(text, "bases")
    assert re.search(r'<a href="#ask-support">第10问：\s*请写明支持保障。', text)
    assert not ChangeRequest.objects.exists()


def test_it_is_saved_while_it_is_typed_and_a_colleague_overwrites_nothing(place):
    typed = applying(place, **{"item-townships": [], "do": "autosave"})
    status, _address, text = send(place.head, NEW, typed)
    assert status == 200
    request = ChangeRequest.objects.get()
    address = f"/desk/requests/{request.pk}/edit/"
    assert f'action="{address}"' in text
    assert "请选择适用的" in part(text, "missing")
    status, _address, _text = send(place.staff, address, {"reason": "同事写的", "expect": "1"})
    assert status == 302
    mine = applying(place, reason="我写的", expect="1", do="autosave")
    status, _address, text = send(place.head, address, mine)
    assert status == 412
    assert "我写的" in text
    assert "已保存的是：同事写的" in text
    assert ChangeRequest.objects.get().reason == "同事写的"
    version = re.search(r'name="over"\s+value="(\d+)"', text)[1]
    status, _address, _text = send(place.head, address, mine | {"over": version})
    assert ChangeRequest.objects.get().reason == "我写的"
    for user in (place.other, place.clerk, place.mayors[0]):
        page(user, address, 404)


def test_a_township_asks_from_an_item_that_it_cannot_carry(place):
    item, mayor = place.items[1], place.mayors[0]
    assert f"{NEW}?code={item.code}" in page(mayor, f"/desk/items/{item.code}/")
    text = page(mayor, f"{NEW}?code={item.code}")
    assert re.search(r'name="circumstance" value="township_unable"[^>]*checked', text)
    assert text.count('class="ask"') <= 12
    typed = {
        "applicant": f"{place.county.code}|township|{place.towns[0].pk}",
        "channel": "adjustment",
        "code": item.code,
        "circumstance": "township_unable",
        "reason": "没有人手",
        "item-name": item.name,
        "item-township_duty": item.township_duty,
        "way": "leave",
    }
    status, address, _text = send(mayor, NEW, typed)
    assert status == 302
    request = ChangeRequest.objects.get()
    change = request.changes.get()
    assert change.op == "scope"
    assert place.towns[0].code not in change.proposed["townships"]
    assert {town.code for town in place.towns[1:]} <= set(change.proposed["townships"])
    again = typed | {"way": "transfer", "item-department": "县林业局", "expect": request.version}
    status, _address, _text = send(mayor, f"{address}edit/", again)
    assert status == 302
    change = request.changes.pending().get()
    assert (change.op, change.proposed["kind"]) == ("transfer", "reclaimed")
    assert change.proposed["responsibilities"][0]["department"] == "县林业局"
    assert DutyItem.objects.get(pk=item.pk).kind == "coordination"


def asking(place, **typed):
    """What the first township types of the listed item, which it leaves as it stands."""
    item = place.items[1]
    return {
        "applicant": f"{place.county.code}|township|{place.towns[0].pk}",
        "channel": "adjustment",
        "circumstance": "township_unable",
        "reason": "没有人手",
        "item-name": item.name,
        "item-township_duty": item.township_duty,
        "item-department": "县自然资源局",
        "item-duty": "1.组织查处。",
        "code": item.code,
        **typed,
    }


TERMS = ("需要部门给什么保障", "到哪天止")


@pytest.mark.parametrize("way", ["leave", "transfer", "cancel"])
def test_who_hands_an_item_back_is_not_asked_for_support_nor_for_a_term(place, way):
    mayor = place.mayors[0]
    text = page(mayor, f"{NEW}?code={place.items[1].code}")
    assert not any(words in text for words in TERMS)
    _status, address, _text = send(mayor, NEW, asking(place, way=way))
    pk = ChangeRequest.objects.get().pk
    text = page(mayor, f"{address}edit/")
    assert not any(words in text for words in TERMS)
    assert not any("support" in one["path"] for one in read(mayor, pk)["missing"])
    printed = said(mayor, pk, "application")
    for words in ("支持保障", "起止日期", "须由基层"):
        assert words not in printed


def test_who_has_it_rewritten_is_asked_for_support_and_what_is_filled_in_stays(place):
    mayor = place.mayors[0]
    typed = asking(place, way="revise", **{"item-township_duty": "1.上报线索；\n2.夜间值守。"})
    _status, address, _text = send(mayor, NEW, typed)
    text = page(mayor, f"{address}edit/")
    assert all(words in text for words in TERMS)
    assert "支持保障" in said(mayor, ChangeRequest.objects.get().pk, "application")
    promised = asking(place, way="leave", **{"support-0-promise": "派1名技术员"})
    text = send(mayor, f"{address}edit/", promised | {"do": "check"})[2]
    assert "派1名技术员" in text  # what is typed is never lost from the page


def test_rewriting_chosen_on_a_saved_draft_keeps_its_change_and_what_is_typed_later(place):
    mayor = place.mayors[0]
    _status, address, _text = send(mayor, NEW, asking(place, way="leave"))
    request = ChangeRequest.objects.get()
    text = page(mayor, f"{address}edit/")
    assert re.search(rf'name="code" value="{place.items[1].code}"', text)
    assert send(mayor, f"{address}edit/", asking(place, way="revise", code=""))[0] == 302
    assert [row.op for row in request.changes.pending()] == ["scope"]
    typed = asking(place, way="revise", **{"item-township_duty": "1.上报线索。"})
    assert send(mayor, f"{address}edit/", typed)[0] == 302
    assert [row.op for row in request.changes.pending()] == ["revise"]
    assert send(mayor, f"{address}edit/", asking(place, way="revise"))[0] == 302
    assert not request.changes.pending().exists()
    assert send(mayor, f"{address}edit/", typed)[0] == 302
    assert request.changes.pending().get().proposed["township_duty"] == "1.上报线索。"


def test_rewriting_after_handing_back_begins_with_the_item_as_it_is_listed(place):
    mayor, item = place.mayors[0], place.items[1]
    handed_back = asking(place, way="transfer", **{"item-department": "县林业局"})
    _status, address, _text = send(mayor, NEW, handed_back)
    request = ChangeRequest.objects.get()
    assert request.changes.get().proposed["township_duty"] == ""
    text = page(mayor, f"{address}edit/")
    assert item.township_duty in text.partition('name="item-township_duty"')[2].partition("<")[0]
    own = item.responsibilities.get(role="lead").department.name
    typed = asking(place, way="revise", **{"item-department": own, "item-name": "河道隐患上报"})
    assert send(mayor, f"{address}edit/", typed)[0] == 302
    [change] = request.changes.pending()
    assert (change.op, change.proposed["kind"]) == ("revise", item.kind)
    before = [(row["department"], row["role"]) for row in change.then["responsibilities"]]
    after = [(row["department"], row["role"]) for row in change.proposed["responsibilities"]]
    assert after == before


def test_words_typed_without_a_way_are_taken_as_rewriting(place):
    typed = asking(place, **{"item-township_duty": "1.上报线索。"})
    typed["applicant"] = f"{place.county.code}|department|{place.bureau.pk}"
    typed["circumstance"] = "own_motion"
    untouched = {**typed, "item-township_duty": place.items[1].township_duty}
    _status, address, _text = send(place.head, NEW, untouched)
    request = ChangeRequest.objects.get()
    assert not request.changes.exists()
    assert send(place.head, f"{address}edit/", typed)[0] == 302
    assert request.changes.get().op == "revise"
    typed["item-township_duty"] = "1.上报线索和隐患。"
    assert send(place.head, f"{address}edit/", typed)[0] == 302
    assert request.changes.get().proposed["township_duty"] == "1.上报线索和隐患。"


def test_a_new_item_that_is_begun_with_its_reason_is_kept_later(place):
    mayor, address = place.mayors[0], f"{NEW}?op=add"
    op = re.search(r'name="op" value="(\w*)"', page(mayor, address))[1]
    begun = asking(place, op=op, code="", do="autosave")
    begun |= {"item-name": "", "item-township_duty": "", "item-kind": "basic"}
    begun |= {"item-category": "", "item-scope": "listed", "circumstance": "own_motion"}
    status, _address, text = send(mayor, NEW, begun)
    request = ChangeRequest.objects.get()
    action = re.search(r'action="(/desk/requests/[^"]+)"', text)[1]
    assert status == 200
    assert action.endswith("/edit/?op=add")
    assert send(mayor, action, begun | {"item-name": "线索上报", "expect": "1"})[0] == 200
    assert request.changes.get().proposed["name"] == "线索上报"
    two = {"op": "add", "item": new_item(place, "另一件")}
    other = drafted(place, two, {"op": "cancel", "code": place.items[0].code})
    refused = send(place.head, f"/desk/requests/{other['id']}/edit/", applying(place))
    assert refused[0] == 422
    assert "没有存下" in refused[2]


def test_the_department_that_applies_answers_for_an_item_of_every_kind(place):
    basic = {"item-kind": "basic", "item-category": "", "item-township_duty": ""}
    coordination = {"item-kind": "coordination"}
    typed = applying(place, **basic)
    _status, address, _text = send(place.head, NEW, typed)
    request = ChangeRequest.objects.get()
    for kind, role in ((basic, "support"), (coordination, "lead"), (basic, "support")):
        assert send(place.head, f"{address}edit/", applying(place, **kind))[0] == 302
        [row] = request.changes.get().proposed["responsibilities"]
        assert (row["department"], row["role"]) == ("县自然资源局", role)
        assert row["duty"] == "1.依法查处。"


def test_items_are_merged_and_split_on_the_pages(place):
    draft = drafted(place, channel="adjustment", circumstance="own_motion")
    address = f"/desk/requests/{draft['id']}/changes/new/?op=merge"
    codes = "".join(f"&codes={item.code}" for item in place.items[:2])
    assert place.items[1].code in page(place.head, f"{address}&q=河道")
    assert "请选择两个以上" in page(place.head, f"{address}&go=1", 422)
    assert place.items[3].code not in page(place.head, f"{address}&codes={place.items[3].code}")
    typed = {"kind": "basic", "category": "党的建设", "name": "公文和河道", "scope": "all"}
    status, _address, _text = send(place.head, f"{address}{codes}&go=1", typed | {"public": "yes"})
    assert status == 302
    request = ChangeRequest.objects.get()
    merge = request.changes.get(op="merge")
    assert [merge.item.code, *merge.sources] == [item.code for item in place.items[:2]]
    send(place.head, f"/desk/requests/{request.pk}/changes/{merge.pk}/", {"do": "drop"})
    split = f"/desk/requests/{request.pk}/changes/new/?op=split&code={place.items[1].code}"
    status, _address, text = send(place.head, split, {"part-0-name": "河道宣传"})
    assert status == 422
    assert "至少" in text
    parts = {"part-0-name": "河道宣传", "part-1-name": "河道上报"}
    assert send(place.head, split, parts)[0] == 302
    change = request.changes.pending().get(op="split")
    own = f"/desk/requests/{request.pk}/changes/{change.pk}/"
    assert 'value="河道上报"' in page(place.head, own)
    assert send(place.head, own, parts | {"part-1-name": "河道隐患上报"})[0] == 302
    change.refresh_from_db()
    assert [part["name"] for part in change.proposed] == ["河道宣传", "河道隐患上报"]


def test_what_was_changed_since_is_shown_to_the_unit_and_then_to_the_office(place):
    draft = drafted(place, {"op": "add", "item": new_item(place)})
    address = f"/desk/requests/{draft['id']}/"
    told(decide(place.head, draft["id"], "submit"))
    assert "上次提交" not in page(place.clerk, address)
    told(decide(place.clerk, draft["id"], "return", {"missing": ["条款"]}, reason="请补正"))
    typed = applying(place, reason="省生态环境厅新的专项部署")
    assert send(place.head, f"{address}edit/", typed)[0] == 302
    own, office = page(place.head, address), page(place.clerk, address)
    assert "与上次提交相比" in own
    assert "<ins>新的</ins>" in own
    assert "新的" not in office
    told(decide(place.head, draft["id"], "submit"))
    office = page(place.clerk, address)
    assert "这次提交改了什么" in office
    assert "<ins>新的</ins>" in office
