"""What was asked, counted without any person; and what becomes of it: a phrase, or nothing."""

import re

from django.db.models import F
from django.utils import timezone

from dutylist.workflow.refusals import Invalid, NotPossible
from items.models import AskedCount, AskedOutcome, DutyItem, Phrase, PhraseStanding
from items.models.phrases import LONGEST_PHRASE
from items.search.text import SEPARATOR, digits

from ..asked import asked
from .keeping import keeping
from .phrases import Line, add_lines, folded_phrase

MOST_OF_A_COUNTY = 5_000
KEPT_DAYS = 365
SHORTEST = 2
MOST_DIGITS = 4  # five and more may be somebody's number
LETTER = re.compile("[a-z]")
DIGIT = re.compile(r"\d")
BETWEEN_CHARACTERS = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
NOT_OF_PEOPLE = re.compile("[@＠]")


def question_kept(text):
    """The question as it is counted, without what stands before and behind its matter; "" where it
    is not counted, as it may name somebody: by a number, a licence plate, an address of mail, or as
    a long story does.
    """
    if NOT_OF_PEOPLE.search(text) or len(text.strip()) > LONGEST_PHRASE:
        return ""
    question = asked(text)
    plain = digits(question.folded).replace(SEPARATOR, "")
    if len(DIGIT.findall(plain)) > MOST_DIGITS:
        return ""
    if LETTER.search(plain) and DIGIT.search(plain):
        return ""
    whole = question.read_as or question.folded
    kept = BETWEEN_CHARACTERS.sub("", from_first_to_last(question.matter, whole))
    if question.printed or not SHORTEST <= len(kept) <= LONGEST_PHRASE:
        return ""
    return kept


def from_first_to_last(matter, folded):
    """The part of a folded question from the first word of its matter to the last."""
    words = matter.split(SEPARATOR)
    start = max(folded.find(words[0]), 0)
    end = folded.rfind(words[-1]) + len(words[-1])
    return folded[start:end]


def note_asked(county_code, text, chosen_code, on, *, times=1):
    """Counts a question that found nothing, or, with the code of an item, one from whose hits that
    item was opened. Nothing else is kept: no person, no address, no time of day.
    """
    question = question_kept(text)
    if not question:
        return
    items = DutyItem.objects.filter(county__code=county_code)
    if chosen_code:
        items = items.filter(code=chosen_code)
    item = items.select_related("county").first()
    if item is None:
        return
    if chosen_code:
        _count(item.county, question, AskedOutcome.CHOSEN, item, on, times)
    else:
        _count(item.county, question, AskedOutcome.MISSED, None, on, times)


def _count(county, question, outcome, item, on, times):
    if item and Phrase.objects.filter(item=item, folded=folded_phrase(question)).exists():
        return
    named = {"county": county, "folded": question, "outcome": outcome, "item": item}
    more = {"count": F("count") + times, "last_on": on}
    if AskedCount.objects.filter(**named).update(**more):
        return
    _make_room(county)
    row, _ = AskedCount.objects.get_or_create(**named, defaults={"last_on": on})
    AskedCount.objects.filter(pk=row.pk).update(**more)


def _make_room(county):
    """Where a county has as many questions as are kept, the one goes that was asked least and
    longest ago: nobody can fill the table with questions of his own.
    """
    rows = AskedCount.objects.filter(county=county)
    if rows.count() < MOST_OF_A_COUNTY:
        return
    least = rows.order_by("count", "last_on", "pk").first()
    if least:
        least.delete()


def drop_old_counts(on):
    """Drops what nobody has asked for a year: -> how many."""
    oldest = on - timezone.timedelta(days=KEPT_DAYS)
    count, _ = AskedCount.objects.filter(last_on__lt=oldest).delete()
    return count


def adopt_asked(asked_count, item, *, by, reason, source="form"):
    """A question becomes a phrase of an item and leaves the list: -> Phrase, None where
    the item has it already.
    """
    made = adopt_many([(asked_count, item)], by=by, reason=reason, source=source)
    return made[0] if made else None


def adopt_many(pairs, *, by, reason, source="form"):
    """The same of several questions of a county with their items: -> [Phrase]. Every fault is named
    at the number of its question, and then nothing is adopted.
    """
    if not pairs:
        raise Invalid({"asked": "请选择要采纳的问法。"})
    county = pairs[0][0].county
    with keeping(county, by, reason, source):
        rows = _locked(county, [asked_count for asked_count, _item in pairs])
        lines = []
        for asked_count, item in pairs:
            if item.county_id != county.pk:
                raise Invalid({f"asked.{asked_count.pk}": "只能采纳到本级清单的事项。"})
            text = rows[asked_count.pk].folded
            lines.append(Line(f"asked.{asked_count.pk}", item, text))
        made = add_lines(
            county,
            lines,
            by=by,
            reason=reason,
            source=source,
            standing=PhraseStanding.ADOPTED,
            path="asked",
            skip=True,
        )
        texts = [row.folded for row in rows.values()]
        AskedCount.objects.filter(county=county, folded__in=texts).delete()
    return made


def dismiss_asked(asked_counts, *, by, reason, source="form"):
    """Questions are offered no more, however often they are asked: -> how many. The register does
    not change, so nothing is written to its record.
    """
    if not asked_counts:
        raise Invalid({"asked": "请选择不采纳的问法。"})
    county = asked_counts[0].county
    with keeping(county, by, reason, source):
        keys = list(_locked(county, asked_counts))
        return AskedCount.objects.filter(pk__in=keys).update(is_dismissed=True)


def _locked(county, asked_counts):
    """{pk: row} of the questions as they are now, all of one county."""
    keys = {row.pk for row in asked_counts}
    rows = AskedCount.objects.filter(county=county, pk__in=keys)
    found = {row.pk: row for row in rows.select_for_update(of=("self",)).order_by("pk")}
    if len(found) != len(keys):
        raise NotPossible("所选的问法已由他人处理，请刷新后再办理。")
    return found
