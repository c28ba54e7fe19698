"""The papers of a round of opinions over HTTP: which there are, and each as a file."""

from rest_framework.response import Response

from access_control.rounds.api import round_or_404
from dutylist.rest.described import described
from dutylist.rest.views import SignedInView

from .of_rounds import offered_of, paper_answer


class RoundPapers(SignedInView):
    """GET: the papers of a round, whether each is ready, and why not."""

    @described(
        "revisions_rounds_papers_list",
        "一轮征求意见的文书：是否可以生成，不能的说明原因",
        gives="RequestPapers",
    )
    def get(self, http, pk, number):
        row = round_or_404(http, pk, number)
        found = []
        for kind, why_not in offered_of(row, http.user):
            told = {"kind": kind.name, "label": kind.label}
            found.append(told | {"ready": not why_not, "why_not": why_not})
        return Response(found)


class OneRoundPaper(SignedInView):
    """GET: the file."""

    @described(
        "revisions_rounds_papers_read",
        "下载一轮征求意见的文书；还不能生成的为409，并说明原因",
        gives=None,
    )
    def get(self, http, pk, number, kind):
        return paper_answer(round_or_404(http, pk, number), kind, http.user)
