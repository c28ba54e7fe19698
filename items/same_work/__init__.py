"""Whether two items are the same work: by the matters and the steps that they name, by their words,
by the common matters they are about, and by meaning.
"""
