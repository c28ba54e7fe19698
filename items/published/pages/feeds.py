"""The Atom feed of published changes, of a county and of each township: a line for every document
and for every item that it changed.
"""

from dataclasses import replace

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from dutylist.history.days import day_words
from items.published.comparing import OP_NAMES, changes_of_document, step_of
from items.published.live_facts import place, township_finder

from .conditional import answer, public_read
from .reading import read_county

MOST_CHANGES = 200  # documents are told whole until so many lines stand
ATOM = "application/atom+xml; charset=utf-8"


@public_read
def county_feed(request, county):
    reading = read_county(county)
    if not reading.documents:
        raise Http404("没有这个地方的清单。")
    return _feed(request, reading, reverse("county-home", args=[county]))


@public_read
def township_feed(request, code):
    where = place(code)
    if where is None or where.level != "township" or not where.county_code:
        raise Http404("没有这个地方的清单。")
    reading = read_county(where.county_code)
    place_in = township_finder(code)
    known = [row for row in reading.documents if place_in(row.read())]
    if not known:
        raise Http404("这个地方还没有公布清单。")
    reading = replace(reading, township=place_in(known[-1].read()))
    return _feed(request, reading, reverse("township", args=[code]), place_in)


def _feed(request, reading, address, place_in=None):
    return answer(
        request,
        seen=[*reading.seen, reading.today, "atom"],
        modified=reading.modified,
        render=lambda: _written(request.path, reading, address, place_in),
        content_type=ATOM,
    )


def _written(path, reading, address, place_in):
    latest = reading.documents[-1].read()
    title = latest.words["list_title"]
    if reading.township:
        title = reading.township.title
    feed = Atom1Feed(
        title=f"{title}的变化",
        link=absolute(address),
        description="",
        language="zh-CN",
        author_name=latest.words["organizer"],
        feed_url=absolute(path),
        feed_guid=absolute(path),
    )
    number = 0
    for document, before in _standing(reading):
        changes = ()
        if before is not None:
            changes = changes_of_document(before, document, place_in)
        _add_document(feed, reading, document, before, changes)
        for change in changes:
            _add_change(feed, document, change)
        number += len(changes)
        if number >= MOST_CHANGES:
            break
    return feed.writeString("utf-8").encode()


def _standing(reading):
    """[(document, the one before it or None)] of those not revoked, the newest first."""
    pairs, before = [], None
    for document in reading.documents:
        if not document.revoked(reading.today):
            pairs.append((document, before))
            before = document
    return reversed(pairs)


def _add_document(feed, reading, document, before, changes):
    county, meta = reading.county_code, document.read().meta
    address = reverse("county-editions", args=[county])
    if before is not None:
        numbers = [before.slug[1:], document.slug[1:]]
        address = reverse("compare", args=[county, *numbers])
    since = f"自{day_words(document.effective_on)}起施行。"
    text = f"{meta['document_number']}，{since}"
    if before is not None:
        text += f"比{before.label}变动{len(changes)}项。"
    feed.add_item(
        title=f"{document.label}公布",
        link=absolute(address),
        description=escape(text),
        unique_id=f"{absolute(reverse('county-editions', args=[county]))}#{document.slug}",
        updateddate=document.published_at,
        pubdate=document.published_at,
    )


def _add_change(feed, document, change):
    """One item that a document changed; its permanent address is that of its text in the list."""
    name = "item-versions"
    rest = []
    if change.now is not None:
        name, rest = "item-edition", [document.slug]
    address = reverse(name, args=[change.code, *rest])
    step, words = step_of(change, document), document.read().words
    says = f"{words['kind_' + change.kind]}，{step.document_number}，"
    if step.request:
        says = f"{words['kind_' + change.kind]}，{step.request}（{step.document_number}），"
    feed.add_item(
        title=f"{OP_NAMES[change.op]}：{change.entry['name']}",
        link=absolute(address),
        description=escape(f"{says}自{day_words(document.effective_on)}起施行。"),
        unique_id=f"{absolute(reverse('item-versions', args=[change.code]))}#{document.slug}",
        updateddate=document.published_at,
        pubdate=document.published_at,
        categories=(OP_NAMES[change.op],),
    )


def absolute(address):
    return f"{settings.PUBLIC_URL}{address}"
