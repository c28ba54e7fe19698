"""How near a text is in meaning to several owners of texts, from vectors that are kept."""

import numpy

NEAREST = 3  # of an owner's texts that are counted


class MeaningIndex:
    """The vectors of several owners, each with a list of texts; `is_ready` where all are there."""

    def __init__(self, texts_of_owners, meaning, vectors):
        texts = [text for texts in texts_of_owners for text in texts]
        self.is_ready = bool(texts) and all(text in vectors for text in texts)
        self.meaning = meaning
        self.ends = []
        for texts_of_one in texts_of_owners:
            begin = self.ends[-1][1] if self.ends else 0
            self.ends.append((begin, begin + len(texts_of_one)))
        if self.is_ready:
            self.vectors = numpy.stack([vectors[text] for text in texts])

    def nearnesses(self, vector):
        """[mean of the nearest texts of each owner]"""
        near = self.meaning.nearness(vector, self.vectors)
        found = []
        for begin, end in self.ends:
            nearest = sorted(near[begin:end], reverse=True)[:NEAREST]
            found.append(sum(nearest) / len(nearest))
        return found
