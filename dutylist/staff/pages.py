"""What all pages of the desk share: only for signed-in people, kept by no cache, refusals shown on the page itself."""

import functools

from django.contrib.auth.decorators import login_required
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods


def desk_page(view):
    """A page to read."""
    return _desk(require_http_methods(["GET", "HEAD"])(view))


def desk_form(view):
    """A page with forms on it."""
    return _desk(require_http_methods(["GET", "HEAD", "POST"])(view))


def _desk(view):
    @functools.wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        return response

    return login_required(answer)


def number_asked(request, name):
    """A whole number of the query string; 0 when it is none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
