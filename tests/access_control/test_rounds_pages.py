"""The desk pages of rounds: the office's board, and what a unit reads and writes; no script."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from access_control.models import RevisionRound, RoundAction, RoundOpinion
from access_control.rounds.services.answering import answer_opinion
from access_control.rounds.services.giving import give_opinion
from dutylist.organizations.roles import Role
from dutylist.workflow.engine import perform
from tests.factories import make_attachment, make_user

from .people import browser_of, place
from .test_pages import page, send
from .test_rounds import AGREE, OBJECT, later, opened, revised

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place", "revised"]


def desk(place, rest):
    return f"/desk/revisions/{place.revision.pk}/{rest}/"


def boxes(place, **fields):
    """What a township that both changes concern types."""
    new, inner = place.new.pk, place.inner.pk
    return {
        "unit": f"township:{place.towns[0].code}",
        f"change-{new}-stance": "object",
        f"change-{new}-text": "没有专业人员",
        f"change-{inner}-stance": "agree",
        "capacity-staff": "no",
        "willingness": "unable",
        "do": "send",
        **fields,
    }


def test_the_clerk_opens_a_round_on_the_board_and_ends_it_there(revised):
    board = desk(revised, "rounds")
    revision = f"/desk/revision/?county={revised.county.code}"
    assert f'href="{board}"' in page(revised.clerk, revision)
    assert "还没有征求意见" in page(revised.lead, board)
    assert "开启征求意见" not in page(revised.lead, board)
    assert "县林业局" in page(revised.clerk, board)
    sent = {"action": "open_round", "days": "三", "text": "请研究反馈", "invite": []}
    refused = send(revised.clerk, board, sent, 422)
    assert "应为整数" in refused
    assert "请研究反馈" in refused
    told = {**sent, "days": "6", "invite": ["department:县林业局"]}
    told["leave_out"] = [f"township:{town.code}" for town in revised.towns[4:]]
    assert send(revised.clerk, board, told) == board
    text = page(revised.clerk, board)
    row = RevisionRound.objects.get()
    assert text.count("/opinion/?unit=") == 7
    for word in ("县林业局", "7个未反馈", "还剩6个工作日", "请研究反馈"):
        assert word in text
    assert "征求意见（1轮）" in page(revised.clerk, revision)
    assert "尚未结束" in send(revised.clerk, board, told, 409)
    send(revised.clerk, board, {"action": "remind", "expect": row.version})
    assert "日催办" in page(revised.auditor, board)
    row.refresh_from_db()
    give_opinion(row, OBJECT, by=revised.mayors[0])
    assert "2条待答复" in page(revised.clerk, board)
    row = later(row, 0)
    sent = {"action": "close", "expect": row.version}
    assert "尚未写明采纳情况" in send(revised.clerk, board, sent, 422)
    opinion = RoundOpinion.objects.sent().get()
    answers = []
    for change in (revised.new, revised.inner):
        answers.append({"change": change.pk, "outcome": "adopted", "text": ""})
    answer_opinion(opinion, answers, by=revised.clerk)
    assert send(revised.clerk, board, sent) == board
    text = page(revised.clerk, board)
    assert "已结束" in text
    assert "未反馈不作为同意" in text
    assert "开启下一轮" in text


def test_a_unit_reads_what_concerns_it_and_answers_on_one_page(revised):
    address = desk(revised, "opinion")
    page(revised.mayors[0], address, 404)
    row = opened(revised, text="请研究反馈")
    page(revised.other, address, 404)
    page(revised.other, desk(revised, "rounds"), 404)
    text = page(revised.head, address)
    assert "内部值守金丝雀" not in text
    assert revised.new.title in text
    assert 'name="willingness"' not in text  # a department carries nothing
    assert browser_of(revised.head).get(desk(revised, "rounds")).headers["Location"] == address
    text = page(revised.mayors[0], address)
    for word in ("请研究反馈", "逾期不反馈不作为同意", "承接能力", "内部值守金丝雀"):
        assert word in text
    assert revised.towns[1].name not in re.sub(r"(?s)<article.*</article>", "", text)
    part = boxes(revised, do="save", willingness="")
    assert send(revised.mayors[0], address, part) == address
    text = page(revised.mayors[0], address)
    assert "没有专业人员" in text
    assert "还没有填的" in text
    lacking = boxes(revised, **{f"change-{revised.inner.pk}-stance": ""})
    assert "请选择对第2条的意见" in send(revised.mayors[0], address, lacking, 422)
    assert "请选择承接意愿" in send(revised.mayors[0], address, boxes(revised, willingness=""), 422)
    assert send(revised.mayors[0], address, boxes(revised)) == address
    text = page(revised.mayors[0], address)
    assert "第1轮反馈的意见" in text
    assert "您单位的意见已经反馈" in text
    assert "没有专业人员" in text
    assert "没有专业人员" in send(revised.mayors[0], address, boxes(revised), 409)
    opinion = RoundOpinion.objects.sent().get()
    assert (opinion.stance, opinion.capacity) == ("object", {"staff": False})
    page(revised.mayors[1], desk(revised, f"opinions/{opinion.pk}"), 404)
    # What it said of its capacity is offered in the next round, not asked again.
    perform(row, RoundAction.STOP, by=revised.clerk, reason="另行征求")
    opened(revised)
    text = page(revised.mayors[0], address)
    assert "反馈的情况预填" in text
    assert re.search(r'name="capacity-staff" value="no"[^>]*checked', text)


def test_the_office_answers_an_opinion_on_its_page(revised):
    row = opened(revised)
    opinion, _is_new = give_opinion(row, OBJECT, by=revised.mayors[0])
    address = desk(revised, f"opinions/{opinion.pk}")
    assert "登记采纳情况" not in page(revised.legal, address)
    assert "没有专业人员" in page(revised.legal, address)
    name = f"answer-{revised.new.pk}"
    refused = send(revised.clerk, address, {name: "not_adopted"}, 422)
    assert "未采纳的，请写明理由" in refused
    assert send(revised.lead, address, {name: "adopted"}, 403)
    told = {name: "not_adopted", f"text-{revised.new.pk}": "已安排培训"}
    assert send(revised.clerk, address, told) == desk(revised, "rounds")
    text = page(revised.mayors[0], desk(revised, "opinion"))
    assert "未采纳" in text
    assert "已安排培训" in text
    page(revised.mayors[0], address, 404)


def test_the_clerk_records_from_paper_on_the_units_page(revised):
    row = opened(revised)
    address = desk(revised, "opinion")
    assert "请选择单位" in page(revised.clerk, address)
    unit = f"township:{revised.towns[0].code}"
    text = page(revised.clerk, f"{address}?unit={unit}")
    assert f"{revised.towns[0].name}对" in text
    assert "盖章原件" in send(revised.clerk, f"{address}?unit={unit}", boxes(revised), 422)
    scan = make_attachment(row, revised.clerk, "复函.pdf")
    sent = boxes(revised, paper=str(scan.pk))
    assert send(revised.clerk, f"{address}?unit={unit}", sent) == desk(revised, "rounds")
    assert "代录" in page(revised.mayors[0], address)
    staff = make_user(Role.TOWNSHIP_STAFF, township=revised.towns[1])
    assert "盖章原件扫描件" in page(staff, address)
    assert "复函.pdf" not in page(staff, address)


def test_what_a_unit_has_not_sent_shows_on_no_page_of_the_office(revised):
    row = opened(revised)
    part = {**OBJECT, "text": "只写了一半的话", "send": False}
    give_opinion(row, part, by=revised.mayors[0])
    opinion = RoundOpinion.objects.exclude(by=None).get()
    unit = f"township:{revised.towns[0].code}"
    for address in (
        desk(revised, "rounds"),
        desk(revised, f"opinions/{opinion.pk}"),
        f"{desk(revised, 'opinion')}?unit={unit}",
        "/admin/access_control/roundopinion/",
    ):
        assert "只写了一半的话" not in page(revised.clerk, address)
    narrowed = "/admin/access_control/roundopinion/?stance=object"
    assert revised.towns[0].name not in page(revised.clerk, narrowed)
    give_opinion(row, {}, by=revised.mayors[0])
    assert revised.towns[0].name in page(revised.clerk, narrowed)


def queries_of_pages(place, **told):
    """How often the board and a unit's page ask the database, of a round that is undone again."""
    with transaction.atomic():
        row = opened(place, **told)
        give_opinion(row, AGREE, by=place.mayors[0])
        counts = []
        for user, address in ((place.clerk, "rounds"), (place.head, "opinion")):
            page(user, desk(place, address))
            with CaptureQueriesContext(connection) as queries:
                page(user, desk(place, address))
            counts.append(len(queries))
        transaction.set_rollback(True)
    return counts


def test_the_pages_ask_as_often_for_many_units_as_for_few(revised):
    most = [{"township": town.code} for town in revised.towns[1:]]
    assert queries_of_pages(revised, leave_out=most) == queries_of_pages(revised)


def test_a_unit_contests_on_its_page_what_was_recorded_for_it(revised):
    row = opened(revised)
    paper = make_attachment(row, revised.clerk, "城关.pdf")
    unit = {"township": revised.towns[0].code}
    give_opinion(row, {"unit": unit, "paper": paper.pk, **OBJECT}, by=revised.clerk)
    address, board = desk(revised, "opinion"), desk(revised, "rounds")
    assert "前可以提出异议；现在结束征求意见的" in page(revised.clerk, board)
    assert "对代录提出异议" not in page(revised.mayors[1], address)
    assert "照盖章原件代录，与原件不一致的" in page(revised.mayors[0], address)
    row.refresh_from_db()
    sent = {"action": "contest", "expect": row.version, "reason": ""}
    assert "请" in send(revised.mayors[0], address, sent, 422)
    assert send(revised.mayors[0], address, sent | {"reason": "与原件不符"}) == address
    assert 'value="send"' in page(revised.mayors[0], address)  # it answers itself now
    assert "前可以提出异议；现在结束征求意见的" not in page(revised.clerk, board)
