"""Which papers there are: each with its label, its readers, when it is ready, and its writer."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Recipient(Enum):
    """Who is given a paper, among those who see the request."""

    ANYBODY = "whoever sees the request"
    UNIT = "the unit that applies, and the office"
    OFFICE = "the office alone"


NOT_FOR = {
    Recipient.UNIT: "这份文书只提供给申请单位和{office}。",
    Recipient.OFFICE: "这份文书由{office}掌握，不对外提供。",
}


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper. `why_not(case)` is the sentence why it can not be written now, or "";
    `write(case)` gives the `OfficePaper`; None: it is the archive of all the others.
    """

    name: str
    label: str
    write: Callable | None
    why_not: Callable
    recipient: Recipient = Recipient.ANYBODY
    is_of_drafts: bool = False  # whether the unit prints it before it submits


# In the order in which a request meets them.
ORDER = (
    "application",
    "acceptance",
    "correction_notice",
    "refusal",
    "opinion_letter",
    "prompt_letter",
    "reminder",
    "comparison",
    "adoption_table",
    "legal_review",
    "agenda_sheet",
    "report",
    "minutes",
    "decision",
    "issuing_notice",
)
_kinds = {}


def paper(name, label, **members):
    """Registers a writer. A decorator."""

    def register(write):
        _kinds[name] = PaperKind(name, label, write, **members)
        return write

    return register


def kinds_in_order():
    return [_kinds[name] for name in ORDER]
