"""The attachment told with a move is one of this very subject that stands, whatever door it comes
by; a scan may be handed in with the form of the move.
"""

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from access_control.models import ChangeRequest
from dutylist.attachments.models import Attachment
from dutylist.attachments.services import attach, withdraw
from dutylist.history.refusals import NotPossible
from dutylist.workflow.panels import Moves
from tests.access_control.people import REQUESTS, decide, drafted, get, place, post, read
from tests.factories import make_attachment
from tests.grounds import ground

from . import files
from .conftest import signed_in

__all__ = ["place"]
SCAN = files.pdf("复函")


@ground
def draft(place):
    """A request as its department drafts it; its staff hands it in with the sealed scan."""
    return ChangeRequest.objects.get(pk=drafted(place)["id"])


def fault(answer):
    assert answer.status_code == 422, answer.content.decode()
    return {error["path"]: error["message"] for error in answer.json()["errors"]}


def test_a_move_is_told_an_attachment_of_its_own_subject(place, draft):
    elsewhere = make_attachment(place.edition, place.clerk)
    for number in (elsewhere.pk, elsewhere.pk + 1000):
        refused = fault(decide(place.staff, draft.pk, "submit", {"paper": number}))
        assert refused["facts.paper"].startswith(f"没有编号为{number}的附件，或者它不是")
    scan = make_attachment(draft, place.staff)
    answer = decide(place.staff, draft.pk, "submit", {"paper": scan.pk})
    assert answer.status_code == 201
    assert answer.json()["decision"]["facts"] == {"paper": scan.pk}
    assert answer.json()["decision"]["on_paper"]


def test_a_withdrawn_one_is_not_told(place, draft):
    scan = make_attachment(draft, place.staff)
    withdraw(scan, draft, by=place.staff, reason="传错了")
    refused = fault(decide(place.staff, draft.pk, "submit", {"paper": scan.pk}))
    assert refused == {"facts.paper": "附件《复函.pdf》已经撤回，请另行上传。"}


def test_what_a_decision_rests_on_is_not_withdrawn(place, draft):
    scan = make_attachment(draft, place.staff)
    decide(place.staff, draft.pk, "submit", {"paper": scan.pk})
    draft.refresh_from_db()
    with pytest.raises(NotPossible, match="已作为办理的凭据"):
        withdraw(scan, draft, by=place.staff, reason="x")


def test_the_command_line_asks_the_same(place, draft):
    elsewhere = make_attachment(place.edition, place.clerk)
    told = ("decide", "change_request", str(draft.pk), "submit", "--by", place.staff.username)
    with pytest.raises(CommandError, match=f"没有编号为{elsewhere.pk}的附件"):
        call_command(*told, "--fact", f"paper={elsewhere.pk}")
    scan = make_attachment(draft, place.staff)
    call_command(*told, "--fact", f"paper={scan.pk}")
    draft.refresh_from_db()
    assert draft.status == "submitted"


# ---- with the form of the move ----


def sent(user, **fields):
    request = RequestFactory().post("/", {"action": "submit", **fields})
    request.user = user
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def test_the_form_offers_what_is_attached_and_takes_a_scan(place, draft):
    scan = make_attachment(draft, place.staff, "旧复函.pdf")
    moves = Moves(draft, place.staff, only=("submit",))
    (panel,) = moves.panels(list(draft.decisions))
    assert panel.form.is_multipart()
    assert f'<option value="{scan.pk}">旧复函.pdf（盖章原件，钱自然上传）' in str(
        panel.form["paper"]
    )
    request = sent(place.staff, paper_file=files.upload("复函.pdf", SCAN), expect=draft.version)
    form, status = moves.make(request)
    assert (form, status) == (None, 302)
    decision = draft.decisions.last()
    kept = Attachment.objects.get(file_name="复函.pdf")
    assert decision.facts == {"paper": kept.pk}
    assert kept.uploaded_by == place.staff


def test_a_refused_scan_is_named_where_it_was_chosen_and_nothing_moves(place, draft):
    moves = Moves(draft, place.staff)
    request = sent(place.staff, paper_file=files.upload("复函.pdf", files.PROGRAM))
    form, status = moves.make(request)
    assert status == 422
    assert "不能作为附件上传" in str(form.errors["paper_file"])
    assert not Attachment.objects.exists()
    assert not draft.decisions.exists()


def test_a_scan_stays_chosen_when_the_move_is_refused(place, draft):
    moves = Moves(draft, place.staff)
    request = sent(place.staff, paper_file=files.upload("复函.pdf", SCAN), expect=draft.version + 1)
    form, status = moves.make(request)
    assert status == 412
    kept = Attachment.objects.get()
    assert f'<option value="{kept.pk}" selected>复函.pdf' in str(form["paper"])


# ---- on a request ----


def test_a_draft_of_a_unit_and_its_attachments_are_its_own(place, draft):
    known = attach(draft, files.upload("依据.pdf", SCAN), "basis", by=place.staff)
    assert read(place.head, draft.pk)["attachments"][0]["id"] == known.pk
    address = f"/api/v1/attachments/{known.pk}/"
    assert b"".join(get(place.head, address).streaming_content) == SCAN
    assert get(place.other, address).status_code == 404
    assert get(place.clerk, address).status_code == 404
    history = signed_in(place.clerk).get("/api/v1/history/").content.decode()
    assert "依据" not in history


def test_an_opinion_on_paper_rests_on_a_scan_of_the_request(place, draft):
    decide(place.head, draft.pk, "submit")
    facts = {"complete": completed(place, draft.pk)}
    assert decide(place.clerk, draft.pk, "accept", facts).status_code == 201
    opinion = {
        "unit": {"township": place.towns[0].code},
        "stance": "agree",
        "capacity": {"body": True},
        "send": True,
    }
    address = f"{REQUESTS}{draft.pk}/opinions/"
    refused = fault(post(place.clerk, address, opinion | {"paper": 123456}))
    assert refused["paper"].startswith("没有编号为123456的附件")
    assert "paper" in fault(post(place.clerk, address, opinion | {"paper": "x"}))
    draft.refresh_from_db()
    scan = attach(draft, files.upload("复函.pdf", SCAN), "paper", by=place.clerk)
    answer = post(place.clerk, address, opinion | {"paper": scan.pk})
    assert answer.status_code == 201, answer.content.decode()
    with pytest.raises(NotPossible, match="已作为办理的凭据"):
        withdraw(scan, draft, by=place.clerk, reason="x")
    letter = attach(draft, files.upload("来函.pdf", SCAN + b"\n"), "paper", by=place.mayors[1])
    assert letter.uploaded_by == place.mayors[1]


def completed(place, pk):
    review = {"reviewer": "李审查", "on": "2026-11-20", "result": "不涉密"}
    changes = read(place.clerk, pk)["changes"]
    return [{"change": change["id"], "secrecy_review": review} for change in changes]
