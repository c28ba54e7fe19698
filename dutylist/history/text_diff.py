"""The difference of two texts, character by character, as a reader would mark it up."""

import difflib
import re

from rapidfuzz.distance import Indel

MOST_CELLS = 25_000_000  # 5,000 characters against 5,000; beyond that whole sentences are compared
MOST_PIECES = 4_000
SHORT_RUN = 1  # a single character left standing between two changes only confuses
PIECES = re.compile(r"[^。；！？\n]*[。；！？\n]|[^。；！？\n]+")


def text_diff(before, after):
    """[(op, text)] with op same, del or ins; same + del is `before`, same + ins is `after`."""
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    a, b = before[start : len(before) - end], after[start : len(after) - end]
    parts = [("same", before[:start]), *_middle(a, b), ("same", before[len(before) - end :])]
    return _joined(part for part in parts if part[1])


def _common(a, b):
    for n, (one, other) in enumerate(zip(a, b, strict=False)):
        if one != other:
            return n
    return min(len(a), len(b))


def _middle(a, b):
    if not a or not b:
        return [("del", a), ("ins", b)]
    if len(a) * len(b) <= MOST_CELLS:
        return _without_crumbs(_marked(Indel.opcodes(a, b), a, b))
    return _by_sentence(PIECES.findall(a), PIECES.findall(b))


def _by_sentence(a, b):
    if max(len(a), len(b)) > MOST_PIECES:
        return [("del", "".join(a)), ("ins", "".join(b))]
    marked = _marked(difflib.SequenceMatcher(None, a, b, autojunk=True).get_opcodes(), a, b)
    return [(op, "".join(text)) for op, text in marked]


def _marked(opcodes, a, b):
    parts = []
    for op, a1, a2, b1, b2 in opcodes:
        if op == "equal":
            parts.append(("same", a[a1:a2]))
        else:
            parts += [("del", a[a1:a2]), ("ins", b[b1:b2])]
    return [part for part in parts if part[1]]


def _without_crumbs(parts):
    """Gives a lonely character between two changes to both of them."""
    result = []
    for n, (op, text) in enumerate(parts):
        inner = 0 < n < len(parts) - 1
        crumb = op == "same" and inner and len(text) <= SHORT_RUN
        if crumb:
            result += [("del", text), ("ins", text)]
        else:
            result.append((op, text))
    return result


def _joined(parts):
    """Neighbours of one kind become one; within a change what was deleted stands first."""
    result, changed = [], {"del": [], "ins": []}

    def close_change():
        for op, texts in changed.items():
            if texts:
                result.append((op, "".join(texts)))
            changed[op] = []

    for op, text in parts:
        if op != "same":
            changed[op].append(text)
            continue
        close_change()
        if result and result[-1][0] == "same":
            result[-1] = ("same", result[-1][1] + text)
        else:
            result.append(("same", text))
    close_change()
    return result
