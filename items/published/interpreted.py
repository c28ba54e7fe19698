"""What the office has said of the list (清单释义), told beside it by whoever registers here: only
what a second person confirmed, for the wording of the very list that is read.

An interpretation is told as {"id", "question", "text", "answer", "item", "confirmed_on"}: `answer`
is a kind of item, `not_listed`, or "" where it only explains; `item` a code or None.
"""

from dataclasses import replace
from typing import NamedTuple

from items.lookup.ranking import Hit, Why

NOT_LISTED = "not_listed"
_tellers = []


class Told(NamedTuple):
    """An interpretation that answers a question, as it is told; `is_sure` where it is that very
    question, so that the look-up may answer by it.
    """

    told: dict
    is_sure: bool


_tellers_of_items = []


def tell_interpreted(teller):
    """Registers `teller(text, published)` -> [`Told`] of the interpretations whose question a text
    resembles, the likest first. A decorator.
    """
    _tellers.append(teller)
    return teller


def tell_interpretations_of_item(teller):
    """Registers `teller(published, code)` -> the interpretations of an item. A decorator."""
    _tellers_of_items.append(teller)
    return teller


def interpreted(text, published):
    """[`Told`] of the interpretations that answer a question of this list, the likest first."""
    told = []
    for teller in _tellers:
        told += teller(text, published)
    return told


def interpretations_of_item(published, code):
    """The interpretations of an item of this list, the latest first."""
    told = []
    for teller in _tellers_of_items:
        told += teller(published, code)
    return told


def answered_by(found, sentence_of):
    """The `Answer` as an interpretation of that very question gives it, where no entry
    has the words of the question: not listed, or the item that it names;
    `sentence_of(entry)` says who answers.
    """
    first = deciding(found.interpretations)
    if first is None:
        return found
    if first["answer"] == NOT_LISTED:
        return replace(found, answer=NOT_LISTED, sentence=first["text"])
    entry = entry_named(first, found)
    if entry is None:
        return found
    first = Hit(-1, entry, 1.0, Why.INTERPRETED)
    others = [hit for hit in found.found.hits if hit.entry["code"] != entry["code"]]
    return replace(
        found,
        answer=entry["kind"],
        sentence=sentence_of(entry),
        found=replace(found.found, hits=(first, *others), near=(), is_sure=True),
    )


def deciding(interpretations):
    """The interpretation by which a question is answered; None where none says where it belongs."""
    for one in interpretations:
        if one.is_sure and one.told["answer"]:
            return one.told
    return None


def entry_named(interpretation, found):
    """The entry to which an interpretation says that the matter belongs, as the place prints it."""
    return found.published.find(interpretation["item"], found.township)
