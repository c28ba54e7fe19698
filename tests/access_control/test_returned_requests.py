"""What a unit changes while its request is returned is its own until it submits again: the items
that it names, and the files that it attaches.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dutylist.notices.models import OutboundEvent

from .people import (
    API,
    REQUESTS,
    browser_of,
    decide,
    drafted,
    get,
    handed_in,
    new_item,
    opens,
    patch,
    place,
    read,
    told,
)

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place"]
CANARY = "退回以后写的金丝雀"


def upload(user, pk, file_name):
    scan = SimpleUploadedFile(file_name, b"%PDF-1.4\n%%EOF\n" + file_name.encode())
    facts = {"kind": "basis", "subject_flow": "change_request", "subject_id": pk}
    return told(browser_of(user).post(f"{API}attachments/", facts | {"file": scan}))["id"]


def returned(place):
    pk = handed_in(place)["id"]
    upload(place.clerk, pk, "受理材料.pdf")
    told(decide(place.clerk, pk, "return", reason="材料不全"))
    return pk


def files(user, pk):
    return [one["file_name"] for one in read(user, pk)["attachments"]]


def concerning(user, code):
    rows = told(get(user, f"{REQUESTS}?item={code}"), 200)["results"]
    return [row["id"] for row in rows]


def warned(place, code):
    """Whether another's draft on this item is told that a request is under way."""
    draft = drafted(place, {"op": "cancel", "code": code}, by=place.other)
    return "parallel_request" in [finding["rule"] for finding in draft["findings"]]


def test_an_item_that_is_named_while_it_is_returned_is_told_to_nobody_else(place):
    pk, code = returned(place), place.items[1].code
    changes = [{"op": "add", "item": new_item(place)}, {"op": "cancel", "code": code}]
    told(patch(place.head, f"{REQUESTS}{pk}/", {"changes": changes}), 200)
    assert concerning(place.head, code) == [pk]
    assert concerning(place.auditor, code) == [pk]
    assert concerning(place.clerk, code) == []
    assert not warned(place, code)
    told(decide(place.head, pk, "submit"))
    assert concerning(place.clerk, code) == [pk]
    assert warned(place, code)


def test_a_file_that_is_attached_while_it_is_returned_is_told_to_nobody_else(place):
    pk = returned(place)
    added = upload(place.staff, pk, "补充测算.pdf")
    address, page = f"{API}attachments/{added}/", f"/desk/requests/{pk}/"
    for user in (place.head, place.staff, place.auditor):
        assert files(user, pk) == ["受理材料.pdf", "补充测算.pdf"]
        assert opens(user, address)
    for user in (place.clerk, place.lead, place.legal):
        assert files(user, pk) == ["受理材料.pdf"]
        assert not opens(user, address)
        assert "补充测算" not in get(user, page).content.decode()
    assert "补充测算" not in get(place.clerk, "/admin/attachments/attachment/").content.decode()
    told(decide(place.head, pk, "submit"))
    assert files(place.clerk, pk) == ["受理材料.pdf", "补充测算.pdf"]
    assert opens(place.clerk, address)


def test_what_was_attached_before_it_was_taken_back_stays_the_unit_s(place):
    pk = returned(place)
    upload(place.head, pk, "补充测算.pdf")
    told(decide(place.head, pk, "take_back", reason="不再需要"))
    assert files(place.head, pk) == ["受理材料.pdf", "补充测算.pdf"]
    assert files(place.clerk, pk) == ["受理材料.pdf"]


def test_what_was_written_before_it_was_taken_back_stays_the_unit_s(place):
    """The office keeps what was handed in last: on the page, in API, papers and record."""
    pk = returned(place)
    changes = [{"op": "add", "item": new_item(place, CANARY)}]
    told(patch(place.head, f"{REQUESTS}{pk}/", {"changes": changes, "reason": CANARY}), 200)
    told(decide(place.head, pk, "take_back", reason="不再需要"))
    for user in (place.head, place.staff, place.auditor):
        assert CANARY in str(read(user, pk))
    handed_in_last = [change["title"] for change in read(place.clerk, pk)["changes"]]
    assert handed_in_last == ["海漂垃圾线索发现上报"]
    seen = [f"/desk/requests/{pk}/", f"{API}proposed-changes/", f"{REQUESTS}?q={CANARY}"]
    record = [f"{API}history/", "/desk/history/", "/admin/items/proposedchange/"]
    for user in (place.clerk, place.lead, place.legal):
        assert CANARY not in str(read(user, pk))
        for address in (*seen, *record):
            assert CANARY not in get(user, address).content.decode(), address
        assert not opens(user, f"{REQUESTS}{pk}/findings/")
    told_outside = OutboundEvent.objects.filter(kind="change_request.take_back")
    assert told_outside.count() == 1  # that it is taken back is no secret
