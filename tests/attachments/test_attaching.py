"""Attaching, downloading and withdrawing over HTTP and on the desk: who may, and what is kept."""

import hashlib
import os
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from dutylist.attachments import storage
from dutylist.attachments.models import Attachment, AttachmentKind
from dutylist.attachments.services import attach, sweep, withdraw
from dutylist.history.models import Batch
from dutylist.history.refusals import NotAllowed, NotPossible
from dutylist.workflow.engine import perform

from . import files
from .conftest import signed_in

URL = "/api/v1/attachments/"
SCAN = files.pdf("复函")


def post(user, edition, content=SCAN, name="复函.pdf", headers=None, **fields):
    told = {"kind": "paper", "subject_flow": "edition", "subject_id": edition.pk} | fields
    body = {"file": files.upload(name, content), **told}
    return signed_in(user).post(URL, body, headers=headers or {})


def attached(office, content=SCAN, name="复函.pdf"):
    return attach(office.edition, files.upload(name, content), "paper", by=office.clerk)


# ---- over HTTP ----


def test_no_number_tells_how_many_files_lie_between_two(office):
    """Files of sealed subjects lie between the others: neither their own numbers nor those of their
    rows in the record may be counted on.
    """
    pks = [attached(office, name=f"复函{place}.pdf").pk for place in range(6)]
    assert all(abs(one - other) > 1000 for one in pks for other in pks if one != other)
    assert [row.pk for row in Attachment.objects.of(office.edition)] == pks
    told = []
    for batch in Batch.objects.filter(reason__startswith="上传附件"):
        answer = signed_in(office.clerk).get(f"/api/v1/history/{batch.pk}/").json()
        told += [change["id"] for change in answer["changes"] if change["title"] == "复函1.pdf"]
    assert told == [None]


def test_a_file_is_attached_and_given_back_as_it_came(office):
    answer = post(office.clerk, office.edition)
    told = answer.json()
    assert answer.status_code == 201, told
    assert told["file_name"] == "复函.pdf"
    assert told["size"] == len(SCAN)
    assert told["sha256"] == hashlib.sha256(SCAN).hexdigest()
    assert told["content_type"] == "application/pdf"
    assert told["kind"] == "paper"
    for address in (told["url"], reverse("desk:attachment", args=[told["id"]])):
        given = signed_in(office.inspector).get(address)
        assert b"".join(given.streaming_content) == SCAN
        assert given["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('复函.pdf')}"
        assert given["X-Content-Type-Options"] == "nosniff"
        assert given["Content-Type"] == "application/pdf"
        assert "no-store" in given["Cache-Control"]


def test_somebody_elses_subject_and_its_attachments_do_not_exist(office):
    known = attached(office)
    assert post(office.stranger, office.edition).status_code == 404
    stranger = signed_in(office.stranger)
    addresses = [
        f"{URL}{known.pk}/",
        reverse("desk:attachment", args=[known.pk]),
        reverse("desk:attachment-withdraw", args=[known.pk]),
        reverse("desk:attachments", args=["edition", office.edition.pk]),
        reverse("desk:attachments", args=["nothing", office.edition.pk]),
    ]
    assert [stranger.get(address).status_code for address in addresses] == [404] * 5
    given_back = stranger.post(f"{URL}{known.pk}/withdrawal/", {}, content_type="application/json")
    assert given_back.status_code == 404
    assert list(Attachment.objects.visible_to(office.stranger)) == []
    assert list(Attachment.objects.visible_to(office.inspector)) == [known]


def test_who_can_not_act_on_the_subject_attaches_nothing(office, kept_files):
    answer = post(office.inspector, office.edition)
    assert (answer.status_code, answer.json()["code"]) == (403, "role")
    assert not Attachment.objects.exists()
    assert not kept_files.exists()


REFUSED = {
    "program": ("复函.pdf", files.PROGRAM),
    "program by name": ("复函.exe", SCAN),
    "macro": ("a.docx", files.with_parts(files.document("x"), {"word/vbaProject.bin": "x"})),
    "marked": ("a.pdf", files.pdf("机密★")),
    "marked name": ("秘密★.pdf", SCAN),
    "empty": ("a.pdf", b""),
    "too big": ("a.pdf", b"%PDF-1.4" + bytes(20 * 2**20)),
    "far too big": ("a.pdf", b"%PDF-1.4" + bytes(22 * 2**20)),
    "not allowed": ("a.rar", b"Rar!\x1a\x07\x01\x00"),
}


@pytest.mark.either_database
@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_file_is_kept_nowhere(name, office, kept_files):
    file_name, content = REFUSED[name]
    answer = post(office.clerk, office.edition, content, file_name)
    assert (answer.status_code, answer.json()["code"]) == (422, "file_refused")
    (error,) = answer.json()["errors"]
    assert error["path"] == "file"
    assert error["message"].endswith("。")
    assert not Attachment.objects.exists()
    assert [path for path in kept_files.rglob("*") if path.is_file()] == []


def test_a_body_that_is_too_long_is_read_to_its_end(office):
    content = REFUSED["far too big"][1]
    answer = post(office.clerk, office.edition, content)
    assert answer.status_code == 422
    assert answer.wsgi_request.read() == b""


def test_every_fault_of_the_form_has_its_path(office):
    answer = post(office.clerk, office.edition, subject_flow="x", subject_id="y")
    paths = {error["path"] for error in answer.json()["errors"]}
    assert (answer.status_code, paths) == (422, {"subject_flow", "subject_id"})
    answer = post(office.clerk, office.edition, kind="letter")
    assert answer.json()["errors"][0]["path"] == "kind"
    answer = post(office.clerk, office.edition, secret="1")
    assert answer.json()["errors"][0]["path"] == "secret"
    client = signed_in(office.clerk)
    assert client.post(URL, {}, content_type="application/json").status_code == 415
    assert client.post(URL, {"kind": "paper"}).json()["errors"][0]["path"] == "file"


def test_the_same_file_sent_again_is_the_same_attachment(office):
    first = post(office.clerk, office.edition, headers={"Idempotency-Key": "k1"})
    again = post(office.clerk, office.edition, headers={"Idempotency-Key": "k1"})
    without_key = post(office.clerk, office.edition)
    assert first.json() == again.json() == without_key.json()
    assert again["Idempotent-Replayed"] == "true"
    other = post(office.clerk, office.edition, files.PNG, headers={"Idempotency-Key": "k1"})
    assert other.json()["code"] == "idempotency_key_reused"
    assert Attachment.objects.count() == 1


# ---- withdrawn, never deleted ----


def test_who_uploaded_takes_it_back_with_a_reason_and_the_row_stays(office, kept_files):
    known = attached(office)
    client = signed_in(office.clerk)
    address = f"{URL}{known.pk}/withdrawal/"
    assert client.post(address, {}, content_type="application/json").status_code == 422
    told = client.post(address, {"reason": "传错了"}, content_type="application/json")
    assert (told.status_code, told.json()["withdrawn"]) == (201, True)
    assert client.get(f"{URL}{known.pk}/").status_code == 404
    assert client.get(reverse("desk:attachment", args=[known.pk])).status_code == 404
    assert storage.path_of(known.sha256).is_file()
    reasons = {batch.reason for batch in Batch.objects.all()}
    assert reasons >= {"上传附件《复函.pdf》", "传错了"}
    assert known.history.count() == 2
    again = attached(office)
    assert again.pk != known.pk


def test_nobody_else_takes_it_back(office):
    known = attached(office)
    with pytest.raises(NotAllowed, match="由上传人撤回"):
        withdraw(known, office.edition, by=office.recorder, reason="x")


def test_what_has_ended_keeps_its_attachments(office):
    known = attached(office)
    perform(office.edition, "discard", by=office.clerk, reason="不用了")
    with pytest.raises(NotPossible, match="附件不能再撤回"):
        withdraw(known, office.edition, by=office.clerk, reason="x")


# ---- on the desk ----


def test_the_page_of_an_edition_shows_its_attachments_and_takes_another(office):
    client = signed_in(office.clerk)
    page = client.get(office.edition.get_absolute_url()).content.decode()
    assert "还没有附件。" in page
    address = reverse("desk:attachments", args=["edition", office.edition.pk])
    assert f'action="{address}"' in page
    sent = {"file": files.upload("纪要.pdf", SCAN), "kind": AttachmentKind.MINUTES}
    answer = client.post(address, sent)
    assert (answer.status_code, answer.url) == (302, office.edition.get_absolute_url())
    page = client.get(answer.url).content.decode()
    digest = hashlib.sha256(SCAN).hexdigest()
    for shown in ("纪要.pdf", "会议纪要", digest[:12], "李经办", "下载", "撤回"):
        assert shown in page
    read = signed_in(office.inspector).get(office.edition.get_absolute_url()).content.decode()
    assert "纪要.pdf" in read
    assert "上传附件" not in read
    assert "撤回附件" not in read


def test_a_refused_upload_says_why_on_its_page(office):
    address = reverse("desk:attachments", args=["edition", office.edition.pk])
    client = signed_in(office.clerk)
    answer = client.post(address, {"file": files.upload("a.pdf", files.PROGRAM), "kind": "paper"})
    assert answer.status_code == 422
    assert "不能作为附件上传" in answer.content.decode()
    answer = client.post(address, {"kind": "paper"})
    assert "请选择文件。" in answer.content.decode()


def test_a_person_takes_back_on_the_desk(office):
    known = attached(office)
    client, address = signed_in(office.clerk), reverse("desk:attachment-withdraw", args=[known.pk])
    assert "复函.pdf" in client.get(address).content.decode()
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "传错了"}).url == office.edition.get_absolute_url()
    page = client.get(office.edition.get_absolute_url()).content.decode()
    assert reverse("desk:attachment", args=[known.pk]) not in page


def test_the_admin_lists_them_with_their_history(office):
    known = attached(office)
    client = signed_in(office.inspector)
    assert "复函.pdf" in client.get("/admin/attachments/attachment/").content.decode()
    page = client.get(f"/admin/attachments/attachment/{known.pk}/change/").content.decode()
    assert known.sha256 in page
    assert "上传附件《复函.pdf》" in page
    assert "复函.pdf" not in (
        signed_in(office.stranger).get("/admin/attachments/attachment/").content.decode()
    )


# ---- files and rows ----


def test_a_file_lies_whole_below_its_digest_for_its_owner_alone(office, kept_files):
    known = attached(office)
    (path,) = [path for path in kept_files.rglob("*") if path.is_file()]
    assert path == storage.path_of(known.sha256)
    assert path.read_bytes() == SCAN
    assert path.stat().st_mode & 0o777 == 0o600
    assert all(one.stat().st_mode & 0o077 == 0 for one in (path.parent, kept_files))


def test_a_file_without_a_row_does_no_harm_and_is_swept(office, kept_files):
    """As it is when the server is killed between the file and its row."""
    with storage.received(files.upload("x.pdf", SCAN + b"%")) as found:
        storage.keep(found)
    known = attached(office)
    lost = storage.path_of(found.sha256)
    assert sweep() == 0  # it may be on its way to a row
    for path in (lost, storage.path_of(known.sha256)):
        age(path)
    assert sweep() == 1
    assert not lost.exists()
    assert storage.path_of(known.sha256).is_file()


def age(path):
    old = path.stat().st_mtime - 2 * storage.SECONDS_OF_A_DAY
    os.utime(path, (old, old))


def test_the_file_of_a_row_that_is_gone_is_named(office, capsys):
    known = attached(office)
    call_command("sweep_attachments")
    storage.path_of(known.sha256).unlink()
    with pytest.raises(CommandError, match="1份附件的文件缺失"):
        call_command("sweep_attachments")
    assert known.sha256 in capsys.readouterr().out
    assert signed_in(office.clerk).get(f"{URL}{known.pk}/").status_code == 404


def test_the_file_lies_there_before_its_row_is_written(office, kept_files, monkeypatch):
    """Killed while the row is written, there is a file without a row, never the reverse."""

    def killed(*arguments, **options):
        raise SystemExit

    monkeypatch.setattr(Attachment, "save", killed)
    with pytest.raises(SystemExit):
        attached(office)
    assert not Attachment.objects.exists()
    (path,) = [path for path in kept_files.rglob("*") if path.is_file()]
    assert path.read_bytes() == SCAN
