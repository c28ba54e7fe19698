"""Days, numerals and numbered lines as an official would write them."""

import re

DIGITS = "零一二三四五六七八九"


NUMBERED = re.compile(r"^\s*(?:[(（]?\d{1,2}[)）]|\d{1,2}\s*[.．、])\s*(?=\D)")


def hidden_words(number):
    """How many items 不予公开 a list was published with; nothing where the county does not state it
    (None).
    """
    if number is None:
        return ""
    if number == 0:
        return "公布时没有不予公开的事项。"
    return f"公布时另有{number}项不予公开。"


def numeral(number):
    """一, 十二, 三十: the running numeral of a heading; in digits from 100 on."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    text = "十"
    if tens > 1:
        text = f"{DIGITS[tens]}十"
    if ones:
        text += DIGITS[ones]
    return text


def numbered_lines(text):
    """(lines, whether they carry running numbers): 1.宣传；2.巡查 written on lines of
    their own become a list.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and all(NUMBERED.match(line) for line in lines):
        return [NUMBERED.sub("", line) for line in lines], True
    return lines, False
