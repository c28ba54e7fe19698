"""What a row that is no item says of itself: a category, a title, a note, a signature, a total."""

import re

NUMERAL = r"(?:[一二三四五六七八九十百]+\s*[、.．:：]|[（(][一二三四五六七八九十百]+[）)]\s*[、.．:：]?)\s*"
COUNT = r"\s*[（(]\s*共?\s*(?P<count>\d+)\s*[项条个]\s*[）)]"
COUNTED_SECTION = re.compile(rf"^(?:{NUMERAL})?(?P<name>[^。；;：:]{{1,40}}?){COUNT}$")
NUMBERED_SECTION = re.compile(rf"^{NUMERAL}(?P<name>[^。；;：:，,]{{1,30}})$")
NOTE = re.compile(r"^[*※]?\s*(?:注|备注|说明|填表说明|填报说明|注释)\s*\d*\s*[：:．.、]|^注\d*$")
SIGNATURE = re.compile(
    r"^(?:填表人|填报人|制表人?|审核人?|审批人?|负责人|联系人|联系电话|经办人|单位|填报单位|填表单位|主要领导)"
    r"(?:签字|签名|[（(](?:盖章|签字|签章|公章)[）)])?\s*[：:]|^\d{4}年\d{1,2}月(?:\d{1,2}日)?$|^[（(]?盖章[）)]?$"
)
TOTAL = re.compile(r"^(?:合计|总计|小计)(?:\s*[：:]?\s*\d+\s*[项条]?)?$")
CONTINUED = re.compile(r"续表|续上表|[（(]续[）)]")
DITTO = frozenset({"同上", "〃", "″", '"', "..", "..."})
TITLE_WORDS = re.compile(r"清单|事项表|目录|一览表|[（(]续")
INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]|_x000[dD]_|\r")


def clean(text):
    """A cell's text as it came, without signs nobody sees and blanks at the ends of its lines."""
    text = INVISIBLE.sub("", text)
    return "\n".join(line.strip(" \t\u3000\xa0") for line in text.strip().split("\n")).strip()


def section_of(text):
    """(name, count or None) when a text is a category's row (一、党的建设（18项）), else None."""
    text = text.replace("\n", "")
    if match := COUNTED_SECTION.match(text):
        return match["name"].strip(), int(match["count"])
    if match := NUMBERED_SECTION.match(text):
        return match["name"].strip(), None
    return None
