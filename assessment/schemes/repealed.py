"""Which of the acts that a text cites are no more: by the county's legal library, and the laws that
are known to be repealed everywhere.
"""

import json
import re
import unicodedata
from datetime import date
from functools import cache

from django.conf import settings

from dutylist.history.days import day_words
from items.models import LegalAct

QUOTED = re.compile(r"《([^《》]+)》")
REPEALED = re.compile(r"(?:已|已经|现已|经)(?:废止|失效|停止执行)|[（(]?(?:废止|失效)[）)]")
COUNTRY = "中华人民共和国"
# The year of a document number, in whichever brackets.
NUMBERED_YEAR = re.compile(r"[〔\[【(<〈]((?:19|20)\d\d)[〕\]】)>〉]第?")


@cache
def repealed_everywhere():
    """{title without the name of the country: the day of its repeal}"""
    rows = json.loads((settings.FIXTURES_DIR / "repealed_acts.json").read_text())
    return {bare(title): date.fromisoformat(day) for title, day in rows}


def bare(title):
    return unicodedata.normalize("NFKC", title).replace(COUNTRY, "").replace(" ", "")


def bare_number(text):
    """A text in which every document number is written in one way."""
    return NUMBERED_YEAR.sub(r"〔\1〕", bare(text))


class RepealedActs:
    """The acts that are no more on a day; two queries."""

    def __init__(self, county, on):
        known, numbers, standing = {}, {}, set()
        for act in LegalAct.objects.for_county(county).order_by("pk"):
            is_gone = act.repealed_on is not None and act.repealed_on <= on
            if not is_gone:
                standing.add(bare(act.title))
                continue
            known[bare(act.title)] = act.repealed_on
            if act.document_number:
                numbers[bare_number(act.document_number)] = act.repealed_on
        for title, day in repealed_everywhere().items():
            if day <= on:
                known.setdefault(title, day)
        self.known = {title: day for title, day in known.items() if title not in standing}
        self.numbers = numbers

    def in_texts(self, *texts):
        """(how it is written, since when in words) of the first act that is no more, or None."""
        for text in texts:
            if found := self.in_text(unicodedata.normalize("NFKC", text or "")):
                return found
        return None

    def in_text(self, text):
        for title in QUOTED.findall(text):
            if day := self.known.get(bare(title)):
                return f"《{title}》", since(day)
        whole = bare(QUOTED.sub("", text))
        for title, day in self.known.items():
            # 合同法 stands in 劳动合同法 too: without brackets only a whole name counts.
            if re.search(rf"(?<![一-鿿]){re.escape(title)}(?!实施)", whole):
                return f"《{title}》", since(day)
        cited = bare_number(whole)
        for number, day in self.numbers.items():
            if number in cited:
                return number, since(day)
        if REPEALED.search(text):
            return "", "已经写明废止"
        return None


def since(day):
    return f"已于{day_words(day)}废止"
