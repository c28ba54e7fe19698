"""Keeps the order of a workbook with as few changed positions as it takes."""

from bisect import bisect_left

STEP = 10


def positions_for(current):
    """New positions for rows in file order, given their present ones (None for a new row).

    Strictly rising; the longest run that already rises keeps its positions, the others are fitted in between.
    """
    kept = longest_rising(current)
    positions, index = [None] * len(current), 0
    last = 0
    while index < len(current):
        end = next((k for k in range(index, len(current)) if k in kept), len(current))
        room, count = (
            (current[end] - last, end - index) if end < len(current) else (STEP * (end - index + 1), end - index)
        )
        if room <= count:
            kept.discard(end)
            continue
        step = room // (count + 1)
        for offset in range(count):
            positions[index + offset] = last + step * (offset + 1)
        if end < len(current):
            positions[end] = current[end]
        last, index = positions[min(end, len(current) - 1)], end + 1
    return positions


def longest_rising(values):
    """The indexes of a longest strictly rising run among the values that are known and above 0."""
    tails, tail_indexes, before = [], [], {}
    for index, value in enumerate(values):
        if value is None or value <= 0:
            continue
        place = bisect_left(tails, value)
        tails[place : place + 1] = [value]
        tail_indexes[place : place + 1] = [index]
        before[index] = tail_indexes[place - 1] if place else None
    found, index = set(), tail_indexes[-1] if tail_indexes else None
    while index is not None:
        found.add(index)
        index = before[index]
    return found
