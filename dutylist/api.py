"""Every address of the API, version 1, and its description."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from dutylist.notices.api import ToDos
from dutylist.organizations.api import Token, Tokens
from dutylist.rest.parameters import takes
from items.editions import api as decisions
from items.exports import api as exports
from items.imports import api as imports
from items.published import api as public
from items.register import api as register
from items.register import changes_api as changes
from items.register import history_api as history
from items.register import papers_api as papers
from items.register import protected_api as protected

API_DOCS = SpectacularSwaggerSplitView.as_view(
    url_name="api-schema", template_name="site/api_docs.html", title="接口说明"
)
urlpatterns = [
    path("v1/entries/", public.entries, name="api-entries"),
    path("v1/editions/", public.editions, name="api-editions"),
    path("v1/editions/<int:pk>/", public.edition, name="api-edition"),
    path("v1/documents/<int:pk>/", public.document, name="api-document"),
    path("v1/regions/", public.regions, name="api-regions"),
    path("v1/departments/", public.departments, name="api-departments"),
    path("v1/answers/", public.answers, name="api-answers"),
    path("v1/items/", register.Items.as_view(), name="api-items"),
    path("v1/items/<int:pk>/", register.Item.as_view(), name="api-item"),
    path("v1/items/<int:pk>/history/", history.ItemHistory.as_view(), name="api-item-history"),
    path("v1/proposed-changes/", changes.ProposedChanges.as_view(), name="api-proposed-changes"),
    path(
        "v1/proposed-changes/<int:pk>/",
        changes.ProposedChange.as_view(),
        name="api-proposed-change",
    ),
    path(
        "v1/proposed-changes/<int:pk>/settle/",
        changes.Settle.as_view(),
        name="api-proposed-change-settle",
    ),
    path("v1/revisions/", papers.Revisions.as_view(), name="api-revisions"),
    path(
        "v1/revisions/<int:pk>/changes/",
        changes.RevisionChanges.as_view(),
        name="api-revision-changes",
    ),
    path(
        "v1/revisions/<int:pk>/decisions/",
        papers.RevisionDecisions.as_view(),
        name="api-revision-decisions",
    ),
    path("v1/corrections/", papers.Corrections.as_view(), name="api-corrections"),
    path(
        "v1/corrections/<int:pk>/decisions/",
        papers.CorrectionDecisions.as_view(),
        name="api-correction-decisions",
    ),
    path("v1/edition-drafts/", decisions.Drafts.as_view(), name="api-edition-drafts"),
    path(
        "v1/editions/<int:pk>/decisions/",
        decisions.Decisions.as_view(),
        name="api-edition-decisions",
    ),
    path(
        "v1/editions/<int:pk>/supplements/",
        decisions.Supplements.as_view(),
        name="api-edition-supplements",
    ),
    path(
        "v1/editions/<int:pk>/findings/", decisions.Findings.as_view(), name="api-edition-findings"
    ),
    path("v1/exports/", exports.Exports.as_view(), name="api-exports"),
    path("v1/imports/", imports.Imports.as_view(), name="api-imports"),
    path("v1/imports/<int:pk>/", imports.Import.as_view(), name="api-import"),
    path("v1/imports/<int:pk>/rows/", imports.Rows.as_view(), name="api-import-rows"),
    path("v1/imports/<int:pk>/items/", imports.ByFiles.as_view(), name="api-import-items"),
    path("v1/imports/<int:pk>/confirm/", imports.Confirm.as_view(), name="api-import-confirm"),
    path("v1/imports/<int:pk>/undo/", imports.Undo.as_view(), name="api-import-undo"),
    path("v1/imports/<int:pk>/discard/", imports.Discard.as_view(), name="api-import-discard"),
    path("v1/imports/<int:pk>/result/", imports.Result.as_view(), name="api-import-result"),
    path(
        "v1/imports/<int:pk>/files/<int:part>/", imports.Original.as_view(), name="api-import-file"
    ),
    path("v1/history/", history.Batches.as_view(), name="api-history"),
    path(
        "v1/history/protected/",
        protected.ProtectedBatches.as_view(),
        name="api-history-protected",
    ),
    path("v1/history/<uuid:pk>/opening/", protected.Opening.as_view(), name="api-history-opening"),
    path("v1/history/<uuid:pk>/", history.Batch.as_view(), name="api-history-batch"),
    path("v1/todos/", ToDos.as_view(), name="api-todos"),
    path("v1/tokens/", Tokens.as_view(), name="api-tokens"),
    path("v1/tokens/<int:pk>/", Token.as_view(), name="api-token"),
    path("schema/", takes("format", "lang")(SpectacularAPIView.as_view()), name="api-schema"),
    path("docs/", takes("script", "lang")(API_DOCS), name="api-docs"),
]
