"""The answer to "who answers for this?": a sentence per entry and place, its citation, and the
look-up behind it.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from string import Formatter

from items.entry.entries import answering, facets_of
from items.lookup.ranking import NOTHING, Ranked, Why

from .finding import find
from .interpreted import answered_by, interpreted

PROHIBITED = "“{name}”属于禁入事项，不得交由{townships}承担。"
MOST_NAMED = 3
MOST_SHOWN = 5
NOT_FOUND = "未检索到相近事项（不等于不属于清单）。"
NOT_PUBLISHED = "该地的清单尚未公布或者尚未施行。"


def place_name(published, township=None):
    """What the sentence calls the township: its name, or, over the whole county, 所在 and the word
    for townships.
    """
    if township:
        return township.name
    return f"所在{published.words['townships']}"


def department_words(names):
    """县林业局、县应急管理局; more than three are cut: 县甲局、县乙局、县丙局等5个部门."""
    if len(names) <= MOST_NAMED:
        return "、".join(names)
    return f"{'、'.join(names[:MOST_NAMED])}等{len(names)}个部门"


def answer_parts(published, entry, township=None):
    """The answer as (piece, names who answers) pairs, in the words frozen with the document."""
    words = published.words_for(township)
    facts = {
        "township": place_name(published, township),
        "departments": department_words(answering(entry)),
    }
    strong = "departments"
    if entry["kind"] == "basic":
        strong = "township"
    pieces = []
    for text, field in sentence_parts(words[f"answer_{entry['kind']}"]):
        if text:
            pieces.append((text, False))
        if field:
            pieces.append((facts.get(field, ""), field == strong))
    return pieces


@lru_cache
def sentence_parts(sentence):
    """The (text, field after it) pairs of a sentence with gaps; there are a few such sentences and
    many entries.
    """
    return [(text, field) for text, field, _, _ in Formatter().parse(sentence)]


def answer_sentence(published, entry, township=None):
    return "".join(piece for piece, _ in answer_parts(published, entry, township)) + "。"


def citation(published, entry, township=None):
    """《示例县城关镇履行职责事项清单》（2026年版）配合履职事项第32项, as people quote it."""
    if township:
        title = township.title
    else:
        title = published.words["list_title"]
    year = (published.meta.get("effective_on") or "")[:4]
    kind = published.words_for(township)[f"kind_{entry['kind']}"]
    return f"《{title}》（{year}年版）{kind}第{entry['number']}项"


def quotable(published, entry, township=None, cards=()):
    """The answer as a paragraph to paste into a reply, with the telephones of those who answer."""
    sentence = answer_sentence(published, entry, township)
    numbers = []
    for card in cards:
        # With one department it goes without saying whose number it is.
        numbers.append(card.telephone if len(cards) == 1 else f"{card.name}{card.telephone}")
    call = ""
    if numbers:
        call = f"联系电话：{'，'.join(numbers)}。"
    return f"根据{citation(published, entry, township)}，“{entry['name']}”{sentence}{call}"


_tellers_of_prohibited = []


def tell_prohibited(teller):
    """Registers who knows what may never be put on a township: `teller(text, county_code, on)` ->
    {"id", "name"} of the entry that a question hits, or None. A decorator.
    """
    _tellers_of_prohibited.append(teller)
    return teller


def prohibited_of(text, county_code, on=None):
    """The prohibited entry that a question hits on a day, today unless told: {"id", "name"} or
    None.
    """
    for teller in _tellers_of_prohibited:
        if told := teller(text, county_code, on):
            return told
    return None


def prohibited_sentence(prohibited, words):
    return PROHIBITED.format(name=prohibited["name"], townships=words["townships"])


@dataclass(frozen=True)
class Answer:
    """What a look-up found: `entries` are the hits that answer, at most five, `near` those that are
    only near. `not_found` is a miss of the search and never says that a matter is not listed.
    `prohibited` is {"id", "name"} of the entry, where that is the answer; `interpretations` are
    what was confirmed of such a question (`interpreted`).
    """

    answer: str
    sentence: str
    found: Ranked = NOTHING
    published: object = None
    township: object = None
    prohibited: dict | None = None
    interpretations: tuple = ()

    @property
    def hits(self):
        return self.found.hits[:MOST_SHOWN]

    @property
    def near_hits(self):
        return self.found.near[:MOST_SHOWN]

    @property
    def entries(self):
        return [hit.entry for hit in self.hits]

    @property
    def near(self):
        return [hit.entry for hit in self.near_hits]


def lookup(text, published, township=None, cards=None):
    """The answer of a list to a word or an everyday question: at most five entries, best first, or
    the five nearest. `cards` knows departments by former names.
    """
    if published is None:
        return Answer("not_found", NOT_PUBLISHED)
    found = find(published, text, township, cards)
    if not found.is_sure:
        near = replace(found, hits=(), near=found.near or found.hits)
        return Answer("not_found", NOT_FOUND, near, published, township)
    first = found.hits[0].entry
    sentence = answer_sentence(published, first, township)
    return Answer(first["kind"], sentence, found, published, township)


def answer_question(text, published, township=None, on=None, cards=None):
    """The answer of a list on a day, today unless told. Where no entry has the words of the
    question, what the county prohibits is the answer before what is only like it, and before that
    what the office confirmed of such a question.
    """
    answer = lookup(text, published, township, cards)
    if published is None:
        return answer
    answer = replace(answer, interpretations=tuple(interpreted(text, published)))
    if answer.found.has_words:
        return answer
    prohibited = prohibited_of(text, published.county["code"], on)
    if not prohibited:
        return answered_by(answer, lambda entry: answer_sentence(published, entry, township))
    return replace(
        answer,
        answer="prohibited",
        sentence=prohibited_sentence(prohibited, published.words),
        prohibited=prohibited,
    )


def answer_json(answer, cards):
    """A look-up in the shape `lookup --json` and the API give."""
    shape = {
        "answer": answer.answer,
        "sentence": answer.sentence,
        "edition": answer.published and answer.published.meta,
        "read_as": answer.found.read_as,
        "entries": [hit_line(hit, cards, answer.township) for hit in answer.hits],
        "near": [hit_line(hit, cards, answer.township) for hit in answer.near_hits],
        "interpretations": [one.told for one in answer.interpretations],
    }
    if answer.prohibited:
        shape["prohibited"] = answer.prohibited
    return shape


def hit_line(hit, cards, township=None):
    """An entry with why it is there."""
    return {
        **entry_line(hit.entry, cards, township),
        "why": {"kind": hit.why, "text": why_words(hit)},
    }


def entry_line(entry, cards, township=None):
    """An entry of a list, as files and programs are told; `telephone` is of who answers."""
    return {
        "code": entry["code"],
        "name": entry["name"],
        "kind": entry["kind"],
        "departments": answering(entry),
        "telephone": cards.telephone_of(entry, township),
    }


WHY = {
    Why.CODE: "事项代码相同",
    Why.NUMBER: "印发序号相同",
    Why.WORDS: "清单中有所查的字词",
    Why.SOME_WORDS: "有部分相同的字词",
    Why.OTHER_WORDS: "清单中称“{words}”",
    Why.PHRASE: "与常见问法“{phrase}”相近",
    Why.SOUND: "读音相同或者相近",
    Why.MEANING: "意思相近",
    Why.CATEGORY: "所属类别含有所查的字词",
    Why.INTERPRETED: "清单释义已有答复",
}


def why_words(hit):
    """Why an entry is among the hits, in a few words."""
    return WHY[hit.why].format(words="”“".join(hit.terms), phrase=hit.phrase)


def kind_counts(published, township=None):
    """[(kind, how many entries)] in list order, zeros included."""
    return facets_of(published.entries_for(township))["kind"]
