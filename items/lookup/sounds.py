"""How characters sound, without tones: for words typed by their sound (xiaofang, xf) and slips that
sound alike (消方 for 消防).

The table in `fixtures/sounds.json` was made by `tools/sounds.py` from pypinyin's single characters.
"""

import re
from functools import cache
from itertools import pairwise

import orjson
from django.conf import settings

LEAST_INITIALS = 2
MOST_INITIALS = 6
LETTERS = re.compile("(?<![0-9])[a-z]+(?![0-9])")


@cache
def _table():
    return orjson.loads((settings.FIXTURES_DIR / "sounds.json").read_bytes())


@cache
def _sounds_of():
    """{character: its syllables, the usual one first}"""
    found = {}
    for syllable, characters in _table().items():
        for character in characters:
            found[character] = (*found.get(character, ()), syllable)
    return found


def characters_of(syllable):
    """All characters that may sound like a syllable, as one text."""
    return _table().get(syllable, "")


def syllables_of(text):
    """The syllables of each character of a folded text; of what has no sound none."""
    sounds = _sounds_of()
    return [sounds.get(character, ()) for character in text]


def pairs_of(text):
    """Every two neighbouring syllables of a folded text, as one string each."""
    pairs = set()
    for first, second in pairwise(syllables_of(text)):
        pairs.update(f"{one} {other}" for one in first for other in second)
    return pairs


def pairs_typed(run):
    """The same of a word typed by its sound; empty where it is none."""
    return {f"{one} {other}" for one, other in pairwise(syllables_typed(run))}


def syllables_typed(run):
    """A run of letters cut into syllables, the longest first that leaves a rest which can be cut
    too; [] where that cannot be done.
    """
    letters = re.sub("[^a-z]", "", run)
    return _cut(letters) or []


@cache
def _longest():
    return max(map(len, _table()))


def _cut(letters):
    """The syllables of a run, None where there are none for all of it."""
    if not letters:
        return []
    for size in range(min(_longest(), len(letters)), 0, -1):
        if letters[:size] in _table() and (rest := _cut(letters[size:])) is not None:
            return [letters[:size], *rest]
    return None


def initials_of(text):
    """The first letters of the syllables of a text (消防 -> xf), a blank for what has no sound."""
    return "".join(syllables[0][0] if syllables else " " for syllables in syllables_of(text))


def initials_typed(folded):
    """The runs of letters of a folded question that may stand for the first letters of a word."""
    found = []
    for run in LETTERS.findall(folded):
        is_short = LEAST_INITIALS <= len(run) <= MOST_INITIALS
        if is_short and not syllables_typed(run):
            found.append(run)
    return found
