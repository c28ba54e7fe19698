"""The addresses of pledges and veto items, below /api/v1/."""

from django.urls import path

from . import api

urlpatterns = [
    path("pledges/", api.Pledges.as_view(), name="api-pledges"),
    path("pledges/<int:pk>/", api.OnePledge.as_view(), name="api-pledge"),
    path("pledges/<int:pk>/decisions/", api.PledgeDecisions.as_view(), name="api-pledge-decisions"),
    path("vetoes/", api.Vetoes.as_view(), name="api-vetoes"),
    path("vetoes/<int:pk>/", api.OneVeto.as_view(), name="api-veto"),
    path("vetoes/<int:pk>/decisions/", api.VetoDecisions.as_view(), name="api-veto-decisions"),
]
