"""What the pages of feedback for everybody have in common: whose county it is, its frame, and that
no copy of them is kept.
"""

import functools

from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from items.published.lists import counties_published
from items.published.pages.conditional import (
    mode_of,
    remember_mode,
    township_carried,
)
from items.published.pages.reading import chrome, read_county

COUNTY_DIGITS = 6


def citizens_page(view):
    """A page for everybody, with forms on it, which no cache keeps."""

    @functools.wraps(view)
    def answer(http, *args, **kwargs):
        response = view(http, *args, **kwargs)
        remember_mode(http, response)
        patch_cache_control(response, no_store=True, private=True)
        return response

    return require_http_methods(["GET", "HEAD", "POST"])(answer)


def asked(http, name):
    """What was sent in a form, else what the address says."""
    return http.POST.get(name) or http.GET.get(name, "")


def county_asked(http):
    """The code of the county meant, of those that publish here; "" where there is a choice."""
    codes = [code for code, _name in counties_published()]
    for code in (asked(http, "county"), county_of_item(asked(http, "item"))):
        if code in codes:
            return code
    if len(codes) == 1:
        return codes[0]
    return ""


def county_of_item(code):
    return code[:COUNTY_DIGITS].ljust(12, "0")


def frame_of(county_code):
    """What every page of a county shows; nothing where no county is meant."""
    if not county_code:
        return {}
    return chrome(read_county(county_code))


def shown(http, template, context, status=200, refused=None):
    """The page; a refusal that says when to come back says so in the header too."""
    facts = {**mode_of(http), **context}
    facts["carried"] = township_carried(facts, asked(http, "t"))
    response = render(http, template, facts, status=status)
    if seconds := getattr(refused, "retry_after", None):
        response.headers["Retry-After"] = str(seconds)
    return response
