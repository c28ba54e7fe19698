"""Which entries a question means: the question made ordinary, the phrases people use for a matter,
meaning, and one ranking of them all.
"""
