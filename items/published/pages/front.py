"""Answers public reads before the session, the account and the lock-out are even looked at."""

from django.db import OperationalError
from django.urls import Resolver404, resolve

from .errors import answer_to, bad_request, is_for_programs

NUL = "%00"
PROBES = {"/healthz", "/readyz"}  # asked by address, not by name


class PublicFront:
    """Stands before the session middleware: a view marked `public_read` is called at once,
    everything else goes on.

    A program that asks with a NUL is refused: no text of the register has one, and PostgreSQL takes
    none.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if NUL in request.META.get("QUERY_STRING", "") and is_for_programs(request):
            return bad_request(request)
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return self.get_response(request)
        if not getattr(match.func, "public_read", False):
            return self.get_response(request)
        if request.path_info not in PROBES:
            request.get_host()  # refuses a foreign host, as the middleware behind does
        request.resolver_match = match
        try:
            return match.func(request, *match.args, **match.kwargs)
        except OperationalError as error:
            if (answer := answer_to(request, error)) is None:
                raise
            return answer
