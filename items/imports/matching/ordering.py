"""Keeps the order of a workbook with as few changed positions as it takes."""

from bisect import bisect_left

from items.models.duty_items import LAST_POSITION

STEP = 10


def following(last, count):
    """So many positions after the last one; equal ones, by age, where no room is left."""
    if count:
        step = min(STEP, max(LAST_POSITION - last, 0) // count)
    else:
        step = STEP
    return [min(last + step * n, LAST_POSITION) for n in range(1, count + 1)]


def positions_for(keys):
    """Positions for rows in file order, given each one's present (position, id), or None for a new
    row.

    The longest run that already rises keeps its positions; the others are fitted in between, or
    push what follows.
    """
    kept = longest_rising(keys)
    positions = [None] * len(keys)
    last, index, looked = 0, 0, 0  # nothing before `looked` is kept and still to come
    while index < len(keys):
        end = max(index, looked)
        while end < len(keys) and end not in kept:
            end += 1
        count = end - index
        if end == len(keys):
            positions[index:] = following(last, count)
            break
        room = keys[end][0] - last
        if room < 0 or (count and room <= count):
            kept.discard(end)
            looked = end
            continue
        for offset in range(count):
            positions[index + offset] = last + room // (count + 1) * (offset + 1)
        positions[end] = last = keys[end][0]
        index = end + 1
    return positions


def longest_rising(keys):
    """The indexes of a longest strictly rising run among the keys that are known."""
    tails, indexes, before = [], [], {}
    for index, key in enumerate(keys):
        if key is None:
            continue
        place = bisect_left(tails, key)
        before[index] = None
        if place:
            before[index] = indexes[place - 1]
        tails[place : place + 1] = [key]
        indexes[place : place + 1] = [index]
    rising = set()
    if indexes:
        index = indexes[-1]
        while index is not None:
            rising.add(index)
            index = before[index]
    return rising
