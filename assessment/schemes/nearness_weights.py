"""How much each kind of evidence weighs in how near an indicator is to an item, with and without
vectors.

They are found together by `tools/fit_schemes.py`, as the odds of an item against all others and
against none, on indicators whose items were known. What stands against a match with none is a
little less than what was fitted: to say of an indicator that nothing in the list is near takes more
than a doubt.
"""

MEANT, SAID = "words and meaning", "words"
WEIGHTS = {
    MEANT: {
        "name in name": 0.75,
        "name in text": 1.08,
        "whole in text": 0.54,
        "other words": 0.38,
        "entry in indicator": 0.61,
        "matters of name": 1.86,
        "matters of whole": 2.95,
        "entry's matters": 2.53,
        "title's matters": 0.56,
        "matters around": 3,
        "doings": 0.73,
        "department": 1.04,
        "line": 1.98,
        "coordination": -1.04,
        "reclaimed": -0.28,
        "no department's doing": -1.24,
        "another doing": -1.32,
        "made to answer": 0.22,
        "departments measured": 0.4,
        "kind of basis": 1.5,
        "meaning of names": 8.9,
        "meaning": 5.23,
    },
    SAID: {
        "name in name": 0.96,
        "name in text": 1.29,
        "whole in text": 0.63,
        "other words": 0.52,
        "entry in indicator": 0.8,
        "matters of name": 1.97,
        "matters of whole": 3.11,
        "entry's matters": 2.72,
        "title's matters": 0.53,
        "matters around": 3,
        "doings": 0.85,
        "department": 1.11,
        "line": 2.13,
        "coordination": -0.97,
        "reclaimed": -0.21,
        "no department's doing": -1.28,
        "another doing": -1.38,
        "made to answer": 0.24,
        "departments measured": 0.44,
        "kind of basis": 1.5,
    },
}
WEIGHTS_OF_NONE = {
    MEANT: {
        "always": 3.45,
        "unlisted in name": 2.39,
        "unlisted": 2.38,
        "nothing known": 1.32,
        "lead without items": 0.54,
    },
    SAID: {
        "always": 3.03,
        "unlisted in name": 2.33,
        "unlisted": 2.3,
        "nothing known": 1.24,
        "lead without items": 0.52,
    },
}
