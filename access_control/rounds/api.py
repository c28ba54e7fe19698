"""Rounds of opinions on the revision over HTTP: opened, answered and ended through the
same verbs as on the pages.
"""

from django.http import Http404
from rest_framework.response import Response

from access_control.models import RoundAction, RoundOpinion
from dutylist.history.refusals import NotPossible
from dutylist.rest.described import described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.preconditions import etag, reason_of
from dutylist.rest.views import SignedInView, body_of
from dutylist.workflow.engine import perform
from dutylist.workflow.states import decision_json

from . import moves, rounds_json  # noqa: F401 (names the flow)
from .reading import rounds_read
from .services.answering import answer_opinion
from .services.asking import open_round
from .services.giving import give_opinion


def rounds_or_404(http, pk):
    revision, rows = rounds_read(http.user, pk)
    if revision is None:
        raise Http404
    return revision, rows


def round_or_404(http, pk, number):
    _revision, rows = rounds_or_404(http, pk)
    for row in rows:
        if row.number == number:
            return row
    raise Http404


def whole_list(found):
    return Response({"results": found, "next": None, "total": len(found), "capped": False})


class Rounds(SignedInView):
    """GET: the rounds of a revision that this person sees. POST: the next one."""

    @described("revisions_rounds_list", "集中修订征求意见的各轮", gives="List")
    def get(self, http, pk):
        _revision, rows = rounds_or_404(http, pk)
        return whole_list([rounds_json.round_json(row, http.user) for row in rows])

    @described(
        "revisions_rounds_create",
        "开启一轮征求意见：拟调整内容涉及的单位各征求一次",
        takes="RevisionRoundWrite",
        gives="RevisionRound",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, http, pk):
        revision, _rows = rounds_or_404(http, pk)
        row = open_round(revision, body_of(http), by=http.user, source="api")
        row = round_or_404(http, pk, row.number)
        body = rounds_json.round_json(row, http.user)
        return Response(body, status=201, headers={"ETag": etag(row.version)})


def move_of(action, name, summary):
    """The view that makes one move of a round."""

    class MoveOfRound(SignedInView):
        """POST: the move, with a reason where it asks for one."""

        @described(name, summary, takes="RoundMove", gives="RevisionRound", status=201, keyed=True)
        @idempotent
        def post(self, http, pk, number):
            row = round_or_404(http, pk, number)
            body_of(http, "reason")
            decision = perform(row, action, by=http.user, reason=reason_of(http))
            body = rounds_json.round_json(round_or_404(http, pk, number), http.user)
            return Response({**body, "decision": decision_json(decision)}, status=201)

    return MoveOfRound


Close = move_of(RoundAction.CLOSE, "revisions_rounds_close", "结束一轮征求意见")
Remind = move_of(RoundAction.REMIND, "revisions_rounds_remind", "催办尚未反馈的单位，只催办一次")
Contest = move_of(
    RoundAction.CONTEST,
    "revisions_rounds_contest",
    "受征求意见的单位对编办代录的意见提出异议，五个工作日内，须写明理由",
)
Stop = move_of(RoundAction.STOP, "revisions_rounds_stop", "终止一轮征求意见，须写明理由")


class Opinions(SignedInView):
    """GET: the opinions this person reads. POST: what his unit says, in parts or sent."""

    @described("revisions_opinions_list", "各单位对集中修订的意见", gives="List")
    def get(self, http, pk):
        _revision, rows = rounds_or_404(http, pk)
        opinions = RoundOpinion.objects.visible_to(http.user).filter(round__in=rows)
        opinions = opinions.select_related("department", "township", "round")
        known = {row.pk: row.numbers_known_to(http.user) for row in rows}
        found = []
        for opinion in opinions.order_by("round__number", "pk"):
            numbers = known[opinion.round_id]
            found.append(rounds_json.opinion_json(opinion, http.user, numbers))
        return whole_list(found)

    @described(
        "revisions_opinions_create",
        "对集中修订反馈意见；send 为 false 时只保存",
        takes="OpinionWrite",
        gives="RoundOpinion",
        status=201,
        also={200: "RoundOpinion"},
        keyed=True,
    )
    @idempotent
    def post(self, http, pk):
        revision, rows = rounds_or_404(http, pk)
        if not rows:
            raise NotPossible(f"{revision}还没有征求意见。")
        # The last round that he sees: one that did not ask his unit refuses him as not invited.
        last = revision.rounds.order_by("number").last()
        opinion, is_first = give_opinion(last, body_of(http), by=http.user, source="api")
        status = 201 if opinion.sent_at or is_first else 200
        return Response(rounds_json.opinion_json(opinion, http.user), status=status)


class Answers(SignedInView):
    """POST: what the office makes of an opinion, line by line."""

    @described(
        "revisions_opinions_answer",
        "逐条答复一个单位的意见：采纳，或者未采纳和理由",
        takes="RoundAnswersWrite",
        gives="RoundOpinion",
        status=201,
        keyed=True,
    )
    @idempotent
    def post(self, http, pk, opinion):
        _revision, rows = rounds_or_404(http, pk)
        found = RoundOpinion.objects.visible_to(http.user).filter(round__in=rows, pk=opinion)
        found = found.select_related("round__revision__county").first()
        if found is None:
            raise Http404
        answers = body_of(http, "answers").get("answers")
        answered = answer_opinion(found, answers, by=http.user, source="api")
        return Response(rounds_json.opinion_json(answered, http.user), status=201)
