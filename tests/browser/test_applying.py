"""An application in a real browser: saved while it is typed, what is found beside the field, and
the same without script.
"""

import re

import pytest

from access_control.models import ChangeRequest
from access_control.requests.services.drafting import amend_request

# The answer to an autosave stays out until `window.answer()` is called.
HELD_BACK = """() => {
    const real = window.fetch;
    const answered = new Promise((resolve) => { window.answer = resolve; });
    window.fetch = async (...asked) => {
        const reply = await real(...asked);
        document.body.dataset.held = "";
        await answered;
        return reply;
    };
}"""
PHONE = {"viewport": {"width": 360, "height": 740}}
NEW = "/desk/requests/new/?op=add"


@pytest.fixture
def opened(visit, demo):
    def open_page(**options):
        page = visit("department", **PHONE, **options).new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on(
            "console", lambda line: page.faults.append(line.text) if line.type == "error" else None
        )
        page.goto(demo + NEW)
        return page

    return open_page


@pytest.mark.one_database
def test_it_saves_itself_while_it_is_typed_and_works_without_script(opened):
    page = opened()
    page.fill("#apply_item-name", "测量标志保护")
    page.fill("#apply_item-township_duty", "1.签订责任状。")
    page.wait_for_url(re.compile(r"/desk/requests/\d+/edit/"))
    page.wait_for_selector("#live-township_duty mark:text('责任状')")
    assert "已保存" in page.inner_text("#saved")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    draft = ChangeRequest.objects.latest("pk")
    assert draft.changes.get().proposed["name"] == "测量标志保护"
    assert page.faults == []
    page.context.clear_cookies()
    page.fill("#apply_reason", "登录结束以后写的")
    page.wait_for_selector("#saved:text('登录已结束')")
    assert page.input_value("#apply_reason") == "登录结束以后写的"

    plain = opened(java_script_enabled=False)
    plain.fill("#apply_item-name", "测量标志保护")
    plain.fill("#apply_item-township_duty", "1.签订责任状。")
    plain.click("button[value=check]")
    plain.wait_for_selector("#live-township_duty mark:text('责任状')")
    assert ChangeRequest.objects.latest("pk") == draft


@pytest.mark.one_database
def test_a_button_waits_for_the_save_that_is_under_way(opened):
    drafts = ChangeRequest.objects.count()
    page = opened()
    for name in ("测量标志保护", "测量标志巡查"):
        page.evaluate(HELD_BACK)
        page.fill("#apply_item-name", name)
        page.wait_for_selector("body[data-held]")
        page.fill("#apply_reason", f"{name}的理由")
        page.click("button[value=save]")
        page.click("button[value=save]")
        with page.expect_navigation():
            page.evaluate("window.answer()")
        page.wait_for_selector(".said :text('已保存')")
        draft = ChangeRequest.objects.latest("pk")
        assert draft.changes.get().proposed["name"] == name
        assert draft.reason == f"{name}的理由"
    assert ChangeRequest.objects.count() == drafts + 1
    assert page.faults == []
    page.go_back()
    page.fill("#apply_reason", "回到上一页以后写的")
    page.wait_for_selector("#saved:text('已保存')")
    draft.refresh_from_db()
    assert draft.reason == "回到上一页以后写的"


@pytest.mark.one_database
def test_the_channel_is_chosen_until_there_is_a_draft_and_told_afterwards(opened):
    drafts = ChangeRequest.objects.count()
    page = opened()
    page.evaluate("document.querySelector('.preset').open = true")
    assert page.locator("[name=circumstance][value=superior]").count() == 1
    page.select_option("[name=channel]", "adjustment")
    page.wait_for_selector("[name=circumstance][value=superior]", state="detached")
    assert ChangeRequest.objects.count() == drafts
    page.check("[name=circumstance][value=own_motion]")
    page.wait_for_selector("[name=channel]", state="detached")
    assert "动态调整" in page.inner_text("#live-already")
    assert page.is_checked("[name=circumstance][value=own_motion]")
    assert page.evaluate("document.activeElement.value") == "own_motion"
    draft = ChangeRequest.objects.latest("pk")
    assert (draft.channel, draft.circumstance) == ("adjustment", "own_motion")
    page.select_option("[name=item-kind]", "basic")
    with page.expect_response(re.compile("/edit/")):
        page.fill("#apply_item-name", "测量标志保护")
    page.wait_for_selector("#saved:text('已保存')")
    assert draft.changes.get().proposed["kind"] == "basic"


@pytest.mark.one_database
def test_enter_in_a_field_saves_nothing_over_what_a_colleague_saved(opened):
    page = opened()
    page.fill("#apply_item-name", "测量标志保护")
    page.wait_for_url(re.compile(r"/desk/requests/\d+/edit/"))
    draft = ChangeRequest.objects.latest("pk")
    amend_request(draft, {"title": "同事写的标题"}, by=draft.drawn_up_by)
    page.fill("#apply_item-name", "测量标志巡查")
    page.wait_for_selector("#saved:text('同事已先保存')")
    assert page.locator(".send button").all_inner_texts() == [
        "检查一遍",
        "存下",
        "按本页填写的存下",
        "存下，去提交",
    ]
    for _time in range(2):
        page.press("#apply_item-name", "Enter")
        page.wait_for_load_state()
        assert draft.changes.get().proposed["name"] == "测量标志保护"
        page.click("button[value=save]")
        page.wait_for_selector(".conflict")
    page.click("button[name=over]")
    page.wait_for_url(re.compile(r"/desk/requests/\d+/$"))
    assert draft.changes.get().proposed["name"] == "测量标志巡查"
