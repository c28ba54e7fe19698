"""What a reader may ask of a list of batches."""

from urllib.parse import urlencode

from django import forms
from django_filters import CharFilter, DateFilter

from .filtering import Day, ListFilters, Number, OneOf
from .models import Batch
from .recording import SOURCES
from .searching import search

ON_PAGE = ("person", "since", "until", "source", "reason")
DATE_BOX = forms.DateInput({"type": "date"})


class BatchFilters(ListFilters):
    """Person, days, source, words of the reason; by number and by one day where a program asks."""

    person = CharFilter("actor_name", label="操作人", max_length=60, method="with_words")
    since = DateFilter(label="起始日期", widget=DATE_BOX, method="from_day")
    until = DateFilter(label="截止日期", widget=DATE_BOX, method="to_day")
    source = OneOf(label="来源", choices=SOURCES.items())
    reason = CharFilter(label="理由", max_length=60, method="with_words")
    by = Number("actor_id", label="办理人编号")
    day = Day(label="日期", method="on_day")

    class Meta:
        model = Batch
        fields = ()

    @classmethod
    def on_page(cls, request, batches):
        return cls(request.GET, batches, request=request, names=ON_PAGE, by_box=True)

    def found(self):
        """The batches asked for; a field without sense finds nothing, and says so beside it."""
        if self.is_valid():
            return self.qs
        return self.queryset.none()

    @property
    def query(self):
        """The question as a query string, without the place in the list."""
        return urlencode({name: self.data[name] for name in self.filters if self.data.get(name)})

    def with_words(self, batches, column, value):
        return search(batches, (column,), value)

    def from_day(self, batches, _name, value):
        return batches.between(value, None)

    def to_day(self, batches, _name, value):
        return batches.between(None, value)

    def on_day(self, batches, _name, value):
        return batches.on_day(value)
