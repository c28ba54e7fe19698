"""When a delivery that failed is tried again, and when it is given up."""

from datetime import timedelta

# Before the second try, the third, and so on: ten tries in about three days.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
)
MOST_TRIES = len(WAITS) + 1
# A subscriber that took nothing for so long is disabled when a delivery is given up.
LONG_FAILURE = timedelta(hours=48)
# How long a try may last at the most; a worker that was killed meanwhile has left it by then.
LEASE = timedelta(minutes=5)
# How long the secret before the present one still signs.
CHANGE_OVER = timedelta(hours=24)


def next_try_at(tries, now):
    """When a delivery is tried again that has failed so many times; None: never, it is given up.

    One that failed not at all is due at once.
    """
    if tries >= MOST_TRIES:
        return None
    if tries == 0:
        return now
    return now + WAITS[tries - 1]


def is_long_failure(failing_since, now):
    return failing_since is not None and now - failing_since >= LONG_FAILURE
