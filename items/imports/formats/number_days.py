"""A stored day or time as a section of a number format writes it."""

from datetime import timedelta

from .number_digits import by_digit, in_chinese
from .values import EPOCH, FIRST_OF_MARCH, LAST_DAY

ONLY_DAY = frozenset("ymd")
WEEKDAYS = "一二三四五六日"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September")
MONTHS = (*MONTHS, "October", "November", "December")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def shown_day(section, number, epoch):
    """The text of a day; None for a number that no calendar has."""
    if not 0 <= number < LAST_DAY:
        return None
    parts_of_seconds = any(sort == "second" and "." in text for sort, text in section.pieces)
    moment = moment_of(number, epoch, rounded=not parts_of_seconds)
    pieces = list(with_minutes(section.pieces))
    halved = any(sort == "half" for sort, _text in pieces)
    shown = ""
    for sort, text in pieces:
        if sort == "elapsed":
            shown += by_digit(elapsed(text, number), section.numerals)
        elif sort in ("time", "minute", "second"):
            shown += part_of(sort, text, moment, section, halved=halved)
        elif sort == "half":
            shown += half_of(text, moment)
        elif sort == "digit":
            return None
        else:
            shown += text
    return shown.strip()


def moment_of(number, epoch, *, rounded):
    days = number + (epoch == EPOCH and 0 < number < FIRST_OF_MARCH)
    moment = epoch + timedelta(days=days)
    if rounded:
        moment += timedelta(microseconds=500_000)
        moment = moment.replace(microsecond=0)
    return moment


def with_minutes(pieces):
    """The pieces with the m after hours or before seconds told apart from months."""
    timed = [at for at, (sort, _text) in enumerate(pieces) if sort in ("time", "second", "elapsed")]
    for at, (sort, text) in enumerate(pieces):
        if sort == "time" and text[0] in "mM" and is_minute(pieces, timed, at):
            yield "minute", text
        else:
            yield sort, text


def is_minute(pieces, timed, at):
    place = timed.index(at)
    before = pieces[timed[place - 1]][1] if place else ""
    after = ""
    if place + 1 < len(timed):
        after = pieces[timed[place + 1]][1]
    return before[:1].lower() == "h" or after[:1].lower() == "s"


def part_of(sort, text, moment, section, *, halved):
    """One part of a day: its year, month, day, weekday, hour, minute or second."""
    letter, length = text[0].lower(), len(text)
    if sort == "minute":
        return in_numerals(moment.minute, min(length, 2), section.numerals)
    if sort == "second":
        return seconds_of(text, moment, section.numerals)
    if letter == "h":
        hour = (moment.hour - 1) % 12 + 1 if halved else moment.hour
        return in_numerals(hour, min(length, 2), section.numerals)
    return part_of_date(letter, length, moment, section)


def part_of_date(letter, length, moment, section):
    if letter == "e" or (letter == "y" and length > 2):
        return by_digit(f"{moment.year:04}", section.numerals)
    if letter == "y":
        return by_digit(f"{moment.year % 100:02}", section.numerals)
    if letter == "a" and length > 3:
        return f"星期{WEEKDAYS[moment.weekday()]}"
    if letter == "a":
        return WEEKDAYS[moment.weekday()]
    if letter == "m" and length > 2:
        return month_of(moment, length, section)
    if letter == "m":
        return in_numerals(moment.month, length, section.numerals)
    if letter == "d" and length > 2:
        return weekday_of(moment, length, section)
    return in_numerals(moment.day, length, section.numerals)


def in_numerals(number, length, numerals):
    if numerals in (1, 2):
        words = in_chinese(str(number), numerals)
        if words.startswith("一十"):
            return words.removeprefix("一")
        return words
    return by_digit(f"{number:0{length}}", numerals)


def seconds_of(text, moment, numerals):
    whole, point, decimals = text.partition(".")
    seconds = in_numerals(moment.second, min(len(whole), 2), numerals)
    return seconds + point + f"{moment.microsecond:06}"[: len(decimals)]


def weekday_of(moment, length, section):
    place = moment.weekday()
    if section.is_chinese and length > 3:
        return f"星期{WEEKDAYS[place]}"
    if section.is_chinese:
        return f"周{WEEKDAYS[place]}"
    if length == 3:
        return DAYS[place][:3]
    return DAYS[place]


def month_of(moment, length, section):
    if section.is_chinese and length > 3:
        return f"{in_numerals(moment.month, 1, 1)}月"
    if section.is_chinese:
        return f"{in_numerals(moment.month, 1, 0)}月"
    name = MONTHS[moment.month - 1]
    if length == 5:
        return name[:1]
    if length == 3:
        return name[:3]
    return name


def elapsed(text, number):
    """All hours, minutes or seconds of a time, also beyond a day."""
    letter, length = text[0].lower(), len(text)
    seconds = round(number * 86_400)
    return f"{seconds // {'h': 3600, 'm': 60, 's': 1}[letter]:0{length}}"


def half_of(text, moment):
    morning, _, evening = text.partition("/")
    if moment.hour < 12:
        return morning
    return evening
