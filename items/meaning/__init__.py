"""How near two texts are in meaning, and in words: the model within its package, the vectors that
are kept of texts, and the judge of two items.
"""
