"""Papers over HTTP: which there are of a request, and each as a file."""

from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from access_control.models import ChangeRequest
from dutylist.history.refusals import Invalid
from dutylist.rest.described import described, name_parameters
from dutylist.rest.views import SignedInView
from dutylist.workflow.api import subject_or_404

from . import shapes  # noqa: F401 (names what the list is made of)
from .answers import paper_answer
from .case import Case
from .offered import offered_of

FORMATS = ("docx", "zip")
name_parameters(format="文件格式：docx；归档文件为 zip")


def paper_json(one):
    return {
        "kind": one.kind.name,
        "label": one.kind.label,
        "ready": one.ready,
        "why_not": one.why_not,
    }


class Papers(SignedInView):
    """GET: every kind of paper, whether it is ready, and why not."""

    @described(
        "change_requests_papers_list",
        "申请的文书：是否可以生成，不能的说明原因",
        gives="RequestPapers",
    )
    def get(self, http, pk):
        request = subject_or_404(ChangeRequest, http, pk)
        return Response([paper_json(one) for one in offered_of(Case(request, http.user))])


class OnePaper(SignedInView):
    """GET: the file. `?format=` names the format of the file, not that of an error."""

    def perform_content_negotiation(self, request, force=False):
        return JSONRenderer(), JSONRenderer.media_type

    @described(
        "change_requests_papers_read",
        "下载一份文书；还不能生成的为409，并说明原因",
        gives=None,
        query=("format",),
    )
    def get(self, http, pk, kind):
        request = subject_or_404(ChangeRequest, http, pk)
        if http.GET.get("format", "docx") not in FORMATS:
            raise Invalid({"format": f"可填：{'、'.join(FORMATS)}。"})
        return paper_answer(request, kind, http.user)
