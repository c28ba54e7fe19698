"""What a reader may ask of a list of batches, and where in it a page begins."""

from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.db.models import Q

from .recording import SOURCES
from .searching import search


class BatchFilter(forms.Form):
    """Person, days, source, words of the reason."""

    person = forms.CharField(label="操作人", max_length=60, required=False)
    since = forms.DateField(label="起始日期", required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label="截止日期", required=False, widget=forms.DateInput({"type": "date"}))
    source = forms.ChoiceField(label="来源", choices=[("", "全部"), *SOURCES.items()], required=False)
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


def after_cursor(batches, cursor):
    """Batches older than the one the cursor names; a damaged cursor is the beginning."""
    try:
        at, number = cursor.split("_")
        moment, key = moment_of(at), UUID(number)
    except (ValueError, OverflowError):
        return batches
    return batches.filter(Q(at__lt=moment) | Q(at=moment, id__lt=key), at__lte=moment)


def moment_of(text):
    """The moment a cursor names, in UTC. Raises ValueError, OverflowError when it names none."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)


def cursor_of(batch):
    return f"{batch.at.isoformat().replace('+00:00', 'Z')}_{batch.pk}"
