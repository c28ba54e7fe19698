"""The banners of a list: what a reader must know before reading it."""

import datetime

from dutylist.history.days import day_words

from .reading import Banner


def banners_for(reading, *, current_url, coming_url):
    """The banners of a list: not yet in force, revoked, historic, on a chosen day, or followed by a
    later one.
    """
    document, current = reading.document, reading.current
    if document is None:
        return ()
    banners = [_banner_of_document(reading, current_url)]
    if reading.on and reading.on > reading.today:
        banners.append(
            Banner(
                "note", "这一天尚未到来，以下按目前已公布的版次显示，其间如有新的版次以新版次为准。"
            )
        )
    coming = reading.coming
    if coming and coming_url and document == current:
        text = f"{coming.label}已公布，自{day_words(coming.effective_on)}起施行。"
        banners.append(Banner("note", text, coming_url, "看将要施行的清单"))
    return tuple(filter(None, banners))


def _banner_of_document(reading, current_url):
    document, current, today = reading.document, reading.current, reading.today
    if current:
        back = (current_url, f"看现行{current.label}")
    else:
        back = ("", "")
    named = document.label
    if document.revoked(today):
        return Banner(
            "alarm", f"{named}已于{day_words(document.revoked_on)}撤销，仅供查考。", *back
        )
    if document.effective_on > today:
        return Banner(
            "note",
            f"{named}已公布，自{day_words(document.effective_on)}起施行，现在尚未施行。",
            *back,
        )
    if document != current:
        return Banner(
            "alarm",
            f"这是历史版本：{named}，{in_force_words(reading.documents, document)}。",
            *back,
        )
    if reading.on and reading.on < today:
        text = f"这是{day_words(reading.on)}适用的清单，该日施行的是{named}。"
        return Banner("note", text, back[0], "看今天的清单")
    return None


def in_force_words(documents, document):
    """自2025年7月1日起施行，至2026年2月28日止: up to the last day before the next document took
    over; one that was taken over on its first day says so.
    """
    later = [
        row.effective_on for row in documents if row.order > document.order and not row.revoked_on
    ]
    start = f"自{day_words(document.effective_on)}起施行"
    if not later:
        return start
    following = min(later)
    if following <= document.effective_on:
        return f"{start}，当日由后一版替代"
    return f"{start}，至{day_words(following - datetime.timedelta(days=1))}止"
