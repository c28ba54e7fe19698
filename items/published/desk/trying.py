"""A question tried on the list of today, as anybody's question would be answered; nothing is
counted.
"""

from dataclasses import dataclass

from dutylist.history.texts import LONGEST_QUERY
from items.meaning.vectors import why_not
from items.published.answers import NOT_FOUND, lookup, why_words
from items.published.lists import county_list
from items.published.live_facts import cards_of

MOST_SHOWN = 3
NOT_PUBLISHED = "清单还没有公布，公布以后才能试问。"
SURE = "查到以下事项，列在最前的作为回答。"
UNSURE = "查到以下事项，把握不足，不作为回答，只供选择。"
ONLY_NEAR = f"{NOT_FOUND}以下是相近的。"


@dataclass(frozen=True)
class Tried:
    """What a question finds: `lines` are its first three hits, each with why it is there; `note`
    says where meaning was left out, `read_as` as what the question was read by its sound.
    """

    question: str
    sentence: str
    lines: tuple = ()
    note: str = ""
    read_as: str = ""


@dataclass(frozen=True)
class TriedLine:
    code: str
    name: str
    percent: int
    why: str


def try_question(county, question):
    """What a question finds in the list of a county in force today: `Tried`."""
    question = question.strip()[:LONGEST_QUERY]
    published = county_list(county.code)
    if published is None:
        return Tried(question, NOT_PUBLISHED)
    found = lookup(question, published, None, cards_of(county.code)).found
    hits, sentence = found.hits, SURE if found.is_sure else UNSURE
    if not hits:
        hits, sentence = found.near, ONLY_NEAR
    if not hits:
        return Tried(question, NOT_FOUND, note=why_not(), read_as=found.read_as)
    lines = []
    for hit in hits[:MOST_SHOWN]:
        percent = round(hit.sureness * 100)
        lines.append(TriedLine(hit.entry["code"], hit.entry["name"], percent, why_words(hit)))
    return Tried(question, sentence, tuple(lines), why_not(), found.read_as)
