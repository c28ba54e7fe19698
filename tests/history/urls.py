"""The pages of the record mounted for their own tests: each reader sees one county."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path

from dutylist import urls as site
from dutylist.history.models import Batch
from dutylist.history.views import HistoryPages
from dutylist.organizations.models import Department, Region

MODELS = {"region": Region, "department": Department}


def batches(request):
    county = request.headers.get("X-County")
    return Batch.objects.for_counties([county]) if county else None


def objects(request, label, pk):
    if label not in MODELS:
        raise Http404
    return get_object_or_404(MODELS[label], pk=pk)


urlpatterns = [
    path("record/", HistoryPages(batches=batches, objects=objects).urls),
    *site.urlpatterns,
]
