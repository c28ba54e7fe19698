"""The finding `prohibited`: what a text would put on townships that may never be put on them, the
entry named and the words marked that gave it away.
"""

from dataclasses import dataclass, field

from django.utils import timezone

from access_control.models import ProhibitedEntry
from items.entry.fields import LABELS
from items.findings.registry import Finding, Rule, Severity, register_rule
from items.meaning import vectors
from items.models import Kind

from .matching import ProhibitedMatcher

READ = ("name", "township_duty")  # the fields whose texts are held against the entries
PROHIBITED = register_rule(
    Rule(
        "prohibited",
        "所写内容可能属于禁入事项“{entry}”。",
        check=None,
        fields=("township_duty", "name"),
        remedy="改由部门自行办理，或者撤下这一项；"
        "确有法律法规或者上级文件依据的，写明依据，由编办说明理由后继续。",
        severity=Severity.BLOCKING,
    )
)
NOT_READY = "按含义比对还在准备，以下暂按文字比对，过几分钟再试。"
MOST_WORDS = 5
_kept = {}


@dataclass(frozen=True)
class ProhibitedFinding(Finding):
    """`prohibited` names the entry; `words` are those that gave the text away, and `spans` their
    places in the text at `place`; there are none where only the meaning did.
    """

    prohibited: dict = field(default_factory=dict)
    words: tuple = ()
    spans: tuple = ()


def prohibited_findings(contents, county, on=None, *, compute=False):
    """The findings of each of these contents against the county's entries in force on a day, today
    unless told otherwise: -> [[ProhibitedFinding]], a list for each content, in their order. With
    `compute` the vectors that are missing are made now; a request leaves that to the background.

    What a department has taken back it does itself: a reclaimed item hits nothing.
    """
    comparison = comparison_of(county, on, compute=compute)
    texts = []
    for content in contents:
        is_put_on_township = content["kind"] != Kind.RECLAIMED
        for name in READ:
            text = content.get(name) or ""
            texts.append(text if is_put_on_township else "")
    hits = comparison.hits_of_each(texts)
    found = []
    places = [LABELS[name] for name in READ]
    for begin in range(0, len(texts), len(READ)):
        rows = zip(hits[begin : begin + len(READ)], texts[begin:], places, strict=False)
        found.append(_findings_of_content(rows))
    return found


def _findings_of_content(rows):
    """An entry is named once, where it is surest; `rows` are (hits, text, place)."""
    best = {}
    for hits, text, place in rows:
        for hit in hits:
            key = hit.entry.pk
            if key not in best or best[key][0].score < hit.score:
                best[key] = (hit, text, place)
    ordered = sorted(best.values(), key=lambda row: -row[0].score)
    return [finding_of(hit, text, place) for hit, text, place in ordered]


def finding_of(hit, text, place):
    words = tuple(dict.fromkeys(text[start:end] for start, end in hit.spans))
    entry = hit.entry
    if words:
        told = "、".join(f"“{word}”" for word in words[:MOST_WORDS])
        sentence = f"所写的{told}可能属于禁入事项“{entry.name}”。"
    else:
        sentence = f"所写内容的含义与禁入事项“{entry.name}”相近。"
    return ProhibitedFinding(
        rule=PROHIBITED.code,
        sentence=sentence,
        place=place,
        remedy=PROHIBITED.remedy,
        ground=entry.ground,
        severity=PROHIBITED.severity.value,
        prohibited={"id": entry.pk, "name": entry.name},
        words=words,
        spans=hit.spans,
    )


def marked_pieces(text, spans):
    """The text as (piece, is a word that gave it away) pairs."""
    pieces = []
    begin = 0
    for start, end in spans:
        pieces += [(text[begin:start], False), (text[start:end], True)]
        begin = end
    pieces.append((text[begin:], False))
    return [(piece, is_marked) for piece, is_marked in pieces if piece]


def comparison_of(county, on=None, *, compute=False):
    """The entries of a county in force on a day, ready to be held against texts; kept in the
    process as long as they are the same and nothing more is known of their meaning.
    """
    rows = ProhibitedEntry.objects.filter(county=county).in_force(on or timezone.localdate())
    entries = list(rows.order_by("pk"))
    key = tuple(
        (entry.pk, entry.name, entry.description, tuple(entry.phrases), entry.ground)
        for entry in entries
    )
    kept_key, comparison = _kept.get(county.pk, (None, None))
    is_by_meaning = vectors.is_available()
    if kept_key == (key, compute) and comparison.by_meaning == is_by_meaning:
        return comparison
    comparison = ProhibitedMatcher(entries, meaning=vectors, compute=compute)
    _kept[county.pk] = ((key, compute), comparison)
    return comparison


def why_not_by_meaning(comparison):
    """The sentence that says why texts are compared by words alone, or ""."""
    if comparison.by_meaning or not comparison.entries:
        return ""
    return vectors.why_not() or NOT_READY
