"""Who follows when a document of a county is published: the floors above add theirs."""

_followers = []


def follow_publication(follower):
    """Registers `follower(document, *, by)`, called in the publication's own batch. A decorator."""
    if follower not in _followers:
        _followers.append(follower)
    return follower


def tell_followers(document, *, by):
    for follower in _followers:
        follower(document, by=by)
