"""A peer of the township page: the plainest Django there is, no middleware, no cache, one template
over `.values()`.

It shows what the public page shows of a list (the entries of one kind in a township's scope with
who answers, the categories and departments with counts), read from the entry rows at every request.
Served as `benchmarks.bare:made()`.
"""

from collections import Counter

import orjson
from django.conf import settings
from django.http import HttpResponse
from django.template import Context, Engine
from django.urls import path

LIST = """<!doctype html><html lang="zh-hans"><title>{{ code }}</title>
{% for facet in facets %}<ul>{% for name, n in facet %}
<li><a href="?by={{ name }}">{{ name }}</a> {{ n }}</li>
{% endfor %}</ul>{% endfor %}
<ol>{% for row in rows %}<li><b>{{ row.number }}</b> <a href="/i/{{ row.code }}/">{{ row.name }}</a>
<p>{% for part in row.responsibilities %}{{ part.department }} {% endfor %}</p>
<p>{{ row.township_duty }}</p></li>
{% endfor %}</ol></html>"""
TEMPLATE = Engine().from_string(LIST)


def township(request, code, kind):
    context = {"code": code, "rows": rows_of(code, kind)}
    context["facets"] = [
        facet(row["category"] for row in context["rows"]),
        facet(departments(context["rows"])),
    ]
    return HttpResponse(TEMPLATE.render(Context(context)))


def rows_of(code, kind):
    from django.db.models import Q

    from items.models import Entry

    found = (
        Entry.objects.in_force()
        .filter(county__code=f"{code[:6]}000000", kind=kind)
        .order_by("number")
    )
    found = found.filter(Q(scope="all") | Q(in_townships__township=code))
    return [
        {**orjson.loads(bytes(row.pop("body"))), **row}
        for row in found.values("number", "code", "name", "body")
    ]


def departments(rows):
    return (part["department"] for row in rows for part in row["responsibilities"])


def facet(values):
    return Counter(values).most_common()


urlpatterns = [path("<code>/<kind>/", township)]


def made():
    """The application, on the project's own database settings."""
    import django
    from django.core.handlers.wsgi import WSGIHandler

    django.setup()
    settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, []
    return WSGIHandler()
