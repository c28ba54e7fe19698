"""What the office has said of the list (清单释义), told beside it by whoever registers here: only what a
second person confirmed, for the wording of the very list that is read.

An interpretation is told as {"id", "question", "text", "answer", "item", "confirmed_on"}: `answer` is
a kind of item, `not_listed`, or "" where it only explains; `item` a code or None.
"""

from dataclasses import replace

NOT_LISTED = "not_listed"
_tellers = []
_tellers_of_items = []


def tell_interpreted(teller):
    """Registers `teller(text, published)` -> the interpretations whose question a text resembles, the
    likest first. A decorator.
    """
    _tellers.append(teller)
    return teller


def tell_interpretations_of_item(teller):
    """Registers `teller(published, code)` -> the interpretations of an item of a list. A decorator."""
    _tellers_of_items.append(teller)
    return teller


def interpreted(text, published):
    """The interpretations that answer a question, beside this list; the likest first."""
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
    """The `Answer` as its first interpretation gives it, where no entry has the words of the question:
    not listed, or the item that it names; `sentence_of(entry)` says who answers for that.
    """
    if not found.interpretations:
        return found
    first = found.interpretations[0]
    if first["answer"] == NOT_LISTED:
        return replace(found, answer=NOT_LISTED, sentence=first["text"])
    entry = entry_named(first, found)
    if entry is None:
        return found
    others = [one for one in found.entries if one["code"] != entry["code"]]
    return replace(
        found,
        answer=entry["kind"],
        sentence=sentence_of(entry),
        entries=[entry, *others],
        near=[],
    )


def entry_named(interpretation, found):
    """The entry to which an interpretation says that the matter belongs, as the place prints it."""
    if not interpretation["answer"]:
        return None
    return found.published.find(interpretation["item"], found.township)
