"""Keys that no counter gives, for rows of which not everybody may know: of two neither the order
nor how many lie between them is told.
"""

import secrets
import time

GREATEST_NUMBER = 2**53 - 1  # of a number that every program reads as it is written


def random_number():
    return 1 + secrets.randbelow(GREATEST_NUMBER)


def number_of_now():
    """The microseconds since 1970."""
    return time.time_ns() // 1000
