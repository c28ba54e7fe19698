"""Who follows when what was approved enters the register: the floors above add theirs."""

_followers = []


def follow_register(follower):
    """Registers `follower(county)`, called in the decision's own batch. A decorator."""
    if follower not in _followers:
        _followers.append(follower)
    return follower


def tell_register_followers(county):
    for follower in _followers:
        follower(county)
