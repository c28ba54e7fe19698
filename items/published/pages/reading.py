"""What a public page stands on: the county's documents, the one shown, its township and its
banners.
"""

import datetime
from dataclasses import dataclass, field

from django.http import Http404
from django.utils import timezone

from items.published.lists import Township, documents_of_county, in_force
from items.published.live_facts import office_of


@dataclass(frozen=True)
class Banner:
    """A sentence above the list that says which list this is when it is not simply the one in
    force.
    """

    tone: str
    text: str
    link: str = ""
    link_text: str = ""


@dataclass(frozen=True)
class Reading:
    """One reader's view of one county: every document known, the one shown (or None), and the day
    it is shown for.
    """

    county_code: str
    documents: list
    document: object
    today: datetime.date
    on: datetime.date | None = None
    township: Township | None = None
    banners: tuple = ()
    seen_beside: tuple = field(default=())

    @property
    def day(self):
        return self.on or self.today

    @property
    def published(self):
        if self.document is None:
            return None
        day = self.on or max(self.today, self.document.effective_on)
        return self.document.read_on(day)

    @property
    def current(self):
        return in_force(self.documents, self.today)

    @property
    def coming(self):
        """The next document that is published but not yet in force, if any."""
        later = []
        for row in self.documents:
            if row.effective_on > self.today and not row.revoked(self.today):
                later.append(row)
        if later:
            return later[0]
        return None

    @property
    def first(self):
        if self.documents:
            return self.documents[0]
        return None

    @property
    def seen(self):
        """Everything the page depends on that is not in its address."""
        digest = self.published.digest if self.document else ""
        township = ""
        if self.township:
            township = self.township.code
        known = [f"{row.digest}{row.revoked_on or ''}" for row in self.documents]
        return [
            digest,
            township,
            *known,
            *(banner.text for banner in self.banners),
            *self.seen_beside,
        ]

    @property
    def modified(self):
        """When what is shown last became another thing: published, in force, or revoked."""
        stamps = [row.published_at for row in self.documents]
        days = [row.effective_on for row in self.documents]
        days += [row.revoked_on for row in self.documents if row.revoked_on]
        stamps += [_midnight(day) for day in days if day <= self.today]
        return max(stamps, default=None)


def _midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def read_county(county_code, on=None, slug=""):
    """The reading of a county: of the document named by its slug, else of the one in force on the
    day.
    """
    documents, today = documents_of_county(county_code), timezone.localdate()
    if slug:
        document = {row.slug: row for row in documents}.get(slug)
        if document is None:
            raise Http404("没有这一版清单。")
    else:
        document = in_force(documents, on or today)
    return Reading(county_code, documents, document, today, on)


def parse_day(text):
    """The day a reader wrote (2025-03-01), or None when that is no day of the calendar."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        return None


def chrome(reading, office=None):
    """What the frame of every page of a county shows: title, edition, source and contact."""
    published = reading.published
    sample = published
    if not sample and reading.documents:
        sample = reading.documents[-1].read()
    frame = {
        "reading": reading,
        "published": published,
        "document": reading.document,
        "township": reading.township,
        "carried": reading.township,
        "words": {},
        "county_words": {},
        "county": {"code": reading.county_code},
        "office": office or office_of(reading.county_code),
        "banners": reading.banners,
    }
    if sample:
        frame["words"] = sample.words_for(reading.township)
        frame["county_words"] = sample.words
        frame["county"] = sample.county
    return frame
