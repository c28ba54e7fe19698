"""The number of an official document (文号) checked against its form: 示政发〔2026〕19号."""

import re
import unicodedata

from dutylist.workflow.refusals import Invalid

# 机关代字, the year in 六角括号, the number without leading zeros; or an order (令).
FORM = re.compile(r"[一-鿿]{2,14}〔((?:19|20)\d\d)〕[1-9]\d{0,4}号")
ORDER = re.compile(r"[一-鿿]{2,30}令第[1-9]\d{0,4}号")
LOOSE = re.compile(
    r"([一-鿿]{2,14})\s*[〔\[【(<〈{]\s*((?:19|20)\d\d)\s*年?[〕\]】)>〉}]\s*第?\s*0*([1-9]\d{0,4})\s*号?"
)
SENTENCE = "文号应为机关代字、六角括号内的四位年份和序号，例如：示政发〔2026〕19号。"


def require_document_number(text, path="document_number"):
    """The number without blanks at its ends; refused, with how it is written where that can be
    told, unless it has the form.
    """
    number = text.strip()
    if FORM.fullmatch(number) or ORDER.fullmatch(number):
        return number
    if meant := LOOSE.fullmatch(unicodedata.normalize("NFKC", number)):
        word, year, count = meant.groups()
        raise Invalid({path: f"文号应写作“{word}〔{year}〕{count}号”，请核对后改正。"})
    raise Invalid({path: SENTENCE})


def year_of(number):
    """The year that a number says; None for an order."""
    if match := FORM.fullmatch(number):
        return int(match[1])
    return None
