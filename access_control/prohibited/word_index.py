"""How much of each of several entries a text says in words: an index from words to the phrases that
hold them.
"""

from collections import Counter, defaultdict
from functools import lru_cache
from math import log

from dutylist.history.texts import run_together

from .words import words_of

STRONG = 1.0  # so much weight of shared words is as much as it takes
MANY = 2.5  # so much weight of shared words of all phrases is as many as it takes
OF_A_PHRASE = 0.75
OF_ALL = 0.25
SHORTEST = 4  # characters of a phrase that is a hit by standing there whole


@lru_cache(maxsize=20_000)
def weights_in(text):
    """{word: weight} of a text."""
    return {word.key: word.weight for word in words_of(text)}


class WordIndex:
    """The phrases of several owners, each a list of texts."""

    def __init__(self, texts_of_owners):
        self.count = len(texts_of_owners)
        self.owner_of, self.whole_of = [], []
        self.phrases_at = defaultdict(list)  # {the first two characters: [(phrase, owner)]}
        self.postings = defaultdict(list)
        spread = Counter()
        for texts in texts_of_owners:
            spread.update({key for text in texts for key in weights_in(text)})
        self.keys_of = [set() for _ in texts_of_owners]
        for owner, texts in enumerate(texts_of_owners):
            for text in texts:
                self.keys_of[owner].update(weights_in(text))
                self._add(owner, text, spread)

    def _add(self, owner, text, spread):
        """What few owners say counts whole, what many say less."""
        phrase = len(self.owner_of)
        whole = 0.0
        for key, weight in weights_in(text).items():
            rare = weight * log(1 + self.count / spread[key]) / log(1 + self.count)
            self.postings[key].append((phrase, rare))
            whole += rare
        self.owner_of.append(owner)
        self.whole_of.append(whole)
        phrase = run_together(text)
        if len(phrase) >= SHORTEST:
            self.phrases_at[phrase[:2]].append((phrase, owner))

    def likenesses(self, text):
        """[how much of each owner the text says, from 0 to 1]"""
        shared = defaultdict(float)
        of_owner = defaultdict(dict)
        for key in weights_in(text):
            for phrase, weight in self.postings.get(key, ()):
                shared[phrase] += weight
                of_owner[self.owner_of[phrase]][key] = weight
        best = dict.fromkeys(of_owner, 0.0)
        for phrase, weight in shared.items():
            owner = self.owner_of[phrase]
            said = weight / self.whole_of[phrase] * min(1.0, weight / STRONG)
            best[owner] = max(best[owner], said)
        likenesses = [0.0] * self.count
        for owner, said in best.items():
            in_all = min(1.0, sum(of_owner[owner].values()) / MANY)
            likenesses[owner] = OF_A_PHRASE * said + OF_ALL * in_all
        return likenesses

    def words_of_owner(self, owner):
        """The words of all texts of an owner."""
        return self.keys_of[owner]

    def owners_of_whole_phrases(self, text):
        """The owners of which a phrase stands in the text as it is."""
        together = run_together(text)
        owners = set()
        for place in range(len(together) - SHORTEST + 1):
            for phrase, owner in self.phrases_at.get(together[place : place + 2], ()):
                if together.startswith(phrase, place):
                    owners.add(owner)
        return owners
