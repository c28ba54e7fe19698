"""Stored numbers as texts where no number format asks for more: 1.0 is 1, a day is 2026-01-05."""

from datetime import datetime, timedelta

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (a cell has no zone)
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 (the same)
LAST_DAY, FIRST_OF_MARCH = 2_958_466, 60  # of 1900, a leap year to the programs alone
TRUTHS = {True: "是", False: "否"}


def number_text(number):
    """A number without the digits that only its storing has: 1, 1.1, 0.3 and never
    0.30000000000000004.
    """
    if abs(number) < 1e15 and number == int(number):
        return str(int(number))
    return f"{number:.15g}"


def day_text(number, epoch):
    """The day a number stands for in a cell that shows a date; a number no calendar has stays
    one.
    """
    if not 0 < number < LAST_DAY:
        return number_text(number)
    moment = epoch + timedelta(days=number + (epoch == EPOCH and number < FIRST_OF_MARCH))
    if number == int(number):
        return moment.date().isoformat()
    return moment.isoformat(" ", "minutes")


def number_of_day(text, epoch):
    """The number that stands for a day written 2026-01-05T10:30:00; None when it is no day."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
    days = (moment - epoch) / timedelta(days=1)
    return days - (epoch == EPOCH and days <= FIRST_OF_MARCH)


def written_day(text):
    """A day as other formats write it, 2026-01-05T10:30:00, as ours."""
    return text.replace("T", " ")[:16].removesuffix(" 00:00")
