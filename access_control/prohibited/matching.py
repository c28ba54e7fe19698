"""Which prohibited entries a text hits: by their phrases and words, and by meaning where vectors
are at hand; only what is put on a township counts (`acting`).

An entry borrows the shipped examples of the classes it belongs to. A text is a hit where it is like
the entry, like its class, and liker to both than to ordinary work of a township. The weights were
fitted on pairs of texts and entries (tests/access_control/files).
"""

from dataclasses import dataclass
from functools import cache

import numpy

from .acting import acting_sentences
from .examples import example_classes, ordinary_work
from .nearness import MeaningIndex
from .word_index import WordIndex
from .words import TELLING, words_of

OWN_WORDS = 0.7
OWN_MEANING = 6.0
CLASS_WORDS = 0.7
CLASS_MEANING = 20.0
UNLIKE_ORDINARY = 20.0
MOST_UNLIKE = 0.02
LEAST = 0.75  # of a score with meaning
LEAST_IN_WORDS = 0.35  # of a score by words alone
MARGIN_OF_QUESTION = 0.12  # questions come nearer to everything than texts of a list do
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
    return Comparison(entries, meaning=meaning, compute=True).hits(text)


def acting_text(clauses):
    return "，".join(clause.text for clause in clauses)


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


class Comparison:
    """The entries that texts are held against, prepared once for all of them."""

    def __init__(self, entries, *, meaning=None, compute=False):
        self.entries = list(entries)
        self.meaning = meaning
        self.compute = compute
        self.words = WordIndex([texts_of(entry) for entry in self.entries])
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
        sentences = [acting_sentences(text) for text in texts]
        wanted = []
        for sentences_of_one in sentences:
            wanted += [acting_text(clauses) for clauses in sentences_of_one]
        near = self._near(wanted, is_question)
        margin = MARGIN_OF_QUESTION if is_question else 0.0
        return [self._best_hits(one, near, margin) for one in sentences]

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

    def _best_hits(self, sentences, near, margin):
        best = {}
        for clauses in sentences:
            for number, score in self._hits_of(clauses, near, margin):
                if number not in best or best[number].score < score:
                    spans = self._spans(clauses, number)
                    best[number] = Hit(self.entries[number], spans, score)
        return sorted(best.values(), key=lambda hit: -hit.score)

    def _hits_of(self, clauses, near, margin):
        """[(number of an entry, score)] of one sentence: the surest, and those of which a phrase
        stands there as it is.
        """
        text = acting_text(clauses)
        least = LEAST_IN_WORDS
        if text in near:
            least = LEAST + margin
        share = min(clause.share for clause in clauses)
        scores = share * self._scores(text, near.get(text))
        found = {}
        if scores.size and scores.max() >= least:
            best = int(scores.argmax())
            found[best] = float(scores[best])
        for number in self.words.owners_of_whole_phrases(text):
            found[number] = least + float(scores[number])
        return found.items()

    def _scores(self, text, near):
        """The score of each entry, in an array; by words alone where there is nothing `near`."""
        scores = OWN_WORDS * numpy.array(self.words.likenesses(text))
        classes = CLASS_WORDS * numpy.array(class_words().likenesses(text))
        if near is not None:
            of_classes = numpy.array(near.classes)
            middle = of_classes.mean()
            unlike = numpy.minimum(of_classes - near.ordinary, MOST_UNLIKE)
            classes += CLASS_MEANING * (of_classes - middle) + UNLIKE_ORDINARY * unlike
            scores += OWN_MEANING * (numpy.array(near.own) - middle)
        return scores + self._borrowed(classes)

    def _borrowed(self, classes):
        """What each entry has from the one of its classes that the text is likest to."""
        borrowed = numpy.where(self.belonging > 0, self.belonging * classes, -numpy.inf).max(axis=1)
        return numpy.where(numpy.isneginf(borrowed), 0.0, borrowed)

    def _spans(self, clauses, number):
        """The places of the words that the sentence shares with the entry or with its classes."""
        telling = set(self.words.words_of_owner(number))
        for row in self.classes_of[number]:
            telling |= class_words().words_of_owner(row)
        spans = []
        for clause in clauses:
            for word in words_of(clause.text):
                if word.key in telling and word.weight >= TELLING:
                    spans.append((clause.start + word.start, clause.start + word.end))
        return tuple(joined(spans))


def joined(spans):
    """The spans in order, those that touch or overlap as one."""
    found = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
