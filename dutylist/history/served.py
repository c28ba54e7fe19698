"""Tables made from others to be served: the room that makes them says how they are compared."""

from typing import NamedTuple

_comparisons = []


class ServedDifference(NamedTuple):
    """A served row that is not what it was made from: its table, its key (None: missing), a
    sentence.
    """

    table: str
    key: int | None
    sentence: str


class ServedComparison(NamedTuple):
    """The models it covers, every column of them, and the function that yields what differs."""

    models: tuple
    differences: object


def compares(*models):
    """Decorator: this function yields the differences of these tables, whose rows are made."""

    def register(differences):
        _comparisons.append(ServedComparison(models, differences))
        return differences

    return register


def compared_models():
    models = []
    for comparison in _comparisons:
        models += comparison.models
    return models


def first_difference():
    """The first served row that differs from its source, or None."""
    for comparison in _comparisons:
        if difference := _first_of(comparison):
            return difference
    return None


def _first_of(comparison):
    """SQLite keeps any text in any column: a value that cannot even be read is a difference too."""
    try:
        return next(iter(comparison.differences()), None)
    except ValueError as error:
        table = comparison.models[0]._meta.db_table
        return ServedDifference(table, None, f"其中有读不出的值，请重新生成（{error}）")
