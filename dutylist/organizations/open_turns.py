"""The steps that wait for whoever holds a role somewhere. They are kept on a floor above, which
answers here for them: what is handed over with the role while another acts in it.
"""

from datetime import date
from typing import NamedTuple

MOST = 20
_answering = []


class OpenTurn(NamedTuple):
    """One step that is owed; `barred` are the ids of the people who may not make it."""

    title: str
    url: str
    due_on: date | None
    barred: frozenset


def ask_about_open_turns(answer):
    """Names who answers: `answer(membership)` -> [`OpenTurn`], the nearest deadline first."""
    _answering[:] = [answer]
    return answer


def open_turns_of(membership, delegate=None):
    """([`OpenTurn`] handed over with this membership, those that the delegate may not make)."""
    turns = _answering[0](membership)
    if delegate is None:
        return turns, []
    pair = {membership.user_id, delegate.pk, *delegate.standing().delegator_ids()}
    return (
        [turn for turn in turns if not turn.barred & pair],
        [turn for turn in turns if turn.barred & pair],
    )
