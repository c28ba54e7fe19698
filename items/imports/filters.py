"""What the lists of imports and of head words may be asked."""

from dutylist.history.filtering import ListFilters, OneOf
from dutylist.organizations.filters import County
from items.models import HeadWord, ImportJob, ImportState


class ImportFilters(ListFilters):
    county = County()
    state = OneOf(label="状态", choices=ImportState.choices)

    class Meta:
        model = ImportJob
        fields = ()


class HeadWordFilters(ListFilters):
    county = County()

    class Meta:
        model = HeadWord
        fields = ()
