"""Rounds of opinions on the open revision: whom the draft concerns is asked, round after round, and
reads nothing else of it.
"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from access_control.models import RevisionRound, RoundAction, RoundOpinion
from access_control.rounds.services.answering import answer_opinion
from access_control.rounds.services.asking import open_round
from access_control.rounds.services.concern import concern_of
from access_control.rounds.services.ending import hand_silence_to_clerk
from access_control.rounds.services.giving import give_opinion
from dutylist.attachments.models import Attachment
from dutylist.history.models import Batch
from dutylist.history.refusals import Invalid, NotAllowed, NotPossible, Refusal
from dutylist.notices.models import InboxMessage, ToDo
from dutylist.organizations.roles import Role
from dutylist.organizations.services.regions import set_policy
from dutylist.workflow.calendar import add_working_days, deadline_words
from dutylist.workflow.clocks import make_moves
from dutylist.workflow.engine import perform, refusal, whose_turn
from dutylist.workflow.todo_lists import waited_for_by
from items.editions.services.editions import start_edition
from items.entry.content import content_of
from items.entry.lookup import Lookup
from items.models import EditionAction, ProposedChange, Revision, RevisionAction
from items.register.services.editing import change_items
from items.register.services.proposals import withdraw_change
from tests.factories import make_attachment, make_user, seeding
from tests.grounds import ground
from tests.workflow.hooks import named, watch

from .people import API, get, new_item, place, post, told
from .test_moves import run_the_clocks

pytestmark = pytest.mark.django_db
__all__ = ["place"]
AGREE = {"stance": "agree"}
OBJECT = {"stance": "object", "text": "没有专业人员", "willingness": "unable"}


@ground
def revised(place):
    """The open revision with two draft changes: a new item for the first three towns, and the inner
    watch, which is not public, for the fourth.
    """
    for item, content in (
        (None, new_item(place)),
        (place.items[3], {"scope": "listed", "townships": [place.towns[3].code]}),
    ):
        change_items(place.county, [(item, content)], by=place.clerk, reason="年度修订")
    place.revision = Revision.objects.get()
    place.new, place.inner = place.revision.changes.order_by("pk")
    return place


def opened(place, **told):
    return open_round(place.revision, told, by=place.clerk)


def opinion_of(row, unit):
    return next(opinion for opinion in row.asked if opinion.unit == unit)


def answered_by_all(place, row):
    for opinion in row.opinions_owed():
        paper = make_attachment(row, place.clerk, f"{opinion.unit.name}.pdf")
        give_opinion(row, {"unit": unit_told(opinion), "paper": paper.pk, **AGREE}, by=place.clerk)


def unit_told(opinion):
    if opinion.department:
        return {"department": opinion.department.name}
    return {"township": opinion.township.code}


def later(row, days):
    """The round as it stands when its last day was yesterday, or so many days before."""
    with seeding():
        for opinion in row.asked:
            opinion.due_on = timezone.localdate() - timedelta(days=days + 1)
            opinion.save()
        row.refresh_from_db()
        row.due_on = opinion.due_on
        row.save()
    return row


# ---- it is asked ----


def test_whoever_a_change_concerns_is_asked_about_it_and_nothing_else(revised):
    row = opened(revised, text="请于期限内反馈。")
    assert (row.number, row.status, row.text) == (1, "open", "请于期限内反馈。")
    assert row.due_on == add_working_days(timezone.localdate(), 10)
    about = {opinion.unit.name: opinion.asked_about for opinion in row.asked}
    towns = [town.name for town in revised.towns]
    # The inner watch was everybody's before: all the towns are in its scope, before or after.
    assert about.pop("县自然资源局") == [revised.new.pk]
    assert {name: len(numbers) for name, numbers in about.items()} == {
        "城关镇": 1,
        **dict.fromkeys(towns[:3], 2),
        **dict.fromkeys(towns[3:], 1),
    }
    assert "县林业局" not in about


def test_units_are_left_out_and_invited(revised):
    first = revised.towns[0]
    row = opened(
        revised,
        days=6,
        leave_out=[{"township": first.code}],
        invite=[{"department": "县林业局"}],
    )
    assert row.due_on == add_working_days(timezone.localdate(), 6)
    assert first not in [opinion.unit for opinion in row.asked]
    # What is not public is not sent to whom it does not concern.
    assert opinion_of(row, revised.forestry).asked_about == [revised.new.pk]


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("told", "path"),
    [
        ({"days": 4}, "days"),
        ({"days": "十"}, "days"),
        ({"text": 5}, "text"),
        ({"leave_out": {}}, "leave_out"),
        ({"leave_out": [{"township": "990121999000"}]}, "leave_out.0.township"),
        ({"invite": ["县林业局"]}, "invite.0"),
        ({"invite": [{"department": "县林业局", "changes": [0]}]}, "invite.0.changes.0"),
        ({"invite": [{"department": "县林业局", "changes": []}]}, "invite.0.changes"),
        ({"units": []}, "units"),
    ],
)
def test_what_is_told_wrongly_is_named_at_its_place(revised, told, path):
    with pytest.raises(Invalid) as refused:
        opened(revised, **told)
    assert list(refused.value.errors) == [path]


def test_nobody_is_invited_to_what_is_not_public(revised):
    asked = {"department": "县林业局", "changes": [revised.inner.pk]}
    with pytest.raises(Invalid, match="不公开的事项只征求它涉及的单位"):
        opened(revised, invite=[asked])


def test_of_a_merge_only_those_learn_whom_its_hidden_item_concerns(revised):
    everywhere = content_of(revised.items[1])
    hidden = {
        **content_of(revised.items[3]),
        "scope": "listed",
        "townships": [revised.towns[3].code],
    }
    merge = ProposedChange(op="merge", then=everywhere, proposed=everywhere)
    lookup = Lookup(revised.county)
    concern = concern_of(merge, [hidden], lookup)
    assert (concern.is_public, concern.townships) == (False, {revised.towns[3].code})
    assert not concern.reaches(revised.bureau)
    concern = concern_of(merge, [{**hidden, "public": True}], lookup)
    assert (concern.is_public, len(concern.townships)) == (True, 9)
    assert concern.reaches(revised.bureau)


def test_the_clerk_asks_one_round_at_a_time_while_the_revision_is_open(revised):
    with pytest.raises(NotAllowed):
        open_round(revised.revision, {}, by=revised.lead)
    row = opened(revised)
    assert waited_for_by(revised.clerk).filter(flow="revision_round").count() == 10
    give_opinion(row, AGREE, by=revised.mayors[0])
    assert not waited_for_by(revised.mayors[0]).exists()
    with pytest.raises(NotPossible, match="第1轮征求意见尚未结束"):
        opened(revised)
    row.pk, row.number = None, 2
    row._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic(), seeding():
        row.save()
    perform(RevisionRound.objects.get(), RoundAction.STOP, by=revised.clerk, reason="内容有误")
    assert opened(revised).number == 2
    perform(revised.revision, RevisionAction.DISCARD, by=revised.lead, reason="暂不修订")
    assert [one.status for one in RevisionRound.objects.all()] == ["stopped", "stopped"]
    assert not ToDo.objects.open().filter(flow="revision_round").exists()
    with pytest.raises(NotPossible, match="不能再征求意见"):
        opened(revised)


# ---- who sees it ----


def test_a_unit_sees_the_round_that_asked_it_and_its_own_opinion_alone(revised):
    row = opened(revised, leave_out=[{"township": revised.towns[7].code}])
    give_opinion(row, OBJECT, by=revised.mayors[0])
    first, second, last = revised.mayors[0], revised.mayors[1], revised.mayors[7]
    for user, rounds, opinions in (
        (first, 1, 1),
        (second, 1, 1),
        (last, 0, 0),
        (revised.other, 0, 0),
        (revised.head, 1, 1),
        (revised.auditor, 1, 9),
        (revised.legal, 1, 9),
        (None, 0, 0),
    ):
        assert RevisionRound.objects.visible_to(user).count() == rounds
        assert RoundOpinion.objects.visible_to(user).count() == opinions
    assert row.numbers_known_to(revised.head) == {revised.new.pk}
    assert row.numbers_known_to(revised.mayors[4]) == {revised.inner.pk}
    assert row.numbers_known_to(revised.lead) == {revised.new.pk, revised.inner.pk}
    # Nor does it learn whom else is waited for.
    seen = RevisionRound.objects.visible_to(second).get().as_known_to(second)
    assert seen.units_owed() == [revised.towns[1].name]
    assert whose_turn(seen).startswith(f"待{revised.towns[1].name}反馈意见")
    assert revised.towns[2].name in whose_turn(row)
    policy = {"opinions_open": True}
    set_policy(revised.county, policy, by=revised.lead, reason="本县规定")
    assert RoundOpinion.objects.visible_to(second).count() == 9
    assert not RoundOpinion.objects.visible_to(last).exists()


def test_a_unit_reads_what_was_sent_to_it_whatever_becomes_of_it(revised):
    row = opened(revised)
    name = revised.new.title
    with seeding():
        revised.new.proposed = {**revised.new.proposed, "name": "改过的名称"}
        revised.new.save()
    row.refresh_from_db()
    assert row.changes_sent({revised.new.pk})[0].title == name
    assert RevisionRound.history.filter(sent_changes=[]).count() == 0


def test_the_scan_of_one_unit_is_not_shown_to_another(revised):
    row = opened(revised)
    scan = make_attachment(row, revised.mayors[0])
    own = make_attachment(row, revised.clerk)
    unit = {"township": revised.towns[1].code}
    give_opinion(row, {"unit": unit, "paper": own.pk, **AGREE}, by=revised.clerk)
    seen = {
        user.pk: set(Attachment.objects.visible_to(user).values_list("pk", flat=True))
        for user in (revised.mayors[0], revised.mayors[1], revised.mayors[2], revised.lead)
    }
    assert list(seen.values()) == [{scan.pk}, {own.pk}, set(), {scan.pk, own.pk}]


# ---- it is given ----


def test_an_opinion_is_saved_in_parts_and_sent_once(revised):
    row, mayor = opened(revised), revised.mayors[0]
    mine = ToDo.objects.for_user(mayor).filter(flow="revision_round")
    todo = mine.get()
    assert (todo.subject_id, todo.due_on) == (row.pk, row.due_on)
    assert todo.url == f"/desk/revisions/{revised.revision.pk}/opinion/"
    assert InboxMessage.objects.filter(user=mayor, key=f"round-{row.pk}-asked").count() == 1
    part = {"stance": "object", "send": False}
    assert give_opinion(row, part, by=mayor)[1]
    batch = RoundOpinion.history.order_by("history_id").last().batch
    assert Batch.objects.readable_by(mayor).filter(pk=batch).exists()
    assert not Batch.objects.readable_by(revised.clerk).filter(pk=batch).exists()
    assert mine.exists()
    with pytest.raises(Invalid) as refused:
        give_opinion(row, {"stance": "object"}, by=mayor)
    assert list(refused.value.errors) == ["text", "willingness"]
    said = {**OBJECT, "changes": [{"change": revised.new.pk, "stance": "agree", "text": ""}]}
    opinion, is_new = give_opinion(row, said, by=mayor)
    assert (is_new, opinion.stance_label, opinion.by) == (False, "不同意", mayor)
    assert not mine.exists()
    with pytest.raises(NotPossible) as again:
        give_opinion(row, AGREE, by=mayor)
    assert again.value.code == "already_given"


def test_an_opinion_says_nothing_of_what_was_not_asked(revised):
    row = opened(revised)
    said = {**AGREE, "changes": [{"change": revised.new.pk, "stance": "agree", "text": ""}]}
    with pytest.raises(Invalid) as refused:
        give_opinion(row, said, by=revised.mayors[5])
    assert list(refused.value.errors) == ["changes.0.change"]


def test_whoever_was_not_asked_says_nothing(revised):
    row = opened(revised)
    for user, said, code in (
        (revised.other, AGREE, "not_invited"),
        (revised.lead, AGREE, "not_invited"),
        (revised.clerk, {"unit": {"department": "县林业局"}, **AGREE}, "not_invited"),
        (revised.other, {"unit": {"department": "县自然资源局"}, **AGREE}, "role"),
        (revised.other, {"unit": {"township": revised.towns[0].code}, **AGREE}, "role"),
    ):
        with pytest.raises(NotAllowed) as refused:
            give_opinion(row, said, by=user)
        assert refused.value.code == code


def test_staff_sends_with_the_sealed_paper_only(revised):
    row = opened(revised)
    staff = make_user(Role.TOWNSHIP_STAFF, township=revised.towns[0])
    with pytest.raises(Invalid) as refused:
        give_opinion(row, AGREE, by=staff)
    assert list(refused.value.errors) == ["paper"]
    elsewhere = make_attachment(revised.revision, revised.clerk)
    with pytest.raises(Invalid, match="第1轮征求意见》的附件"):
        give_opinion(row, {**AGREE, "paper": elsewhere.pk}, by=staff)
    scan = make_attachment(row, staff)
    opinion, _is_new = give_opinion(row, {**AGREE, "paper": scan.pk}, by=staff)
    assert (opinion.on_paper, opinion.paper) == (False, scan.pk)
    assert row.rests_on_attachment(scan.pk)


def test_the_clerk_takes_it_down_from_paper_and_the_unit_is_told(revised):
    row, mayor = opened(revised), revised.mayors[1]
    scan = make_attachment(row, revised.clerk)
    told = {"unit": {"township": revised.towns[1].code}, **AGREE}
    with pytest.raises(Invalid):
        give_opinion(row, told, by=revised.clerk)
    opinion, _is_new = give_opinion(row, {**told, "paper": scan.pk}, by=revised.clerk)
    assert (opinion.on_paper, opinion.by) == (True, revised.clerk)
    assert "代录" in InboxMessage.objects.get(user=mayor, title__startswith="县委编办代录").title


# ---- who owes is reminded ----


def test_who_owes_is_reminded_once_and_nobody_has_less_time_for_it(revised):
    row = opened(revised)
    give_opinion(row, AGREE, by=revised.mayors[0])
    due_on = row.due_on
    perform(row, RoundAction.REMIND, by=revised.clerk)
    assert row.due_on == due_on
    owing = opinion_of(row, revised.towns[1])
    assert (owing.reminded_on, owing.due_on) == (timezone.localdate(), due_on)
    assert opinion_of(row, revised.towns[0]).reminded_on is None
    key = f"round-{row.pk}-reminded"
    assert not InboxMessage.objects.filter(user=revised.mayors[0], key=key).exists()
    assert InboxMessage.objects.filter(user=revised.mayors[1], key=key).count() == 1
    with pytest.raises(NotPossible, match="已经催办过一次"):
        perform(row, RoundAction.REMIND, by=revised.clerk)
    with pytest.raises(NotAllowed):
        perform(opened_again(revised, row), RoundAction.REMIND, by=revised.lead)


def opened_again(place, row):
    perform(row, RoundAction.STOP, by=place.clerk, reason="另行征求")
    return opened(place)


def test_the_clock_reminds_when_the_last_day_is_over_and_then_asks_the_clerk(revised):
    row = later(opened(revised), 3)
    now = timezone.now()
    make_moves(now)
    row.refresh_from_db()
    assert row.due_on == add_working_days(timezone.localdate(now), 5)
    assert {opinion.due_on for opinion in row.asked} == {row.due_on}
    assert ToDo.objects.for_user(revised.mayors[0]).get().due_on == row.due_on
    assert hand_silence_to_clerk(now) == 0
    after = now + timedelta(days=30)
    make_moves(after)
    assert hand_silence_to_clerk(after) == 1
    assert not ToDo.objects.for_user(revised.mayors[0]).exists()
    [todo] = ToDo.objects.for_user(revised.clerk).filter(flow="revision_round")
    assert todo.title == f"结束征求意见：{row}"
    assert "逾期未反馈，不作为同意" in whose_turn(row, timezone.localdate(after))


def test_a_round_whose_days_the_clocks_have_run_out_is_closed(revised):
    row = opened(revised)
    perform(row, RoundAction.REMIND, by=revised.clerk)
    with pytest.raises(NotPossible, match="没有反馈意见"):
        perform(row, RoundAction.CLOSE, by=revised.clerk)
    run_the_clocks(timezone.localdate() + timedelta(days=40))
    assert "逾期未反馈，不作为同意" in whose_turn(row)
    perform(row, RoundAction.CLOSE, by=revised.clerk)


# ---- it is answered and closed ----


def test_the_office_answers_line_by_line(revised):
    row = opened(revised)
    opinion, _is_new = give_opinion(row, OBJECT, by=revised.mayors[0])
    adopted = {"change": revised.new.pk, "outcome": "adopted", "text": ""}
    for user, rows, wrong in (
        (revised.lead, [adopted], NotAllowed),
        (revised.mayors[0], [adopted], NotAllowed),
        (revised.clerk, [], Invalid),
        (revised.clerk, [{**adopted, "outcome": "seen"}], Invalid),
        (revised.clerk, [{**adopted, "outcome": "not_adopted"}], Invalid),
        (revised.clerk, [{**adopted, "change": 0}], Invalid),
        (revised.clerk, [{**adopted, "way": ""}], Invalid),
    ):
        with pytest.raises(wrong):
            answer_opinion(opinion, rows, by=user)
    answer_opinion(opinion, [adopted], by=revised.clerk)
    refused = {"change": revised.inner.pk, "outcome": "not_adopted", "text": "值守须全覆盖"}
    opinion = answer_opinion(opinion, [refused], by=revised.clerk)
    assert opinion.answers == [adopted, refused]
    silent = opinion_of(row, revised.towns[1])
    with pytest.raises(NotPossible, match="尚未反馈意见"):
        answer_opinion(silent, [adopted], by=revised.clerk)


def test_a_round_is_closed_when_nobody_is_waited_for_and_every_objection_is_answered(revised):
    row = opened(revised)
    # A line that says nothing of its own stands with the whole.
    open_line = {"change": revised.new.pk, "stance": "", "text": "见总的意见"}
    said = {**OBJECT, "changes": [open_line]}
    opinion, _is_new = give_opinion(row, said, by=revised.mayors[0])
    with pytest.raises(NotPossible) as refused:
        perform(row, RoundAction.CLOSE, by=revised.clerk)
    assert (refused.value.code, refused.value.status) == ("opinions_owed", 409)
    assert revised.towns[1].name not in refused.value.sentence
    row = later(row, 0)
    with pytest.raises(Invalid) as unsettled:
        perform(row, RoundAction.CLOSE, by=revised.clerk)
    assert unsettled.value.code == "unsettled"
    assert f"{revised.towns[0].name}对“{revised.new.title}”的意见" in unsettled.value.sentence
    # What was taken back meanwhile needs no answer any more.
    withdraw_change(revised.inner, by=revised.clerk, reason="不再调整")
    adopted = {"change": revised.new.pk, "outcome": "adopted"}
    answer_opinion(opinion, [adopted], by=revised.clerk)
    with pytest.raises(NotAllowed):
        perform(row, RoundAction.CLOSE, by=revised.lead)
    perform(row, RoundAction.CLOSE, by=revised.clerk)
    assert (row.status, row.closed_on, row.closed_by) == (
        "closed",
        timezone.localdate(),
        revised.clerk,
    )
    silent = opinion_of(row, revised.towns[1])
    assert (silent.stance_label, silent.stance_on(revised.new)) == ("未反馈", "")
    key = f"round-{row.pk}-ended"
    assert InboxMessage.objects.filter(key=key).count() == 1  # who spoke reads the answers
    with pytest.raises(NotPossible, match="已结束，不能再答复"):
        answer_opinion(opinion, [adopted], by=revised.clerk)
    with pytest.raises(NotPossible, match="已结束，不能再反馈"):
        give_opinion(row, AGREE, by=revised.mayors[1])


def test_when_all_have_spoken_the_clerk_is_asked_to_close(revised):
    row = opened(revised)
    answered_by_all(revised, row)
    [todo] = ToDo.objects.open().filter(flow="revision_round")
    assert (todo.role, todo.title) == (Role.CLERK, f"结束征求意见：{row}")
    perform(row, RoundAction.CLOSE, by=revised.clerk)
    assert not ToDo.objects.open().filter(flow="revision_round").exists()
    following = ToDo.objects.for_user(revised.clerk).filter(flow="revision")
    assert following.get().title.startswith("起草版次，提请审定：")
    assert opened(revised).number == 2
    assert not following.exists()


def test_after_a_round_the_clerk_is_asked_for_an_edition(revised):
    perform(opened(revised), RoundAction.STOP, by=revised.clerk, reason="不再征求")
    following = ToDo.objects.for_user(revised.clerk).filter(flow="revision")
    assert following.count() == 1
    edition = start_edition(revised.county, by=revised.clerk, with_revision=True)
    perform(edition, EditionAction.SUBMIT, by=revised.clerk)
    assert not following.exists()


# ---- the edition ----


def test_an_edition_says_that_a_round_is_open(revised):
    row = opened(revised)
    edition = start_edition(revised.county, by=revised.clerk, with_revision=True)
    refused = refusal(edition, EditionAction.SUBMIT, revised.clerk)
    assert isinstance(refused, NotPossible)
    assert refused.sentence == (
        f"{row}尚未结束，还有10个单位没有反馈，请先结束或者终止征求意见，再提请审定。"
    )
    with pytest.raises(Refusal, match="第1轮征求意见尚未结束"):
        perform(revised.revision, RevisionAction.SUBMIT, by=revised.clerk)
    perform(row, RoundAction.STOP, by=revised.clerk, reason="不再征求")
    perform(edition, EditionAction.SUBMIT, by=revised.clerk)
    assert Revision.objects.get().status == "submitted"


def test_every_hook_of_the_flow_is_driven(revised, monkeypatch):
    driven = watch(monkeypatch)
    row = opened(revised)
    perform(row, RoundAction.REMIND, by=revised.clerk)
    answered_by_all(revised, row)
    perform(row, RoundAction.CONTEST, by=revised.mayors[0], reason="与原件不符")
    answered_by_all(revised, row)
    perform(row, RoundAction.CLOSE, by=revised.clerk)
    perform(opened(revised), RoundAction.STOP, by=revised.clerk, reason="内容有误")
    assert named("revision_round") - driven == set()
    assert date.fromisoformat(row.own_state()["closed_on"]) == timezone.localdate()


# ---- over HTTP ----


def address(place, rest=""):
    return f"{API}revisions/{place.revision.pk}/{rest}"


def test_a_round_is_opened_given_answered_and_closed_over_http(revised):
    rounds, opinions = address(revised, "rounds/"), address(revised, "opinions/")
    assert get(revised.mayors[0], rounds).status_code == 404
    assert get(revised.lead, rounds).json()["results"] == []
    assert post(revised.mayors[0], rounds, {}).status_code == 404
    assert post(revised.lead, rounds, {}).json()["code"] == "role"
    assert post(revised.clerk, opinions, AGREE).json()["code"] == "not_possible"
    row = told(post(revised.clerk, rounds, {"days": 5, "text": "请研究反馈。"}))
    assert (row["flow"], row["number"], row["asked"], row["given"]) == ("revision_round", 1, 10, 0)
    assert [change["id"] for change in row["changes"]] == [revised.new.pk, revised.inner.pk]
    assert post(revised.clerk, rounds, {}).status_code == 409
    [seen] = told(get(revised.head, rounds), 200)["results"]
    assert [change["title"] for change in seen["changes"]] == [revised.new.title]
    assert (seen["owed"], seen["asked"], seen["actions"]) == (["县自然资源局"], None, [])
    assert "secrecy_review" not in seen["changes"][0]["proposed"]
    assert "内部值守金丝雀" not in get(revised.head, rounds).content.decode()
    assert get(revised.other, rounds).status_code == 404
    assert get(revised.other, opinions).status_code == 404

    part = post(revised.mayors[0], opinions, {**OBJECT, "send": False})
    assert (part.status_code, part.json()["silent"]) == (201, True)
    assert post(revised.mayors[0], opinions, {"text": "没有人", "send": False}).status_code == 200
    [draft] = [one for one in listed(revised.clerk, opinions) if one["id"] == part.json()["id"]]
    assert (draft["text"], draft["stance_label"]) == ("", "未反馈")
    given = told(post(revised.mayors[0], opinions, OBJECT))
    assert (given["round"], given["silent"], given["stance"]) == (1, False, "object")
    assert post(revised.mayors[0], opinions, OBJECT).json()["code"] == "already_given"
    assert [one["id"] for one in listed(revised.mayors[0], opinions)] == [given["id"]]
    assert given["id"] not in [one["id"] for one in listed(revised.mayors[1], opinions)]

    close = address(revised, "rounds/1/close/")
    assert post(revised.mayors[1], close, {}).json()["code"] == "opinions_owed"
    assert post(revised.clerk, close, {}).json()["code"] == "opinions_owed"
    later(RevisionRound.objects.get(), 0)
    assert post(revised.mayors[1], close, {}).json()["code"] == "role"
    refused = post(revised.clerk, close, {})
    assert (refused.status_code, refused.json()["code"]) == (422, "unsettled")
    answer = address(revised, f"opinions/{given['id']}/answer/")
    rows = [
        {"change": revised.new.pk, "outcome": "adopted"},
        {"change": revised.inner.pk, "outcome": "not_adopted", "text": "值守须全覆盖"},
    ]
    assert post(revised.mayors[1], answer, {"answers": rows}).status_code == 404
    assert post(revised.lead, answer, {"answers": rows}).json()["code"] == "role"
    assert told(post(revised.clerk, answer, {"answers": rows}))["answers"][1]["text"]
    closed = told(post(revised.clerk, close, {}))
    assert (closed["status"], closed["decision"]["action"]) == ("closed", "close")
    assert post(revised.clerk, close, {}).json()["code"] == "not_possible"
    [seen] = listed(revised.mayors[0], opinions)
    assert [one["outcome"] for one in seen["answers"]] == ["adopted", "not_adopted"]
    assert post(revised.mayors[1], opinions, AGREE).json()["code"] == "not_possible"


def listed(user, opinions):
    return told(get(user, opinions), 200)["results"]


def test_where_opinions_are_open_a_unit_reads_of_others_what_concerns_itself(revised):
    set_policy(revised.county, {"opinions_open": True}, by=revised.lead, reason="本县规定")
    row = opened(revised)
    said = [
        {"change": revised.new.pk, "stance": "agree", "text": "可以"},
        {"change": revised.inner.pk, "stance": "object", "text": "内部值守不必"},
    ]
    give_opinion(row, {**OBJECT, "text": "值守另议", "changes": said}, by=revised.mayors[0])
    seen = listed(revised.head, address(revised, "opinions/"))
    [other] = [one for one in seen if one["unit"].get("township") == revised.towns[0].code]
    assert [line["change"] for line in other["changes"]] == [revised.new.pk]
    assert other["text"] == ""
    assert "值守" not in get(revised.head, address(revised, "opinions/")).content.decode()


def test_a_unit_that_a_later_round_does_not_ask_is_told_so(revised):
    row = opened(revised)
    perform(row, RoundAction.STOP, by=revised.clerk, reason="另行征求")
    opened(revised, leave_out=[{"township": revised.towns[0].code}])
    refused = post(revised.mayors[0], address(revised, "opinions/"), AGREE)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_invited")
    seen = told(get(revised.mayors[0], address(revised, "rounds/")), 200)["results"]
    assert [(one["number"], one["turn"]) for one in seen] == [(1, None)]
    assert post(revised.clerk, address(revised, "rounds/9/stop/"), {}).status_code == 404
    assert get(revised.clerk, f"{API}revisions/{10**30}/rounds/").status_code == 404
    stop = address(revised, "rounds/2/stop/")
    assert "reason" in post(revised.clerk, stop, {}).content.decode()
    assert told(post(revised.clerk, stop, {"reason": "内容有误"}))["status"] == "stopped"


# ---- what the clerk recorded is contested ----


def recorded(place, row, number):
    paper = make_attachment(row, place.clerk, f"{number}.pdf")
    told = {"unit": {"township": place.towns[number].code}, "paper": paper.pk, **OBJECT}
    return give_opinion(row, told, by=place.clerk)[0]


def test_a_unit_contests_what_the_clerk_recorded_for_it_and_is_owed_again(revised):
    row = opened(revised)
    answered_by_all(revised, row)
    mayor, unit = revised.mayors[0], revised.towns[0]
    message = InboxMessage.objects.get(user=mayor, title__contains="代录")
    assert deadline_words(add_working_days(timezone.localdate(), 5)) in message.title
    assert refusal(row, RoundAction.CONTEST, revised.clerk).code == "role"
    perform(row, RoundAction.CONTEST, by=mayor, reason="与原件不符")
    row.refresh_from_db()
    opinion = opinion_of(row, unit)
    assert (opinion.sent_at, opinion.on_paper, opinion.paper) == (None, False, None)
    assert row.units_owed() == [unit.name]
    assert ToDo.objects.for_user(mayor).filter(flow="revision_round").exists()
    with pytest.raises(NotPossible, match=f"{unit.name}对县委编办代录的意见提出异议"):
        perform(row, RoundAction.CLOSE, by=revised.clerk)
    # A neighbour's record is its own matter: he does not read who contested it and why.
    (neighbours,) = row.decisions_known_to(revised.mayors[1])[-1:]
    assert (neighbours.reason, neighbours.by_name) == ("", "")
    give_opinion(row, AGREE, by=mayor)
    assert perform(row, RoundAction.CLOSE, by=revised.clerk).target_status == "closed"


def test_who_contests_late_in_the_round_still_has_days_to_speak_and_loses_the_answer(revised):
    row = opened(revised)
    opinion = recorded(revised, row, 0)
    answers = [{"change": one.pk, "outcome": "adopted", "text": ""} for one in opinion.changes]
    answer_opinion(opinion, answers, by=revised.clerk)
    row = later(row, 0)
    perform(row, RoundAction.CONTEST, by=revised.mayors[0], reason="与原件不符")
    opinion.refresh_from_db()
    assert opinion.answers == []
    assert opinion.due_on == add_working_days(timezone.localdate(), 5)
    row.refresh_from_db()
    with pytest.raises(NotPossible, match="还有1个单位没有反馈意见"):
        perform(row, RoundAction.CLOSE, by=revised.clerk)


def test_after_five_days_nothing_is_contested(revised):
    row = opened(revised)
    opinion = recorded(revised, row, 0)
    with seeding("时间已过"):
        opinion.sent_at -= timedelta(days=30)
        opinion.save()
    assert refusal(row, RoundAction.CONTEST, revised.mayors[0]).code == "role"
    address = f"{API}revisions/{revised.revision.pk}/rounds/1/contest/"
    assert post(revised.mayors[0], address, {"reason": "与原件不符"}).status_code == 403
