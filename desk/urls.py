"""The addresses of the desk: its home, and the pages that each app and room brings in a module
`desk_urls`. The pages of the record keep the names their templates use.
"""

from django.urls import include, path

from dutylist.rooms import load_modules
from items.register import history_pages as history

from .home import views as home

brought_along = []
for module in load_modules("desk_urls"):
    brought_along += module.urlpatterns
desk_patterns = [
    path("", home.home, name="home"),
    path("todos/", home.todo_list, name="todos"),
    path("supervision/", home.supervision, name="supervision"),
    path("questions/", home.questions, name="questions"),
    *brought_along,
]
urlpatterns = [
    path("", include((desk_patterns, "desk"))),
    path("history/", history.pages.urls),
]
