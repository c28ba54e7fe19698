"""How much each kind of evidence weighs in how near an indicator is to an item, with and without
vectors.

They were fitted together, as the odds of an item against all others and against none, on indicators
whose items were known, with a part of the known words of the matters left out, so that words alone
do not decide. What stands against a match with none is a little less than what was fitted: to say
of an indicator that nothing in the list is near takes more than a doubt.
"""

MEANT, SAID = "words and meaning", "words"
WEIGHTS = {
    MEANT: {
        "name in text": 2.5,
        "whole in text": 3.3,
        "other words": 1.1,
        "entry in indicator": 1.8,
        "matters of name": 2.5,
        "entry's matters": 3.2,
        "title": 3.7,
        "matters of title": 0.9,
        "doings": 2.9,
        "department": 2.9,
        "line": 2.3,
        "coordination": -5.1,
        "reclaimed": -4.1,
        "no department's doing": -1.5,
        "another doing": -1.7,
        "made to answer": 1.5,
        "departments measured": 1.9,
        "meaning of names": 36,
        "meaning": 46,
    },
    SAID: {
        "name in name": 1.0,
        "name in text": 3.9,
        "whole in text": 6.2,
        "other words": 1.6,
        "entry in indicator": 3.7,
        "matters of name": 3.9,
        "entry's matters": 3.8,
        "title": 4.7,
        "matters of title": 0.7,
        "doings": 2.9,
        "department": 3.5,
        "line": 3.1,
        "coordination": -5.1,
        "reclaimed": -3.5,
        "no department's doing": -1.7,
        "another doing": -2.1,
        "made to answer": 1.6,
        "departments measured": 3.0,
    },
}
WEIGHTS_OF_NONE = {
    MEANT: {"always": 7.6, "quota": 1.6, "quota in name": 1.2},
    SAID: {"always": 3.3, "quota": 1.6, "quota in name": 1.2},
}
