"""The papers of a request for one person: which are ready, which are not and why, and each as a
file.
"""

from dataclasses import dataclass

from dutylist.history.refusals import NotAllowed, NotFound, NotPossible

from . import written  # noqa: F401 (registers the writers)
from .archive import ARCHIVE
from .registry import NOT_FOR, Recipient, kinds_in_order

NOT_SUBMITTED = "申请还没有提交。"


@dataclass
class OfferedPaper:
    """A kind of paper as it is offered: `why_not` is empty where it is ready."""

    kind: object
    why_not: str
    is_for_user: bool = True

    @property
    def ready(self):
        return not self.why_not


def kinds():
    return [*kinds_in_order(), ARCHIVE]


def kind_named(name):
    for kind in kinds():
        if kind.name == name:
            return kind
    raise NotFound("没有这种文书。")


def offered_of(case):
    """[`OfferedPaper`] of every kind."""
    return [offered(kind, case) for kind in kinds()]


def offered(kind, case):
    if not is_for(kind.recipient, case):
        why_not = NOT_FOR[kind.recipient].format(office=case.words["office"])
        return OfferedPaper(kind, why_not, is_for_user=False)
    if not case.was_submitted and not kind.is_of_drafts:
        return OfferedPaper(kind, NOT_SUBMITTED)
    return OfferedPaper(kind, kind.why_not(case))


def is_for(recipient, case):
    if recipient == Recipient.ANYBODY or case.is_of_office:
        return True
    return recipient == Recipient.UNIT and case.is_of_applicant


def is_offered(kind, case):
    return offered(kind, case).ready


def require_ready(kind, case):
    """Refuses a paper that is not for this person, or that can not be written now."""
    one = offered(kind, case)
    if not one.is_for_user:
        raise NotAllowed(one.why_not, code="role")
    if not one.ready:
        raise NotPossible(f"{kind.label}还不能生成：{one.why_not}", code="not_ready")
