"""A list as it is written to a file: a county's whole or one township's, of a published
document.
"""

from dataclasses import dataclass

from django.utils import timezone

from dutylist.history.days import day_words
from dutylist.history.refusals import Refusal
from items.entry.words import hidden_words

from .lists import PublishedList, county_list, documents_of_county, whole_list

DRAFT_LABEL = "草稿（未公布）"


@dataclass(frozen=True)
class Listing:
    """One list as it is written to a file: a county's whole, or one township's in its numbers and
    its wording.
    """

    county: dict
    place: str
    title: str
    words: dict
    entries: list
    places: dict
    label: str
    code: str
    edition: dict
    digest: str = ""
    township: dict | None = None
    full: bool = False
    draft: bool = False
    hidden: int | None = None

    @property
    def line(self):
        """The sentence under a title that says which list this is."""
        if self.draft:
            return self.label
        since = day_words(self.edition["effective_on"])
        parts = [
            self.label,
            self.edition["document_number"],
            since and f"自{since}起施行",
            hidden_words(self.hidden),
        ]
        return "　".join(filter(None, parts))


class RevokedList(PublishedList):
    """A list that no longer holds: it says so wherever its edition is named."""

    @property
    def label(self):
        return f"{super().label}，已撤销"


def listing_of(published, township_code="", *, full=False, draft=False):
    """The listing of a `PublishedList`, or of one township in it. Raises Refusal when it has no
    such township.
    """
    township = None
    if township_code:
        township = published.township(township_code)
    if township_code and township is None:
        raise Refusal(f"这份清单里没有代码为{township_code}的乡镇（街道）。", "no_township")
    words = published.words_for(township)
    place, code = published.county["name"], published.county["code"]
    title, facts = words["list_title"], None
    if township:
        place, code, title = township.name, township.code, township.title
        facts = {"code": code, "name": place, "title": title}
    return Listing(
        county=published.county,
        place=place,
        title=title,
        words=words,
        entries=published.entries_for(township),
        places={
            "": words["scope_all"],
            **{place.code: place.name for place in published.townships},
        },
        label=label_of(published, draft=draft),
        code=code,
        edition=published.meta,
        digest=published.digest,
        township=facts,
        full=full,
        draft=draft,
        hidden=published.hidden(township),
    )


def label_of(published, *, draft=False):
    """Which list it is: 第7版, or the draft."""
    if draft:
        return DRAFT_LABEL
    return published.label


def in_force(county, on):
    """The public list in force on a day. Raises Refusal when there is none."""
    if published := county_list(county.code, on):
        return published
    raise Refusal(
        f"{county.name}在这一天没有现行有效的清单；尚未公布的请用草稿导出。", "no_edition"
    )


def edition(county, slug):
    """The public list of an edition by its number: 7, or 7.2 with its second supplement. Raises
    Refusal.
    """
    slug = slug.removeprefix("v")
    for document in documents_of_county(county.code):
        if document.slug == f"v{slug}":
            published = document.read()
            if document.revoked(timezone.localdate()):
                return RevokedList(published.document, published.digest)
            return published
    raise Refusal(f"{county.name}没有第{slug}版清单。", "no_edition")


def whole(published):
    """The full document behind a public one, with what is not for the public: for the office
    only.
    """
    full = whole_list(published)
    if isinstance(published, RevokedList):
        return RevokedList(full.document, full.digest)
    return full
