"""Which prohibited entries a text hits: by what is put on whom (`acting`), by the burdens and words
it shares with an entry and its class, and by meaning where vectors are at hand (`evidence`).

An entry borrows the shipped examples of the classes it belongs to. The weights are in
`fixtures/prohibited_weights.json` (`tools/fit_prohibited.py` finds them).
"""

from dataclasses import dataclass
from functools import cache

import numpy

from items.meaning.weights import shipped_weights
from items.meaning.words import joined_spans

from . import evidence
from .acting import Actor, clauses_of, parts_of, sentences_of
from .burdens import MAIN, NONE, burden_spans
from .examples import example_classes, ordinary_work
from .nearness import MeaningIndex
from .word_index import WordIndex
from .words import TELLING, words_of

WEIGHTS = "prohibited_weights.json"
MARGIN_OF_QUESTION = 0.05  # questions come nearer to everything than texts of a list do
# Of what an entry has in common with a class: from here on it belongs to it.
BELONGS = 0.3
BELONGS_IN_WORDS = 0.1
BELONGS_BESIDE = 0.6  # so much of what it has in common with the first
MEANING_OF_CLASS = 12.0


@dataclass(frozen=True)
class Hit:
    """An entry that a text hits: `spans` are the places (start, end) in the text of the words that
    gave it away, none where only the meaning did.
    """

    entry: object
    spans: tuple
    score: float


@dataclass(frozen=True)
class Near:
    """How near a sentence is in meaning: to each entry, to each class, to ordinary work."""

    own: list
    classes: list
    ordinary: float


def hits(text, entries, *, meaning=None):
    """The entries that a text hits, the surest first: -> [Hit]. `meaning` is
    `items.meaning.vectors` or what answers like it, and makes what vectors are missing;
    None compares words alone.
    """
    return ProhibitedMatcher(entries, meaning=meaning, compute=True).hits(text)


def texts_of(entry):
    """The ways in which an entry is written."""
    return [*entry.phrases, entry.name]


def texts_for_meaning(entry):
    """The texts of an entry whose vectors are compared."""
    whole = f"{entry.name}。{'、'.join(entry.phrases)}"
    described = [entry.description] if entry.description else []
    return [*texts_of(entry), *described, whole]


@cache
def class_words():
    return WordIndex([(*row.phrases, row.name) for row in example_classes()])


def class_texts():
    return [[row.name, *row.phrases] for row in example_classes()]


class ProhibitedMatcher:
    """The entries that texts are held against, prepared once for all of them."""

    def __init__(self, entries, *, meaning=None, compute=False, unknown=NONE):
        self.entries = list(entries)
        self.meaning = meaning
        self.compute = compute
        self.words = WordIndex([texts_of(entry) for entry in self.entries])
        described = [[entry.description or entry.name] for entry in self.entries]
        self.descriptions = WordIndex(described)
        self.burdens = evidence.Burdens(self.entries, unknown)
        self._prepare_meaning()
        self.classes_of = self._classes_of_each()
        self.belonging = numpy.zeros((len(self.entries), len(example_classes())))
        for number, belonging in enumerate(self.classes_of):
            for row, share in belonging.items():
                self.belonging[number, row] = share

    def _prepare_meaning(self):
        """By meaning only where every vector is there; until then by words."""
        own = [texts_for_meaning(entry) for entry in self.entries]
        classes = class_texts()
        ordinary = list(ordinary_work())
        self.vectors = {}
        if self.meaning is not None:
            wanted = [text for texts in (*own, *classes, ordinary) for text in texts]
            self.vectors = self.meaning.vectors_of(wanted, compute=self.compute)
        self.own_meaning = MeaningIndex(own, self.meaning, self.vectors)
        self.class_meaning = MeaningIndex(classes, self.meaning, self.vectors)
        self.ordinary_meaning = MeaningIndex(
            [[text] for text in ordinary], self.meaning, self.vectors
        )
        indexes = (self.own_meaning, self.class_meaning, self.ordinary_meaning)
        self.by_meaning = all(index.is_ready for index in indexes)

    def _classes_of_each(self):
        """For each entry {number of a class: how much it belongs to it, the first wholly}."""
        texts_of_each = []
        for entry in self.entries:
            described = [entry.description] if entry.description else []
            texts_of_each.append([*texts_of(entry), *described])
        near = self._near_to_classes({text for texts in texts_of_each for text in texts})
        found = []
        for texts in texts_of_each:
            common = [0.0] * len(example_classes())
            for text in texts:
                for number, likeness in enumerate(class_words().likenesses(text)):
                    common[number] += likeness / len(texts)
                for number, nearness in enumerate(near.get(text, ())):
                    common[number] += MEANING_OF_CLASS * nearness / len(texts)
            found.append(self._belonging(common))
        return found

    def _near_to_classes(self, texts):
        """{text: how far each class stands out for it}, by meaning."""
        if not (self.by_meaning and texts):
            return {}
        ordered = sorted(texts)
        near = self.class_meaning.nearnesses([self.vectors[text] for text in ordered])
        found = {}
        for text, row in zip(ordered, near, strict=True):
            middle = sum(row) / len(row)
            found[text] = [nearness - middle for nearness in row]
        return found

    def _belonging(self, common):
        least = BELONGS if self.by_meaning else BELONGS_IN_WORDS
        most = max(common)
        found = {}
        for number, value in enumerate(common):
            if value >= max(least, most * BELONGS_BESIDE):
                found[number] = value / most
        return found

    def hits(self, text, *, is_question=False):
        """The entries that a text hits, the surest first."""
        return self.hits_of_each([text], is_question=is_question)[0]

    def hits_of_each(self, texts, *, is_question=False):
        """The same of several texts: -> a list for each. What is only tried is a question, whose
        vector is never kept; any other text is one of a list, whose vectors are.
        """
        if not self.entries:
            return [[] for _text in texts]
        parts = [parts_of(text) for text in texts]
        wanted = []
        for parts_of_one in parts:
            for _start, part in parts_of_one:
                wanted += [part, *sentences_of(part)]
        near = self._near(list(dict.fromkeys(wanted)), is_question)
        margin = MARGIN_OF_QUESTION if is_question and near else 0.0
        return [self._best_hits(parts_of_one, near, margin) for parts_of_one in parts]

    def near_of(self, text):
        """How near a text and its sentences are: {text: `Near`}."""
        return self._near([text, *sentences_of(text)], is_question=False)

    def _near(self, texts, is_question):
        """{text: `Near`} of those texts that have a vector."""
        vectors = self._vectors_of(texts, is_question)
        if not vectors:
            return {}
        rows = list(vectors.values())
        found = zip(
            self.own_meaning.nearnesses(rows),
            self.class_meaning.nearnesses(rows),
            self.ordinary_meaning.nearest(rows),
            strict=True,
        )
        return {text: Near(*near) for text, near in zip(vectors, found, strict=True)}

    def _vectors_of(self, texts, is_question):
        if not self.by_meaning:
            return {}
        if is_question:
            return {text: self.meaning.vector_of_question(text) for text in texts}
        return self.meaning.vectors_of(texts, compute=self.compute)

    def sureness(self, text, near):
        """How sure it is of each entry that the text puts it on a township, and the least."""
        found = evidence.evidence(text, self)
        if text in near:
            found |= evidence.by_meaning(text, self, near)
            judge = shipped_weights(WEIGHTS)["with_meaning"]
        else:
            judge = shipped_weights(WEIGHTS)["by_words"]
        # Who acts decides, whatever else speaks for it.
        return numpy.where(found["of others alone"], 0, judge.sureness(found)), judge.least

    def _best_hits(self, parts, near, margin):
        """The entries hit by one of the parts, each where it is surest, or by the whole alone."""
        best = {}
        for place, (start, part) in enumerate(parts):
            is_whole = place == len(parts) - 1
            for number, score in self._hits_of(part, near, margin):
                if number not in best or (not is_whole and best[number].score < score):
                    spans = self._spans(part, start, number)
                    best[number] = Hit(self.entries[number], spans, score)
        return sorted(best.values(), key=lambda hit: -hit.score)

    def _hits_of(self, text, near, margin):
        """[(number of an entry, score)]: the surest, and those of which a phrase stands there as it
        is in a clause that puts it on a township.
        """
        scores, least = self.sureness(text, near)
        found = {}
        best = int(scores.argmax())
        if scores[best] >= least + margin:
            found[best] = float(scores[best])
        for clause in clauses_of(text):
            if clause.is_put_on_township:
                for number in self.words.owners_of_whole_phrases(clause.text):
                    found[number] = max(float(scores[number]), least)
        return found.items()

    def class_likenesses(self, text):
        return self.borrowed(numpy.array(class_words().likenesses(text)))

    def borrowed(self, classes):
        """What each entry has from the one of its classes that the text is likest to."""
        borrowed = numpy.where(self.belonging > 0, self.belonging * classes, -numpy.inf).max(axis=1)
        return numpy.where(numpy.isneginf(borrowed), 0.0, borrowed)

    def _spans(self, text, start, number):
        """The places of the words that a text shares with the entry or with its classes, and of
        those that name its burdens.
        """
        telling = set(self.words.words_of_owner(number))
        for row in self.classes_of[number]:
            telling |= class_words().words_of_owner(row)
        own = [b for b, share in self.burdens.of_entries[number].items() if share > MAIN]
        spans = []
        for clause in clauses_of(text):
            if clause.actor not in (Actor.TOWNSHIP, Actor.TITLE):
                continue
            at = start + clause.start
            for word in words_of(clause.text):
                if word.key in telling and word.weight >= TELLING:
                    spans.append((at + word.start, at + word.end))
            for begin, end in burden_spans(clause.text, own):
                spans.append((at + begin, at + end))
        return tuple(joined_spans(spans))
