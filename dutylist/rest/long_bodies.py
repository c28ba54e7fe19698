"""Bodies that are longer than what is taken: refused before anything of them is kept."""

CHUNK = 2**16
READ_ON = 4  # times what is taken: so far a body is read to its end before it is answered


def is_too_long(request, most):
    """Whether the body of a request says that it is longer than so many bytes. What its client
    still sends of it is read and thrown away: who is answered while he sends finds his connection
    broken, and never reads why.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) <= most:
        return False
    body = getattr(request, "_request", request)  # the framework's own wraps Django's
    for _chunk in range(READ_ON * most // CHUNK):
        if not body.read(CHUNK):
            break
    return True
