"""The pages of this room on the desk, below /desk/: a draft as its published pages will look, and
how items are asked for.
"""

from django.urls import path

from .desk import asked_questions, item_phrases
from .pages import preview

urlpatterns = [
    path("editions/<int:pk>/preview/", preview.preview, name="edition-preview"),
    path("editions/<int:pk>/preview/<str:code>/", preview.preview, name="edition-preview-township"),
    path("asked/", asked_questions.asked_questions, name="asked-questions"),
    path("phrases/items/<int:pk>/", item_phrases.item_phrases, name="item-phrases"),
]
