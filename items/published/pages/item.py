"""One item, its answer on top; and its QR code."""

import datetime
import io
from dataclasses import replace
from functools import partial

import segno
from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from rapidfuzz import fuzz

from dutylist.history.days import day_words, weekday_words
from items.entry.entries import in_scope
from items.entry.fields import FIELDS
from items.published.answers import citation, quotable
from items.published.asked_in_public import asked_about
from items.published.asking import note_choice
from items.published.interpreted import interpretations_of_item
from items.published.lists import in_force
from items.published.live_facts import (
    cards_of,
    heirs_of,
    is_region_code,
    place,
    repealed_acts,
    township_in,
)

from . import files
from .conditional import answer, page, public_read
from .reading import chrome, parse_day, read_county
from .story import story_of
from .views import no_such_day, nothing_in_force
from .wording import Banner

RELATED = 5
ALIKE = 55
COUNTY_DIGITS = 6


@public_read
def item(request, code, slug="", form="html"):
    """The item in the list in force, or, at its permanent address, as the document `slug` printed
    it.
    """
    text = request.GET.get("on", "").strip()
    asked_day = parse_day(text)
    if text and asked_day is None and not slug:
        return no_such_day(request, text, reverse("item", args=[code]))
    reading = _reading(code, asked_day, slug)
    where = place(request.GET.get("t", ""))
    if reading.document is None:
        return nothing_in_force(request, reading, where)
    township = where and township_in(reading.published, where.code)
    reading = replace(reading, township=township)
    entry = reading.published.find(code, township) or reading.published.find(code)
    if entry is None:
        return _moved(request, reading, code)
    cards = cards_of(reading.county_code)
    repealed = {}
    if entry.get("bases"):
        repealed = repealed_acts(reading.county_code)
    interpretations = interpretations_of_item(reading.published, entry["code"])
    asked = asked_about(entry["code"])
    banners = _banners(reading, entry, asked_day)
    beside = (cards.shown, sorted(repealed.items()), interpretations, asked)
    reading = replace(reading, banners=banners, seen_beside=beside)
    if form != "html":
        return files.item_file(request, reading, entry, cards, form, interpretations)
    if not (slug or request.GET.get("on")):
        note_choice(request, reading.county_code, entry)
    beside = (cards, repealed, interpretations, asked)
    context = partial(_context, reading, entry, asked_day, *beside)
    return page(
        request, "public/item.html", seen=reading.seen, modified=reading.modified, context=context
    )


def _reading(code, day, slug):
    """The document that shows the item: the one named, else that in force on the day asked for,
    else the last, else the next to have it. None for a day on which no list was in force.
    """
    if slug:
        return _printed(code, slug)
    reading = county_of(code, day)
    if reading.document and reading.published.find(code):
        return reading
    if reading.document and reading.published.successor_of(code):
        return reading
    ever = [row for row in reading.documents if row.read().find(code)]
    holding = [row for row in ever if not row.revoked(reading.today)]
    if not holding:
        raise Http404(_why_not(ever))
    if day and reading.document is None:
        return reading
    past = [row for row in holding if row.effective_on <= reading.day]
    document = holding[0]
    if past:
        document = past[-1]
    return replace(reading, document=document, on=_first_day(document, document.read().find(code)))


def _printed(code, slug):
    """The document of this name, which must have the item."""
    reading = county_of(code, None)
    for document in reading.documents:
        entry = document.read().find(code)
        if document.slug == slug and entry:
            return replace(reading, document=document, on=_first_day(document, entry))
    raise Http404("这一版清单里没有这个事项。")


def _first_day(document, entry):
    """The first day on which a document's list has an entry: one of a limited time may begin later,
    and be over today.
    """
    if entry.get("starts_on"):
        return max(document.effective_on, datetime.date.fromisoformat(entry["starts_on"]))
    return document.effective_on


def _why_not(revoked):
    """What only revoked editions listed has no answer, but whoever was handed its address is told
    why.
    """
    if not revoked:
        return "没有这个编号的事项。"
    last = revoked[-1]
    return f"该事项只列入过{last.label}，该版次已于{day_words(last.revoked_on)}撤销。可以回到首页查询现行清单。"


def county_of(code, day):
    """The reading of the county that publishes an item: by the first six digits of its code, or its
    heir's.
    """
    prefix = code[:COUNTY_DIGITS].ljust(12, "0")
    reading = read_county(prefix, on=day)
    if reading.documents:
        return reading
    for heir, _ in heirs_of(prefix):
        if (reading := read_county(heir, on=day)).documents:
            return reading
    raise Http404("没有这个编号的事项。")


def _moved(request, reading, code):
    """To the heir of a merged or split item; for a time only: a revocation may bring the item
    itself back.
    """
    target = reading.published.successor_of(code)
    if target is None:
        raise Http404("这一版清单里没有这个事项。")
    address = reverse("item", args=[target])
    if query := request.GET.urlencode():
        address += f"?{query}"
    return HttpResponseRedirect(address)


def _banners(reading, entry, asked_day=None):
    """Which text of the item this is, when it is not simply the one in force today."""
    today, here = reading.today, reverse("item", args=[entry["code"]])
    if not (reading.current and reading.current.read_on(today).find(entry["code"])):
        here = ""
    banners = []
    is_of_day = asked_day is not None and asked_day != today
    if is_of_day:
        banners.append(_of_day(reading, entry, asked_day, here))
    if entry.get("ends_on"):
        banners.append(_until(entry["ends_on"], today))
    banners.append(_of_document(reading, here, is_of_day=is_of_day))
    if reading.township and not reading.published.find(entry["code"], reading.township):
        text = f"{reading.township.name}的清单没有列入该事项，以下为全部适用范围内的内容。"
        banners.append(Banner("note", text))
    return tuple(filter(None, banners))


def _of_document(reading, here, *, is_of_day):
    """未施行, 已撤销, 历史版本, 已不在现行清单: of the document that is shown; `here` is the
    address of what is in force now, "" where nothing is.
    """
    document, today = reading.document, reading.today
    named = document.label
    if document.effective_on > today:
        text = f"该事项已列入{named}，自{day_words(document.effective_on)}起施行，现在尚未施行。"
        return Banner("note", text, here, "看现行内容")
    if document.revoked(today):
        return _of_revoked(document, here)
    if document == reading.current or (here and is_of_day):  # the banner of the day says so
        return None
    if here:
        return Banner("alarm", f"这是历史版本：以下为{named}的内容。", here, "看现行内容")
    return Banner("alarm", f"该事项已不在现行清单内，以下为{named}的内容，仅供查考。")


def _of_day(reading, entry, day, here):
    """For which day the item is shown; that the list of that day did not have it."""
    that_day = in_force(reading.documents, day)
    label, tone = reading.document.label, "note"
    if that_day != reading.document or not that_day.read_on(day).find(entry["code"]):
        text = f"{day_words(day)}适用的清单没有列入该事项，以下为{label}的内容。"
    elif reading.document == reading.current or reading.document.effective_on > reading.today:
        text = f"以下为{weekday_words(day)}适用的内容。"
    else:
        text, tone = f"这是历史版本：以下为{weekday_words(day)}适用的内容（{label}）。", "alarm"
    return Banner(tone, text, here, "看现行内容")


def _of_revoked(document, here):
    text = f"{document.label}已于{day_words(document.revoked_on)}撤销，以下仅供查考。"
    return Banner("alarm", text, here, "看现行内容")


def _until(ends_on, today):
    """Until when an item that was admitted for a time is in the list, or was."""
    if ends_on < today.isoformat():
        return Banner("alarm", f"本事项有效期至{day_words(ends_on)}，已经期满退出清单。")
    return Banner("note", f"本事项有效期至{day_words(ends_on)}，期满自动退出清单。")


def _context(reading, entry, asked_day, cards, repealed, interpretations, asked):
    published, township = reading.published, reading.township
    if township and not published.find(entry["code"], township):
        township = None
    parts, bases = [], []
    for part in entry.get("responsibilities", []):
        parts.append({**part, "card": cards.get(part["department"])})
    for basis in entry.get("bases", []):
        bases.append({**basis, "repealed_on": repealed.get(basis["act"])})
    reachable = cards.reachable(entry, township)
    story = story_of(reading.documents, entry["code"], township, reading.today)
    return {
        **chrome(replace(reading, township=township)),
        "entry": entry,
        "parts": parts,
        "cards": reachable,
        "assisting": cards.assisting(entry, township),
        "centres": centres_of(published, entry, township, cards),
        "bases": bases,
        "paragraphs": paragraphs_of(entry, published.words_for(township)),
        "asked": asked,
        "interpretations": interpretations,
        "story": list(reversed(story)),
        "since": _since(story, reading.document),
        "scope": scope_words(published, entry),
        "citation": citation(published, entry, township),
        "quotable": quotable(published, entry, township, reachable),
        "related": related(published, entry, township),
        "share_url": share_url(entry["code"], township),
        "as_of": asked_day,
        "item_day": asked_day or "",
        "at_item": True,
    }


def centres_of(published, entry, township, cards):
    """[(place, card)] of the townships that answer, where the reader has not said which is his."""
    if entry["kind"] != "basic" or township:
        return []
    centres = []
    for place_of_list in published.townships:
        card = cards.townships.get(place_of_list.code)
        if card and card.telephone and in_scope(entry, place_of_list.code):
            centres.append((place_of_list, card))
    return centres


def paragraphs_of(entry, words):
    """[(head, text)] of the fields that have a paragraph of their own and say something."""
    paragraphs = []
    for field in FIELDS:
        if field.on_page and (text := field.said_in(entry)):
            paragraphs.append((field.word(words), text))
    return paragraphs


def _since(story, document):
    """(first listed, last changed): the chapters a reader asks for, up to the document shown."""
    told = [chapter for chapter in story if chapter.document.order <= document.order]
    if told:
        return (told[0], told[-1])
    return None


def scope_words(published, entry):
    """全县8个乡镇（街道）, or the names of the places an item holds for."""
    words = published.words
    if entry["scope"] == "all":
        return words["township_count"].format(count=len(published.townships))
    names = [row.name for row in published.townships if row.code in entry["townships"]]
    tags = ""
    if entry.get("tags"):
        tags = f"{'、'.join(entry['tags'])}："
    return f"{tags}{'、'.join(names)}"


def related(published, entry, township=None):
    """Entries a reader may have meant instead: alike in name, or of the same category under another
    kind.
    """

    def likeness(row):
        same = 0
        if row["category"] == entry["category"]:
            same = 15
        return fuzz.partial_ratio(entry["name"], row["name"]) + same

    alike = []
    for row in published.entries_for(township):
        if row["code"] != entry["code"]:
            alike.append((likeness(row), row))
    alike.sort(key=lambda pair: (-pair[0], pair[1]["number"]))
    return [row for score, row in alike[:RELATED] if score >= ALIKE]


def share_url(code, township=None):
    address = f"{settings.PUBLIC_URL}{reverse('item', args=[code])}"
    if township:
        address += f"?t={township.code}"
    return address


@public_read
def qr(request, code):
    """The QR code of an item's address, as a drawing."""
    county_of(code, None)
    where = request.GET.get("t", "")
    target = share_url(code)
    if is_region_code(where):
        target += f"?t={where}"

    def render():
        out = io.BytesIO()
        segno.make(target, error="m").save(
            out, kind="svg", scale=4, border=2, xmldecl=False, light="#ffffff"
        )
        return out.getvalue()

    return answer(
        request, seen=[target], modified=None, render=render, content_type="image/svg+xml"
    )
