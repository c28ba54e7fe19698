"""An application in a real browser: saved while it is typed, what is found beside the field, and the
same without script.
"""

import re

import pytest

from access_control.models import ChangeRequest

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
