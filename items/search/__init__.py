"""Search in lists: folded texts, other words, ranking."""
