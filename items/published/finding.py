"""What a question finds in a published list: one way for pages, API, command and desk."""

import heapq
from dataclasses import replace

from items.lookup.asked import asked
from items.lookup.phrase_book import NO_PHRASES, phrase_book, phrase_books
from items.lookup.ranking import NOTHING, ranked


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
    if not found.has_words and cards and (name := cards.now_called(text)):
        of_now = in_rows(published, question_of(published, name), township, book)
        if of_now.has_words:
            found = replace(of_now, now_called=name)
    if township is None:
        return found
    return replace(
        found,
        hits=as_printed(published, found.hits, township),
        near=as_printed(published, found.near, township),
    )


def find_everywhere(lists, text):
    """What a question finds in each of many lists, the surest first, those of one county in the
    order in which that county finds them: [Hit].
    """
    books = phrase_books([published.county["code"] for published in lists])
    found = []
    for published in lists:
        book = books[published.county["code"]]
        question = question_of(published, text)
        found.append(in_rows(published, question, None, book).hits)
    return heapq.merge(*found, key=lambda hit: -hit.sureness)


def find_words(published, text, township=None):
    """Whether a list has entries that hold the words of a text."""
    question = question_of(published, text)
    return in_rows(published, question, township, NO_PHRASES, by_meaning=False).has_words


def question_of(published, text):
    places = ()
    if published:
        places = (published.county["name"], *(place.name for place in published.townships))
    return asked(text, places)


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
