"""Every form that changes the list says before anybody types that the county is deciding on it, and
what can be done meanwhile.
"""

import pytest
from django.urls import reverse

from dutylist.workflow.engine import perform
from items.editions.services.editions import start_edition
from items.imports.services.jobs import preview_uploads
from items.models import Revision
from items.register.standing_still import stands_still
from tests.factories import make_content, make_county, make_items

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
MEANWHILE = "期间可以查阅、导出清单"


def uploaded(tmp_path, by):
    path = tmp_path / "清单.csv"
    path.write_text("事项类型,类别,事项名称\n基本履职,党的建设,负责公文管理\n", encoding="utf-8")
    return preview_uploads([path], county=make_county(), by=by)


def forms_of(item, job):
    """The address of each form by which the clerk changes the list."""
    return (
        reverse("admin:items_dutyitem_change", args=[item.pk]),
        reverse("admin:items_basicitem_change", args=[item.pk]),
        reverse("admin:items_dutyitem_add"),
        reverse("admin:items_dutyitem_verb", args=[item.pk, "merge"]),
        reverse("admin:items_dutyitem_verb", args=[item.pk, "split"]),
        reverse("admin:items_dutyitem_verb", args=[item.pk, "cancel"]),
        reverse("imports:upload"),
        reverse("imports:preview", args=[job.pk]),
        reverse("imports:recognised", args=[job.pk]),
        reverse("imports:confirm", args=[job.pk]),
    )


def bulk(client, item):
    """The first page of a bulk edit."""
    address = reverse("admin:items_dutyitem_changelist")
    return client.post(address, {"action": "edit_many", "_selected_action": [item.pk]})


def told(answer):
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_while_a_revision_is_with_the_sitting_every_form_says_so(
    revising, published, staff, signed_in, tmp_path
):
    clerk = staff[0]
    job = uploaded(tmp_path, clerk)
    browser = signed_in(clerk)
    for address in forms_of(published[0], job):
        assert MEANWHILE not in told(browser.get(address)), address
    assert MEANWHILE not in told(bulk(browser, published[0]))

    edition = start_edition(make_county(), by=clerk, with_revision=True)
    perform(edition, "submit", by=clerk)
    title = Revision.objects.get().title
    for address in forms_of(published[0], job):
        page = told(browser.get(address))
        assert f"{title}正在提请审定，暂不能提出新的调整" in page, address
        assert MEANWHILE in page, address
    assert MEANWHILE in told(bulk(browser, published[0]))
    assert MEANWHILE in told(browser.get(reverse("desk:revision")))

    perform(edition, "take_back", by=clerk, reason="补充材料")
    assert stands_still(make_county()) is None


def test_the_item_is_shown_to_read_with_what_is_being_decided_on(
    revising, published, staff, signed_in
):
    clerk = staff[0]
    perform(start_edition(make_county(), by=clerk, with_revision=True), "submit", by=clerk)
    page = told(
        signed_in(clerk).get(reverse("admin:items_dutyitem_change", args=[published[0].pk]))
    )
    assert "负责河道巡查和保洁" in page or "和保洁" in page
    assert 'name="name"' not in page


def test_before_the_first_edition_the_forms_say_it_too(staff, signed_in, db):
    clerk = staff[0]
    [item] = make_items([make_content(name="负责公文管理")])
    edition = start_edition(make_county(), by=clerk)
    browser = signed_in(clerk)
    address = reverse("admin:items_dutyitem_change", args=[item.pk])
    assert MEANWHILE not in told(browser.get(address))
    perform(edition, "submit", by=clerk)
    page = told(browser.get(address))
    assert "第1版正在“提请审定中”，暂不能直接修改事项" in page
    assert MEANWHILE in page
