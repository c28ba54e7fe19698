"""The record on the desk: the readers' own counties, everything for the site's auditors, and its
verification.
"""

from django.apps import apps
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from dutylist.history.coverage import grouped
from dutylist.history.models import Batch, Seal
from dutylist.history.seals import head
from dutylist.history.verify import verify
from dutylist.history.views import HistoryPages
from dutylist.organizations.record_readers import (
    audits_everything,
    batches_read_by,
    reads_record,
)
from dutylist.staff.pages import desk_form, desk_page


def batches_read(request):
    """The batches this person may read; None when the record is not theirs."""
    if reads_record(request.user):
        return batches_read_by(request.user)
    return None


def object_read(request, label, pk):
    """An object of the register that this person may see, by its model's name."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        raise Http404 from None
    if not hasattr(model, "history") or not hasattr(model.objects, "visible_to"):
        raise Http404  # not kept in the record, or nobody's to ask for
    return get_object_or_404(model.objects.visible_to(request.user), pk=pk)


class DeskHistory(HistoryPages):
    """The pages of the record for signed-in people."""

    @property
    def urls(self):
        routes, name, namespace = super().urls
        for route in routes:
            route.callback = desk_page(route.callback)
        return routes, name, namespace


pages = DeskHistory(batches=batches_read, objects=object_read)


@desk_form
def verification(request):
    """Where the chain of seals ends; an auditor of the whole site may have the whole record
    verified.
    """
    if not audits_everything(request.user):
        raise Http404
    report = None
    if request.method == "POST":
        report = verify()
    last = Seal.objects.order_by("-number").first()
    unsealed = Batch.objects.unsealed().shown().count()
    context = {
        "last": last,
        "head": head(),
        "unsealed": unsealed,
        "report": report,
        "not_proved": grouped(),
    }
    return render(request, "history/verification.html", context)
