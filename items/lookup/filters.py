"""What the lists of phrases, of the word on matters, and of what was asked may be asked."""

from django import forms

from dutylist.history.filtering import ListFilter, ListFilters, OneOf, Words
from dutylist.organizations.filters import County
from dutylist.rest.described import name_parameters
from items.models import AskedCount, AskedOutcome, MatterLink, Phrase, PhraseStanding

name_parameters(standing="说法的来源：own、adopted、struck", item="涉及事项的编码")


class OfItem(ListFilter):
    """Of the item with this code; where there is none, nothing is found."""

    def filter(self, rows, value):
        return rows.filter(item__code=value) if value else rows

    def read_field(self):
        return forms.CharField(label=self.label, required=False, max_length=11)


class PhraseFilters(ListFilters):
    county = County()
    standing = OneOf(label="来源", choices=PhraseStanding.choices)
    item = OfItem(label="事项编码")
    q = Words(paths=("text", "item__name"))

    class Meta:
        model = Phrase
        fields = ()


class MatterLinkFilters(ListFilters):
    county = County()
    item = OfItem(label="事项编码")

    class Meta:
        model = MatterLink
        fields = ()


class AskedFilters(ListFilters):
    county = County()
    outcome = OneOf(label="结果", choices=AskedOutcome.choices)

    class Meta:
        model = AskedCount
        fields = ()
