"""The pages of requests on the desk, below /desk/."""

from django.urls import path

from .views import applying, changing, item, listing, opinion, review, showing

urlpatterns = [
    path("items/<str:code>/", item.item, name="request-item"),
    path("requests/", listing.requests, name="requests"),
    path("requests/new/", applying.new, name="request-new"),
    path("requests/<int:pk>/", showing.request, name="request"),
    path("requests/<int:pk>/edit/", applying.edit, name="request-edit"),
    path("requests/<int:pk>/changes/new/", changing.new, name="request-change-new"),
    path("requests/<int:pk>/changes/<int:change>/", changing.edit, name="request-change"),
    path("requests/<int:pk>/opinion/", opinion.opinion, name="request-opinion"),
    path("requests/<int:pk>/review/", review.review, name="request-review"),
]
