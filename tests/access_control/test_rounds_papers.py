"""The papers of a round: the letter and the table of opinions, each reader's own part of them."""

import pytest

from access_control.models import RoundAction
from access_control.rounds.services.answering import answer_opinion
from access_control.rounds.services.giving import give_opinion
from dutylist.workflow.engine import perform

from .people import API, browser_of, get, place, told
from .test_papers import text_of
from .test_rounds import AGREE, OBJECT, later, opened, revised

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
__all__ = ["place", "revised"]
SECRET = "内部值守金丝雀"


def papers(place):
    return f"{API}revisions/{place.revision.pk}/rounds/1/papers/"


def said(user, place, kind):
    answer = get(user, f"{papers(place)}{kind}/")
    assert answer.status_code == 200, answer.content
    return text_of(answer.content)


def test_the_letter_names_who_is_asked_and_holds_what_concerns_the_reader(revised):
    opened(revised, text="请研究反馈")
    ready = {one["kind"]: one["ready"] for one in told(get(revised.clerk, papers(revised)), 200)}
    assert ready == {"opinion_letter": True, "adoption_table": False}
    letter = said(revised.clerk, revised, "opinion_letter")
    for words in ("县自然资源局", revised.towns[0].name, "请研究反馈。", revised.new.title, SECRET):
        assert words in letter
    own = said(revised.head, revised, "opinion_letter")
    assert revised.new.title in own
    assert SECRET not in own
    assert revised.towns[0].name not in own.partition("对照表")[0]
    assert get(revised.other, papers(revised)).status_code == 404


def test_the_table_tells_each_line_and_what_became_of_it_when_the_round_is_over(revised):
    row = opened(revised)
    opinion, _is_new = give_opinion(row, OBJECT, by=revised.mayors[0])
    give_opinion(row, AGREE, by=revised.head)
    early = get(revised.clerk, f"{papers(revised)}adoption_table/")
    assert (early.status_code, early.json()["code"]) == (409, "not_ready")
    answers = []
    for change, outcome in ((revised.new, "adopted"), (revised.inner, "not_adopted")):
        answers.append({"change": change.pk, "outcome": outcome, "text": "上级已定"})
    answer_opinion(opinion, answers, by=revised.clerk)
    perform(later(row, 0), RoundAction.CLOSE, by=revised.clerk)
    table = said(revised.clerk, revised, "adoption_table")
    for words in ("采纳：上级已定", "未采纳：上级已定", "没有专业人员", "无力承接", "未反馈"):
        assert words in table
    own = said(revised.head, revised, "adoption_table")
    assert "县自然资源局" in own
    for words in (revised.towns[0].name, "没有专业人员", SECRET):
        assert words not in own
    board = browser_of(revised.clerk).get(f"/desk/revisions/{revised.revision.pk}/rounds/").text
    link = f"/desk/revisions/{revised.revision.pk}/rounds/1/papers/adoption_table/"
    assert link in board
    assert text_of(browser_of(revised.clerk).get(link).content) == table
    assert get(revised.clerk, link.replace("adoption", "other")).status_code == 404
