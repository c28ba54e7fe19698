"""Learns the labels of forms and cards that no table of words holds (这件事, 他们干): the cards of
a sheet are laid out as the rows of a table, whose heads are decided as those of any other.
"""

from collections import Counter
from itertools import pairwise

from items.imports.reading.grid import Cell, Sheet

from .bare_names import LONGEST_NAME
from .columns import NEEDED, Column
from .departments import is_office
from .head_choice import BEFORE_A_NAME
from .heads import HeadFinder
from .kind_codes import meant
from .labels import LONGEST_LABEL, RECORD_FIELDS, labelled_field
from .layout import Layout
from .numbering import number_key
from .recognised import LearntLabel
from .sheet_words import SheetWords

SHORTEST_NAME = 4
MOST_TRIES = 8  # rows of a sheet that are taken for the first of its cards
FEWEST_CARDS = 3
FEWEST_BESIDE_A_NAME = 3  # fields, the name among them, that tell what the first label must be
MOSTLY = 0.6


def learnt_labels(layout, row):
    """{label: LearntLabel} of the labels that no word tells, where the texts of a row begin the
    cards of a sheet: again and again the same short texts in the same order, each beside another
    value.
    """
    texts = layout.texts[row]
    first = min(texts)
    is_seldom = layout.times(first)[texts[first]] < FEWEST_CARDS
    if layout.is_paragraph(row) or is_seldom or layout.tries == MOST_TRIES:
        return {}
    layout.tries += 1
    times = Counter()
    for column in texts:
        times.update(layout.down(row, column))
    often = [text for text, number in times.items() if number >= FEWEST_CARDS]
    again = {*filter(may_be_label, often)}
    columns = [column for column in texts if is_of_labels(layout.down(row, column), again)]
    learnt = {}
    for beside in apart(layout, columns, again):
        for cards in alike(cards_in(layout, beside, again)):
            for label, told in told_by_cards(cards).items():
                if not labelled_field(label):
                    learnt.setdefault(label, told)
    return learnt


def is_of_labels(texts, again):
    """Whether the texts of a column are labels: short ones that come `again` and again, none twice
    running unless it is a known label, and none an office's name.
    """
    labels = [text for text in texts if text in again]
    if texts[0] not in again or len(labels) < MOSTLY * len(texts) or len({*labels}) < 2:
        return False
    return all(one != other or labelled_field(one) for one, other in pairwise(texts))


def may_be_label(text):
    if labelled_field(text):
        return True
    return len(text) <= LONGEST_LABEL and not number_key(text) and not is_office(text)


def apart(layout, columns, again):
    """[columns] of the labels of one card each: columns with the same labels are those of cards
    that stand beside each other.
    """
    found = []
    for column in columns:
        labels = again & {texts.get(column) for texts in layout.texts.values()}
        for beside, known in found:
            if not labels & known:
                beside.append(column)
                known |= labels
                break
        else:
            found.append(([column], labels))
    return [beside for beside, _known in found]


def cards_in(layout, columns, again):
    """[{label: value}] of the cards whose labels stand in these columns: one that is said once more
    begins the next card, unless it stands right below itself (共同办理单位, 共同办理单位).
    """
    cards, above = [{}], {}
    for texts in layout.texts.values():
        for column in columns:
            label = texts.get(column, "")
            value = next((texts[other] for other in sorted(texts) if other > column), "")
            if label not in again:
                continue
            label = label.rstrip("：: ")
            if label in cards[-1] and label != above.get(column):
                cards.append({})
            above[column] = label
            cards[-1].setdefault(label, "" if value == label else value)
    return cards


def alike(cards):
    """[cards] with the same labels, or with fewer of them."""
    forms = []
    for card in sorted(cards, key=len, reverse=True):
        for form in forms:
            if card.keys() <= form[0].keys():
                form.append(card)
                break
        else:
            forms.append([card])
    return [form for form in forms if len(form) >= FEWEST_CARDS]


def is_told_by_values(label, cards):
    """Whether what stands beside a label may tell its field: not the same in every card, as how to
    fill in a form is, and the label is no kind itself.
    """
    values = {card[label] for card in cards if card.get(label)}
    return not meant(label) and (len(values) > 1 or bool(labelled_field(label)))


def told_by_cards(cards):
    """{label: LearntLabel} as the table would be read whose rows are these cards."""
    labels = [label for label in cards[0] if is_told_by_values(label, cards)]
    heads = heads_of(labels, cards) if labels else []
    if not heads:
        return name_by_place(labels, cards)
    learnt = {}
    for field, column in heads[0].columns.items():
        if field in RECORD_FIELDS:
            _field, reasons = heads[0].reasons.get(column, ("", ()))
            readings = [one.readings for one in heads[0].unsure if one.column == column]
            if is_sure(heads[0], field, column):
                learnt[labels[column - 1]] = LearntLabel(Column(field), reasons)
            elif readings:
                learnt[labels[column - 1]] = LearntLabel("", reasons, readings[0])
    return learnt


def name_by_place(labels, cards):
    """{label: LearntLabel} of the first label as the name's, where the others tell who does what
    and nothing but names stand beside it.
    """
    known = {label: labelled_field(label) for label in labels}
    first = next((label for label in labels if known[label] not in BEFORE_A_NAME), "")
    texts = [card[first] for card in cards if card.get(first)]
    told = {*known.values()} & {*NEEDED}
    is_name = len({*texts}) == len(texts) == len(cards) and all(map(may_be_name, texts))
    if Column.NAME in known.values() or not first or known[first] or len(told) < 2 or not is_name:
        return {}
    return {first: LearntLabel(Column.NAME)}


def may_be_name(text):
    return SHORTEST_NAME <= len(text) <= LONGEST_NAME and "。" not in text and not is_office(text)


def heads_of(labels, cards):
    """The heads of the table that has the labels as its head and a row for each card."""
    sheet = Sheet("", cells=[Cell(1, place, label) for place, label in enumerate(labels, 1)])
    for row, card in enumerate(cards, 2):
        for place, label in enumerate(labels, 1):
            if value := card.get(label):
                sheet.cells.append(Cell(row, place, value))
    finder = HeadFinder(Layout(sheet), SheetWords({}), {}, decisions={})
    heads = finder.heads_at(0)
    if not heads and finder.find_by_evidence():
        return finder.heads_at(0)
    return heads


def is_sure(head, field, column):
    """Whether a label needs no person to choose; the name's stands first in a card, and where the
    other labels tell enough it can be nothing else there.
    """
    is_told = column not in {one.column for one in head.unsure}
    if field != Column.NAME:
        return is_told
    is_told = is_told or len(head.columns.keys() - BEFORE_A_NAME) >= FEWEST_BESIDE_A_NAME
    return is_told and begins_card(head, column)


def begins_card(head, column):
    """Whether a label is the first of a card, or only numbers, kinds and categories are above."""
    above = {other: field for field, other in head.columns.items() if field in BEFORE_A_NAME}
    return all(other in above for other in range(1, column))
