"""What an address asks beside the filters of a list, refused by its name."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from dutylist.history.refusals import Invalid

from .filters import YearField

YEAR = "year"


def read_by(field, request, name, value=None):
    """What the address asks under a name, as the field reads it; `value` is what was understood of
    it already.
    """
    if value is None:
        value = request.GET.get(name, "")
    try:
        return field.clean(value)
    except ValidationError as wrong:
        raise Invalid({name: wrong.messages[0]}) from None


def year_asked(request):
    """The year that is named, the present one where none is."""
    return read_by(YearField(required=False), request, YEAR) or timezone.localdate().year
