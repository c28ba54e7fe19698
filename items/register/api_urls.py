"""The addresses of the register, its revisions and its history, below /api/v1/."""

from django.urls import path

from . import api, changes_api, history_api, library_api, protected_api, revisions_api

urlpatterns = [
    path("items/", api.Items.as_view(), name="api-items"),
    path("items/<int:pk>/", api.Item.as_view(), name="api-item"),
    path(
        "proposed-changes/",
        changes_api.ProposedChanges.as_view(),
        name="api-proposed-changes",
    ),
    path(
        "proposed-changes/<int:pk>/",
        changes_api.ProposedChange.as_view(),
        name="api-proposed-change",
    ),
    path(
        "proposed-changes/<int:pk>/settle/",
        changes_api.Settle.as_view(),
        name="api-proposed-change-settle",
    ),
    path(
        "revisions/<int:pk>/changes/",
        changes_api.RevisionChanges.as_view(),
        name="api-revision-changes",
    ),
    path("revisions/", revisions_api.Revisions.as_view(), name="api-revisions"),
    path("revisions/<int:pk>/", revisions_api.OneRevision.as_view(), name="api-revision"),
    path(
        "revisions/<int:pk>/decisions/",
        revisions_api.RevisionDecisions.as_view(),
        name="api-revision-decisions",
    ),
    path("corrections/", revisions_api.Corrections.as_view(), name="api-corrections"),
    path("corrections/<int:pk>/", revisions_api.OneCorrection.as_view(), name="api-correction"),
    path(
        "corrections/<int:pk>/decisions/",
        revisions_api.CorrectionDecisions.as_view(),
        name="api-correction-decisions",
    ),
    path("items/<int:pk>/history/", history_api.ItemHistory.as_view(), name="api-item-history"),
    path("categories/", library_api.Categories.as_view(), name="api-categories"),
    path("categories/<int:pk>/", library_api.OneCategory.as_view(), name="api-category"),
    path("legal-acts/", library_api.Acts.as_view(), name="api-legal-acts"),
    path("legal-acts/<int:pk>/", library_api.OneAct.as_view(), name="api-legal-act"),
    path("history/", history_api.Batches.as_view(), name="api-history"),
    path(
        "history/protected/",
        protected_api.ProtectedBatches.as_view(),
        name="api-history-protected",
    ),
    path(
        "history/<uuid:pk>/opening/",
        protected_api.Opening.as_view(),
        name="api-history-opening",
    ),
    path("history/<uuid:pk>/", history_api.Batch.as_view(), name="api-history-batch"),
]
