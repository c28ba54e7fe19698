"""A file as an answer: under its own name, kept by nobody on the way."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def attachment(content, name, content_type):
    """A file to keep, under its own name (RFC 5987)."""
    return named(HttpResponse(content, content_type=content_type), name)


def named(response, name):
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=name
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
