"""How near texts are in meaning to several owners of texts, from vectors that are kept."""

import numpy

NEAREST = 3  # of an owner's texts that are counted


class MeaningIndex:
    """The vectors of several owners, each with a list of texts; `is_ready` where all are there."""

    def __init__(self, texts_of_owners, meaning, vectors):
        texts = [text for texts in texts_of_owners for text in texts]
        self.is_ready = bool(texts) and all(text in vectors for text in texts)
        self.meaning = meaning
        self.bounds = []
        begin = 0
        for texts_of_one in texts_of_owners:
            self.bounds.append((begin, begin + len(texts_of_one)))
            begin += len(texts_of_one)
        if self.is_ready:
            self.vectors = numpy.stack([vectors[text] for text in texts])

    def nearnesses(self, vectors):
        """For each of these vectors [mean of the nearest texts of each owner]."""
        near = self._near(vectors)
        of_owners = []
        for begin, end in self.bounds:
            nearest = numpy.sort(near[begin:end], axis=0)[-NEAREST:]
            of_owners.append(nearest.mean(axis=0))
        return numpy.stack(of_owners, axis=1).tolist()

    def nearest(self, vectors):
        """For each of these vectors how near the nearest text of all is."""
        return self._near(vectors).max(axis=0).tolist()

    def _near(self, vectors):
        """A row for each text that is kept, a column for each of these vectors: all at once, one by
        one takes ten times as long.
        """
        return numpy.asarray(self.meaning.nearness(numpy.stack(vectors).T, self.vectors))
