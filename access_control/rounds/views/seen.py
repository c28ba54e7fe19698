"""What the pages of rounds share: the revision a person sees, and what was said line by line."""

from dataclasses import dataclass, field

from django.http import Http404

from access_control.models import Answer, RoundOpinion, Stance
from access_control.rounds.reading import rounds_read
from items.models import ProposedChange


def rounds_or_404(http, pk):
    revision, rows = rounds_read(http.user, pk)
    if revision is None:
        raise Http404
    return revision, rows


@dataclass
class Said:
    """What a unit said of one change, and what the office answered."""

    change: ProposedChange
    stance: str
    stance_label: str
    text: str = ""
    answer: str = ""
    answer_text: str = ""


@dataclass
class Given:
    """The opinion of one unit, line by line."""

    opinion: RoundOpinion
    lines: list = field(default_factory=list)


def given_of(opinion):
    """The opinion as its page shows it; nothing is said of a change before it is sent."""
    given = Given(opinion)
    if opinion.is_silent:
        return given
    texts = {line["change"]: line["text"] for line in opinion.lines}
    for change in opinion.changes:
        stance = opinion.stance_on(change)
        said = Said(change, stance, Stance(stance).label, texts.get(change.pk, ""))
        if answer := opinion.answer_to(change):
            said.answer = Answer(answer["outcome"]).label
            said.answer_text = answer["text"]
        given.lines.append(said)
    return given
