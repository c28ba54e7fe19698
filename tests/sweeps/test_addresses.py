"""Every address of the site is on the public list or refuses a stranger."""

import itertools
import re

import pytest
from django.conf import settings
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize

# Read by anybody, by the name of the address. A new one is added here with its reason, or it asks
# who is there.
PUBLIC = {
    # where a stranger becomes somebody, and leaving is free
    "accounts:login",
    "accounts:login-code",
    "accounts:logout",
    "admin:login",
    "admin:logout",
    # an installation without accounts, opened by the code in its files; closed afterwards
    "setup",
    # published documents and nothing else
    "home",
    "county-home",
    "county-editions",
    "edition-document",
    "edition-file",
    "county-file",
    "township",
    "township-file",
    "township-on",
    "township-on-file",
    "township-edition",
    "township-edition-file",
    "departments",
    "departments-file",
    "departments-on",
    "departments-edition",
    "department",
    "department-file",
    "department-on",
    "department-on-file",
    "department-edition",
    "department-edition-file",
    "department-archive",
    "department-archive-edition",
    "handbook",
    "search",
    "search-file",
    "item",
    "item-file",
    "item-qr",
    "item-edition",
    "item-edition-file",
    "item-versions",
    "item-versions-file",
    "compare-choose",
    "compare",
    "compare-file",
    "leaving",
    "leaving-year",
    "leaving-file",
    "county-feed",
    "township-feed",
    "sitemap",
    "county-sitemap",
    "api-entries",
    "api-editions",
    "api-edition",
    "api-document",
    "api-regions",
    "api-departments",
    "api-department-list",
    "api-department-lists",
    "api-answers",
    "api-schema",
    "api-docs",
    "api-operation",
    # what citizens say without an account; the list and the State ask who is there all the same
    "feedback",
    "feedback-follow",  # number and code are asked for
    "feedback-answer",
    "feedback-tap",
    "feedback-thanks",
    "api-feedback",
    "api-feedback-decisions",  # the code is asked for
    "api-tokens",  # name and password are asked for, as at the log-in
    # about the site
    "help",
    "accessibility",
    "no-burden",
    "robots",
    "favicon",
    "healthz",
    "readyz",
}
REFUSALS = {401, 403, 404, 405}
# Tried in turn for each part of an address until the address resolves.
SAMPLES = [
    "1",
    "990121100000",
    "99012100012",
    "2026-01-01",
    "basic",
    "clerk",
    "organizations",
    "auth",
    "items",
    "json",
    "csv",
    "1..2",
    "2026",
    "v7.2",
    "00000000-0000-0000-0000-000000000001",
    "a" * 64,
    "x",
]


def walked(patterns=None, before=(), spaces=()):
    """(its name, its parts from the root, the pattern) of every address; one without a name is
    called by its route.
    """
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        parts = (*before, pattern.pattern)
        if isinstance(pattern, URLResolver):
            within = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from walked(pattern.url_patterns, parts, within)
        elif isinstance(pattern, URLPattern):
            yield (
                ":".join([*spaces, pattern.name]) if pattern.name else route_of(parts),
                parts,
                pattern,
            )


def route_of(parts):
    return "".join(str(part) for part in parts)


def fillings(part):
    """Paths that may match one part of an address."""
    if hasattr(part, "converters") and hasattr(part, "_route"):
        fits = [[s for s in SAMPLES if re.fullmatch(c.regex, s)] for c in part.converters.values()]
        form = re.sub(r"<[^>]+>", "{}", str(part))
        return [form.format(*chosen) for chosen in itertools.product(*fits)]
    form, names = normalize(str(part))[0]
    chosen = itertools.product(SAMPLES, repeat=len(names))
    filled = [form % dict(zip(names, samples, strict=True)) for samples in chosen]
    return [path for path in filled if re.search(str(part), path)]


def path_to(parts, pattern):
    """A path that leads to this very pattern; an address without parts to fill is its own, whoever
    answers there.
    """
    if not re.search(r"[<(]", route_of(parts)):
        return "/" + route_of(parts).replace("^", "").replace("$", "")
    for filled in itertools.islice(itertools.product(*map(fillings, parts)), 3000):
        path = "/" + "".join(filled)
        try:
            match = get_resolver().resolve(path)
        except Resolver404:
            continue
        if match.func is pattern.callback:
            return path
    raise AssertionError(f"no sample leads to {route_of(parts)}: add one to SAMPLES")


def is_refusal(answer, *, names_a_thing):
    """Sent to the log-in or refused; "not found" is a refusal only where a thing is named."""
    if answer.redirect_chain and answer.request["PATH_INFO"] == settings.LOGIN_URL:
        return True
    return answer.status_code in REFUSALS - (set() if names_a_thing else {404})


def answers_to_a_stranger(client):
    """(route, answer) of every address that is not on the public list, read and written."""
    for name, parts, pattern in walked():
        if name not in PUBLIC:
            path = path_to(parts, pattern)
            yield route_of(parts), client.get(path, follow=True)
            yield route_of(parts), client.post(path, follow=True)


@pytest.mark.either_database
@pytest.mark.django_db
def test_every_address_is_public_by_name_or_refuses_a_stranger(client):
    client.raise_request_exception = False
    open_to_all = [
        (
            f"{answer.request['REQUEST_METHOD']} {answer.request['PATH_INFO']} ({route}): "
            f"{answer.status_code}"
        )
        for route, answer in answers_to_a_stranger(client)
        if not is_refusal(answer, names_a_thing="<" in route)
    ]
    assert open_to_all == []


def test_the_public_list_names_only_addresses_that_exist():
    assert PUBLIC - {name for name, _, _ in walked()} == set()
