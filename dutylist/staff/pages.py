"""What all pages of the desk share: only for signed-in people, kept by no cache, refusals shown on
the page itself.
"""

import functools

from django.contrib.auth.decorators import login_required
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from dutylist.history.cursors import position_of


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
    """A whole number of the query string, 0 where nothing is asked; anything else is refused by its
    name.
    """
    return position_of(request.GET.get(name, ""), name)
