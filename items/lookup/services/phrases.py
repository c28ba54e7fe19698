"""Phrases of the county's own: added, moved and removed; shipped ones struck and restored."""

from dataclasses import dataclass
from functools import cache

from dutylist.history.texts import clean_text
from dutylist.history.tracking import bulk_delete, bulk_save
from dutylist.workflow.refusals import Invalid, NotPossible
from items.models import DutyItem, Phrase, PhraseStanding
from items.models.phrases import LONGEST_PHRASE
from items.search.simplified import simplified
from items.search.text import SEPARATOR, fold

from ..library import library
from .keeping import current_item, keeping

MOST_AT_ONCE = 500
MOST_OF_AN_ITEM = 500
SHOWN = 12


@dataclass(frozen=True)
class Line:
    """A phrase that is to be added: where it was written, for which item, and the text."""

    place: str
    item: DutyItem
    text: str


def folded_phrase(text):
    """A phrase as two of them are compared: in ordinary signs, run together."""
    return fold(simplified(text)).replace(SEPARATOR, "")


def add_phrases(item, texts, *, by, reason, source="form"):
    """Adds phrases to an item, empty ones left out: -> [Phrase]. Every fault is named at its place
    among the texts, and then nothing is written.
    """
    lines = [Line(f"texts.{number}", item, text) for number, text in enumerate(texts)]
    return add_lines(item.county, lines, by=by, reason=reason, source=source, path="texts")


def add_lines(
    county, lines, *, by, reason, source="form", standing=PhraseStanding.OWN, path="", skip=False
):
    """The same for several items of a county, a `Line` each: -> [Phrase]. What the item has already
    is a fault, or left out with `skip`.
    """
    if len(lines) > MOST_AT_ONCE:
        raise Invalid({path: f"一次最多登记{MOST_AT_ONCE}条，这里有{len(lines)}条。"})
    with keeping(county, by, reason, source):
        items = {item.pk: current_item(item) for item in {line.item for line in lines}}
        adding = Adding(county, standing, skip)
        for line in lines:
            adding.take(line, items[line.item.pk])
        adding.require_room(path)
        if not (adding.made or adding.faults or skip):
            adding.faults[path] = "请填写说法，每行一条。"
        if adding.faults:
            raise Invalid(adding.faults)
        bulk_save(adding.made)
    return adding.made


class Adding:
    """The phrases that are made of lines, and {place: sentence} of what is wrong with them."""

    def __init__(self, county, standing, skip):
        self.county, self.standing, self.skip = county, standing, skip
        self.made, self.faults = [], {}
        rows = Phrase.objects.filter(county=county).select_related("item")
        self.of_item = {(row.item_id, row.folded): row for row in rows}
        self.counted = {row.folded: row for row in rows if row.standing != PhraseStanding.STRUCK}

    def take(self, line, item):
        text = " ".join(clean_text(line.text).split())
        if not text:
            return
        folded = folded_phrase(text)
        fault = length_fault(text, folded)
        if fault:
            self.faults[line.place] = fault
            return
        here = self.of_item.get((item.pk, folded))
        elsewhere = self.counted.get(folded)
        if here is not None and self._is_left_out(here):
            return
        if here is not None:
            self.faults[line.place] = taken_sentence(here)
        elif elsewhere is not None:
            self.faults[line.place] = elsewhere_sentence(text, elsewhere.item)
        else:
            self._make(item, text, folded)

    def _is_left_out(self, here):
        """Whether a phrase that is there already need not be told of."""
        if here in self.made:
            return True
        return self.skip and here.standing != PhraseStanding.STRUCK

    def _make(self, item, text, folded):
        phrase = Phrase(
            county=self.county, item=item, text=text, folded=folded, standing=self.standing
        )
        self.of_item[item.pk, folded] = self.counted[folded] = phrase
        self.made.append(phrase)

    def require_room(self, path):
        """Names an item that would have more than it can."""
        counts = {}
        for item_id, _folded in self.of_item:
            counts[item_id] = counts.get(item_id, 0) + 1
        for phrase in self.made:
            count = counts[phrase.item_id]
            if count > MOST_OF_AN_ITEM:
                sentence = f"“{phrase.item.name}”共有{count}条说法，最多{MOST_OF_AN_ITEM}条。"
                self.faults[path] = sentence


def length_fault(text, folded):
    """The sentence for a text that can be no phrase, or ""."""
    size = max(len(text), len(folded))
    if size > LONGEST_PHRASE:
        return f"“{text[:SHOWN]}……”共{size}字，最多{LONGEST_PHRASE}字。"
    if not folded:
        return f"“{text}”里没有文字。"
    return ""


def taken_sentence(phrase):
    if phrase.standing == PhraseStanding.STRUCK:
        return f"“{phrase.text}”是随程序提供的说法，在本事项已停用，请恢复使用。"
    return f"“{phrase.text}”已是本事项的说法。"


def elsewhere_sentence(text, item):
    gone = "（已取消）" if item.cancelled_on else ""
    return f"“{text}”已是“{item.name}”{gone}（{item.code}）的说法，请先从那里移走。"


def strike_phrases(item, texts, *, by, reason, source="form"):
    """Phrases of the library are counted for this item no more: -> [Phrase]. Those struck already
    stay so.
    """
    shipped = shipped_texts()
    with keeping(item.county, by, reason, source):
        item = current_item(item)
        here = {row.folded: row for row in Phrase.objects.filter(item=item)}
        struck, faults = {}, {}
        for number, text in enumerate(texts):
            folded = folded_phrase(text)
            row = here.get(folded)
            if folded not in shipped:
                faults[f"texts.{number}"] = f"“{text[:LONGEST_PHRASE]}”不是随程序提供的说法。"
            elif row is not None and row.standing != PhraseStanding.STRUCK:
                faults[f"texts.{number}"] = f"“{row.text}”是本地登记的说法，请用删除。"
            elif row is None:
                struck[folded] = Phrase(
                    county=item.county,
                    item=item,
                    text=shipped[folded],
                    folded=folded,
                    standing=PhraseStanding.STRUCK,
                )
        if not texts:
            faults["texts"] = "请选择要停用的说法。"
        if faults:
            raise Invalid(faults)
        bulk_save(struck.values())
    return list(struck.values())


@cache
def shipped_texts():
    """{folded: text} of every phrase in the library."""
    return {folded_phrase(text): text for text in library().phrases.texts}


def restore_phrases(phrases, *, by, reason, source="form"):
    """Struck phrases of the library are counted again: -> how many."""
    return _take_away(phrases, by, reason, source, is_struck=True)


def remove_phrases(phrases, *, by, reason, source="form"):
    """Takes phrases of the county's own out of its list; the record keeps them: -> how many."""
    return _take_away(phrases, by, reason, source, is_struck=False)


def _take_away(phrases, by, reason, source, *, is_struck):
    if not phrases:
        raise Invalid({"phrases": "请选择说法。"})
    with keeping(phrases[0].county, by, reason, source):
        rows = _locked(phrases)
        for row in rows:
            if is_struck and row.standing != PhraseStanding.STRUCK:
                raise NotPossible(f"“{row.text}”没有停用，不需要恢复。")
            if not is_struck and row.standing == PhraseStanding.STRUCK:
                raise NotPossible(f"“{row.text}”是随程序提供的说法，请用恢复。")
        return bulk_delete(rows)


def move_phrases(phrases, item, *, by, reason, source="form"):
    """Phrases of the county's own become those of another of its items: -> [Phrase]."""
    if not phrases:
        raise Invalid({"phrases": "请选择说法。"})
    with keeping(phrases[0].county, by, reason, source):
        item = current_item(item)
        if item.county_id != phrases[0].county_id:
            raise Invalid({"code": "只能移到本级清单的事项。"})
        rows = _locked(phrases)
        there = {row.folded: row for row in Phrase.objects.filter(item=item)}
        faults = {}
        for row in rows:
            if row.standing == PhraseStanding.STRUCK:
                faults[f"phrases.{row.pk}"] = f"“{row.text}”是随程序提供的说法，不能移动。"
            elif row.folded in there:
                faults[f"phrases.{row.pk}"] = f"“{row.text}”在“{item.name}”已经登记或者停用。"
        if faults:
            raise Invalid(faults)
        for row in rows:
            row.item = item
        bulk_save(rows)
    return rows


def _locked(phrases):
    """The rows as they are now, all of one county; one that is gone is refused."""
    keys = {phrase.pk for phrase in phrases}
    rows = list(
        Phrase.objects.filter(pk__in=keys, county=phrases[0].county_id)
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    if len(rows) != len(keys):
        raise NotPossible("所选的说法刚刚被他人移走或者删除，请刷新后再办理。")
    return rows
