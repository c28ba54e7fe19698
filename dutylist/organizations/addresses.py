"""Where a request really comes from: the peer, or what trusted proxies say in front of them."""

import ipaddress

from django.conf import settings

LOCAL_SOCKET = "unix"


def client_address(request):
    """The address of the caller, or None. A forwarded header counts only as far as trusted proxies
    wrote it.
    """
    address = request.META.get("REMOTE_ADDR", "") or LOCAL_SOCKET
    hops = []
    for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(","):
        if hop.strip():
            hops.append(hop.strip())
    while hops and _trusted(address):
        address = hops.pop()
    if parsed := _parse(address):
        return str(parsed)
    return None


def client_agent(request):
    return request.META.get("HTTP_USER_AGENT", "").replace("\0", "")[:300]


def is_network(text):
    """Whether this may stand in DUTYLIST_TRUSTED_PROXIES: an address, a network, or `unix`."""
    try:
        return text == LOCAL_SOCKET or bool(ipaddress.ip_network(text, strict=False))
    except ValueError:
        return False


def _trusted(address):
    if address == LOCAL_SOCKET:
        return LOCAL_SOCKET in settings.TRUSTED_PROXIES
    parsed = _parse(address)
    if parsed is None:
        return False
    for proxy in settings.TRUSTED_PROXIES:
        if proxy != LOCAL_SOCKET and parsed in ipaddress.ip_network(proxy, strict=False):
            return True
    return False


def _parse(address):
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed
