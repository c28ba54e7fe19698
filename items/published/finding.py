"""What a question finds in a published list: one way for pages, API, command and desk."""

import heapq
from dataclasses import replace

import numpy

from items.lookup.asked import asked
from items.lookup.joined import joined
from items.lookup.phrase_book import NO_PHRASES, phrase_book, phrase_books
from items.lookup.ranking import NOTHING, ranked, ranked_each
from items.lookup.tended import tended
from items.search.text import fold


def find(published, text, township=None, cards=None, book=None):
    """What a question finds in a list, in the wording and under the numbers
    of a township: `Ranked`.

    `cards` is asked for the present name of a department where no entry has the words, `book` says
    what the county's own phrases are; it is read unless it is given.
    """
    question = question_of(published, text)
    if published is None or not question.folded:
        return NOTHING
    if book is None:
        book = phrase_book(published.county["code"])
    found = in_rows(published, question, township, book)
    if not found.has_words and cards:
        found = by_another_name(published, text, township, cards, book) or found
    found = replace(found, read_as=found.read_as or question.read_as)
    if township is None:
        return found
    return replace(
        found,
        hits=as_printed(published, found.hits, township),
        near=as_printed(published, found.near, township),
    )


def by_another_name(published, text, township, cards, book):
    """What is found under the present name of a department that was asked for by a former one, or
    under the name in the list of one that is called otherwise since: `Ranked`, or None.
    """
    if name := cards.now_called(text):
        found = in_rows(published, question_of(published, name), township, book)
        if found.has_words:
            return replace(found, now_called=name)
    for name in cards.once_called(text):
        found = in_rows(published, question_of(published, name), township, book)
        if found.has_words:
            return found
    return None


def find_everywhere(lists, text):
    """What a question finds in each of many lists, the surest first, those of one county in the
    order in which that county finds them: [Hit].
    """
    books = phrase_books([published.county["code"] for published in lists])
    together = {}
    for number, published in enumerate(lists):
        if not published.entries:
            continue
        question = question_of(published, text)
        # The question is another one where its words name one of the county's places.
        key = (question, published.index.vectors is not None)
        together.setdefault(key, []).append(number)
    found = [()] * len(lists)
    for (question, _), numbers in together.items():
        views = []
        for number in numbers:
            published = lists[number]
            views.append(tended(published.index, books[published.county["code"]]))
        within = numpy.concatenate([lists[number].rows_within() for number in numbers])
        answers = ranked_each(joined(tuple(views)), question, within, with_near=False)
        for number, answer in zip(numbers, answers, strict=True):
            found[number] = answer.hits
    return heapq.merge(*found, key=lambda hit: -hit.sureness)


def find_words(published, text, township=None):
    """Whether a list has entries that hold the words of a text."""
    question = question_of(published, text)
    return in_rows(published, question, township, NO_PHRASES, by_meaning=False).has_words


def question_of(published, text):
    """A question as it is asked of a list: without the names of its places, where it has some."""
    question = asked(text)
    if published is None:
        return question
    named = tuple(place for place in published.places if fold(place) in question.folded)
    if not named:
        return question
    return asked(text, named)


def in_rows(published, question, township, book, *, by_meaning=True):
    within = published.rows_within(township)
    code = township.code if township else ""
    return ranked(
        published.index, question, within, by_meaning=by_meaning, book=book, township_code=code
    )


def as_printed(published, hits, township):
    shown = []
    for hit in hits:
        shown.append(replace(hit, entry=published.find(hit.entry["code"], township)))
    return tuple(shown)
