"""What somebody wants exported and whether they may have it: one answer for the page, the API and
the command.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from dutylist.history.refusals import Invalid, NotAllowed, Refusal
from dutylist.organizations.models import Region
from items.permissions import APPROVED_READERS, READERS
from items.printed.files import FLAT, LAYOUTS, NO_FLAT, TYPES
from items.published import listings

from . import drafts

NO_DRAFT = "草稿只有编制、审核清单的人员可以导出。"
NO_FULL = "含不予公开事项的全本只有编制、审核、备案清单的人员可以导出；请改选公开本。"


@dataclass(frozen=True)
class Wanted:
    """One export: of whom, which list, what of it, and how it is written."""

    county: Region
    township: str = ""
    edition: str = ""
    on: date | None = None
    draft: bool = False
    full: bool = False
    form: str = "xlsx"
    layout: str = "official"
    merged_receivers: bool = False

    @property
    def kept(self):
        return {"full": self.full or self.draft, "draft": self.draft}

    @property
    def drawn(self):
        return {"layout": self.layout, "merged_receivers": self.merged_receivers}

    def published(self):
        """The list that is wanted. Raises Refusal when there is none."""
        if self.draft:
            return drafts.draft(self.county)
        if self.edition:
            published = listings.edition(self.county, self.edition)
            if self.full:
                return listings.whole(published)
            return published
        day = self.on or timezone.localdate()
        published = listings.in_force(self.county, day)
        if self.full:
            return listings.whole(published).on(day)
        return published

    def listing(self):
        return listings.listing_of(self.published(), self.township, **self.kept)


def require_readable(wanted, user):
    """The public list is everybody's; the full one and the draft are for those who read the
    register whole.
    """
    standing = user.standing()
    if wanted.draft and not standing.has(*READERS, county=wanted.county):
        raise NotAllowed(NO_DRAFT)
    if wanted.full and not standing.has(*APPROVED_READERS, county=wanted.county):
        raise NotAllowed(NO_FULL)


def require_form(form, layout):
    """A format and a layout there are, and that go together."""
    errors = {}
    if form not in TYPES:
        errors["format"] = f"可填：{'、'.join(TYPES)}。"
    if layout not in LAYOUTS:
        errors["layout"] = f"可填：{'、'.join(LAYOUTS)}。"
    if not errors and layout == "flat" and form not in {*FLAT, "json"}:
        errors["layout"] = NO_FLAT
    if errors:
        raise Invalid(errors)


def may_export(user):
    """The counties whose lists a person may take out whole."""
    return Region.objects.filter(pk__in=user.standing().county_ids(*APPROVED_READERS)).order_by(
        "code"
    )


def with_items(listing):
    if not listing.entries:
        raise Refusal("清单里没有事项，没有可导出的内容。", "empty_list")
    return listing
