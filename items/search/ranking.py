"""Which entries a question means: strict hits, else weighted overlap of character pairs, else the
nearest names.
"""

from collections import Counter
from math import log

from rapidfuzz import fuzz, process

from .everyday_words import actions, everyday_words_in, without_asking
from .text import SEPARATOR, bigrams, fold

IN_TEXT_ONLY = 0.5
ENOUGH = 0.5
CLOSE = 0.7
UNHEARD_OF = 1.5
UNHEARD_SHARE = 0.9
MERE_ACTION = 0.4
NEAREST = 5


def best_entries(published, question, township=None):
    """Entries that answer a question, best first; empty when nothing is close enough to be called a
    hit.
    """
    if entries := entries_word_for_word(published, question, township):
        return entries
    matter = matter_of(published, question)
    if is_number(matter):
        return []
    scored = scores(published, matter, township)
    least = 1
    if scored:
        least = max(ENOUGH, scored[0][0] * CLOSE)
    return [entry for score, entry in scored if score >= least]


def entries_word_for_word(published, question, township=None):
    """Entries in which the words of a question stand, best first."""
    for text in dict.fromkeys((fold(question), matter_of(published, question))):
        if hits := published.search(text, township).hits:
            by_text = [hit for hit in hits if not hit.by_category]
            return [hit.entry for hit in by_text or hits]
    return []


def nearest(published, question, township=None):
    """The five entries whose names come nearest to what was asked, however far away they are."""
    matter = matter_of(published, question) or fold(question)
    if is_number(matter):
        return []
    near = {}
    for _, entry in scores(published, matter, township):
        near[entry["code"]] = entry
    rows = published.folded(township)
    names = [name for _, name, _ in rows]
    for _, _, place in process.extract(matter, names, scorer=fuzz.partial_ratio, limit=2 * NEAREST):
        entry = rows[place][0]
        near[entry["code"]] = entry
    return list(near.values())[:NEAREST]


def is_number(matter):
    """Whether only a code or another number is asked for: it is found whole, or its like means
    nothing.
    """
    return not any(sign.isalpha() for sign in matter)


def matter_of(published, question):
    """The question without the words of asking and without the names of the places it was asked
    in.
    """
    text = fold(question)
    text = text.replace(fold(published.county["name"]), SEPARATOR)
    for township in published.townships:
        text = text.replace(fold(township.name), SEPARATOR)
    return without_asking(text)


def scores(published, matter, township=None):
    """[(share of the question found, entry)], best first: rare pairs weigh more, names more than
    other texts.
    """
    rows = published.folded(township)
    pairs_of = [(bigrams(name), bigrams(text)) for _, name, text in rows]
    spread = Counter(pair for _, pairs in pairs_of for pair in pairs)
    everyday = [(alternatives, bigrams(word)) for word, alternatives in everyday_words_in(matter)]
    known = spread.keys() | {pair for _, pairs in everyday for pair in pairs}
    asked = bigrams(matter)
    weight = {
        pair: log(1 + len(rows) / (0.5 + spread[pair])) * _weight(pair) for pair in asked & known
    }
    whole = sum(weight.values()) + min(
        sum(weight.values()) * UNHEARD_SHARE, len(asked - known) * UNHEARD_OF
    )
    scored = []
    for (entry, name, text), (in_name, in_text) in zip(rows, pairs_of, strict=True):
        in_name, in_text = _with_everyday_words(everyday, name, text, in_name, in_text)
        share = sum(value * _worth(pair, in_name, in_text) for pair, value in weight.items())
        if share and any(pair in in_text for pair in weight.keys() - actions()):
            scored.append((share / whole, entry))
    return sorted(scored, key=lambda row: (-row[0], len(row[1]["name"]), row[1]["code"]))


def _with_everyday_words(said, name, text, in_name, in_text):
    """An everyday word counts as there when the list's own word for it is."""
    for alternatives, pairs in said:
        if any(word in name for word in alternatives):
            in_name = in_name | pairs
        if any(word in text for word in alternatives):
            in_text = in_text | pairs
    return in_name, in_text


def _weight(pair):
    if pair in actions():
        return MERE_ACTION
    return 1


def _worth(pair, in_name, in_text):
    if pair in in_name:
        return 1
    if pair in in_text:
        return IN_TEXT_ONLY
    return 0
