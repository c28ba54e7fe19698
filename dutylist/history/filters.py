"""What a reader may ask of a list of batches, and where in it a page begins."""

from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.db.models import Q

from .cursors import damaged, moment_of, written_moment
from .recording import SOURCES
from .searching import search


class BatchFilter(forms.Form):
    """Person, days, source, words of the reason."""

    person = forms.CharField(label="操作人", max_length=60, required=False)
    since = forms.DateField(
        label="起始日期", required=False, widget=forms.DateInput({"type": "date"})
    )
    until = forms.DateField(
        label="截止日期", required=False, widget=forms.DateInput({"type": "date"})
    )
    source = forms.ChoiceField(
        label="来源", choices=[("", "全部"), *SOURCES.items()], required=False
    )
    reason = forms.CharField(label="理由", max_length=60, required=False)

    def apply(self, batches):
        """The batches asked for; a field that makes no sense finds nothing, and says so beside it."""
        if not self.is_valid():
            return batches.none()
        asked = self.cleaned_data
        batches = batches.between(asked["since"], asked["until"])
        if asked["person"]:
            batches = search(batches, ("actor_name",), asked["person"])
        if asked["source"]:
            batches = batches.filter(source=asked["source"])
        return search(batches, ("reason",), asked["reason"]) if asked["reason"] else batches

    @property
    def query(self):
        """The question as a query string, without the place in the list."""
        return urlencode({name: self.data[name] for name in self.fields if self.data.get(name)})


def after_cursor(batches, cursor, name="cursor"):
    """Batches older than the one the cursor names; a damaged one is refused by the name of its
    parameter.
    """
    if not cursor:
        return batches
    try:
        at, number = cursor.split("_")
        moment, key = moment_of(at), key_of(number)
    except ValueError:
        raise damaged(name) from None
    return batches.filter(Q(at__lt=moment) | Q(at=moment, id__lt=key), at__lte=moment)


def key_of(text):
    """The key of a batch as it is written. Raises ValueError for anything else."""
    key = UUID(text)
    if str(key) != text:
        raise ValueError(text)
    return key


def cursor_of(batch):
    return f"{written_moment(batch.at)}_{batch.pk}"
