"""The score of the process (过程分): how a department answered the whistles of a year. Whoever keeps
the whistles registers how it is worked out; until then there is none.
"""

_sources = []


def process_is_told_by(function):
    """Registers `function(department, year)`: a number from 0 to 100, or None where there is too
    little to go by.
    """
    _sources[:] = [function]
    return function


def process_score(department, year):
    """The score of a department's whistles of a year, or None."""
    if not _sources:
        return None
    return _sources[0](department, year)
