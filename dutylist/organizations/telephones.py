"""A telephone as it is written, and the number that a telephone dials of it."""

import re
import unicodedata

# What stands between two numbers, or before an extension that cannot be dialled along.
NEXT_NUMBER = re.compile(r"[、;,/\n]|或|转|分机|ext", re.IGNORECASE)
LEAST_DIGITS = 3  # 110, 12345
NO_NUMBER = "“{}”中没有可以拨打的号码，请写成0599-1234567，几个号码之间用顿号。"


def dial_number(text):
    """The first number of a text as a `tel:` address wants it; "" where there is none."""
    first = NEXT_NUMBER.split(unicodedata.normalize("NFKC", text))[0]
    number = ""
    for sign in first:
        if sign.isascii() and (sign.isdigit() or sign in "+-"):
            number += sign
    if sum(sign.isdigit() for sign in number) < LEAST_DIGITS:
        return ""
    return number.strip("-")


def telephone_fault(text):
    """What is wrong with a telephone for the public, or ""; none at all is none."""
    if text and not dial_number(text):
        return NO_NUMBER.format(text[:40])
    return ""
