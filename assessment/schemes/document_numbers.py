"""Whose a document number is: the centre's, a province's, or anybody's below (地级市, 县, 部门)."""

import re
import unicodedata

NUMBER = re.compile(
    r"([一-鿿]{1,14}?)\s*[〔\[【（(<〈]\s*((?:19|20)\d\d)\s*[〕\]】）)>〉]\s*第?\s*(\d+)\s*号"
)
# 中发, 中办发, 国发, 国办发, 厅字 and the numbers of ministries.
CENTRAL = re.compile(
    r"^(?:中发|中办|中委|中共中央|中央|中组|中宣|中政|中纪|中农|中编|中国|国发|国办|国函|国令|国务院|国[一-鿿]{1,4}|厅字|厅发|"
    r"应急|安委|公通|公[一-鿿]?字|民发|民函|农[一-鿿]{0,4}发|建[一-鿿]{1,2}|自然资[一-鿿]*|环[一-鿿]{1,3}|人社部[一-鿿]*|"
    r"财[一-鿿]{1,2}|教[一-鿿]{1,3}|交[一-鿿]{1,5}|水[一-鿿]{1,3}|林[一-鿿]{1,2}发|文旅[一-鿿]*|市监[一-鿿]*|医保发|"
    r"发改[一-鿿]*|司发|退役军人部发|乡村振兴[一-鿿]*)"
)
PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕甘青宁新"
PROVINCIAL = re.compile(
    rf"^(?:[{PROVINCES}](?:委|政|办|府|发|厅|组|宣|编|安|应急|农|减负|督|党|纪|考)|"
    r"[一-鿿]{0,4}(?:省|自治区|直辖市)(?:委|政|府|人民政府|办|人大|[一-鿿]{0,6}厅))"
)
LOCAL = re.compile(r"县|区委|区政|区府|旗|镇|乡|街道|(?<!城)市(?!监|场)")
LEVELS = ("central", "province")
ACT = re.compile(
    r"《([^《》]+?(?:法|条例|规定|办法|规范|规程|细则|准则|通知|意见|标准))(?:[（(][^）)]*[）)])?》"
)
# An act of a place begins with its name: 示例县…办法; 城市…法 and 自然保护区条例 do not.
OF_A_PLACE = re.compile(
    r"^(?!中华|中共|国|城|乡)[一-鿿]{2,7}?(?:县|(?<!城)市(?!场|政|容)|(?<![护胜社])区|旗|(?<![城乡])镇)"
)


def level_of(name):
    """The level of an issuing office by the word before the year: central, province or local."""
    name = name.removeprefix("第").strip()
    if "省" in name or "自治区" in name:
        return "province"
    if LOCAL.search(name):
        return "local"
    if PROVINCIAL.match(name):
        return "province"
    if CENTRAL.match(name):
        return "central"
    return "local"


def numbers_in(*texts):
    """[(the number as written, its level)] of every document number in these texts."""
    found = []
    for text in texts:
        for match in NUMBER.finditer(unicodedata.normalize("NFKC", text or "")):
            word = bare_word(match.group(1))
            found.append((f"{word}〔{match.group(2)}〕{match.group(3)}号", level_of(word)))
    return found


LEADING = re.compile(
    r"^(?:.*(?:依据|根据|按照|按|文号|见|以及|和|及|与|依|的|为|是|由|转发))(?=[一-鿿]{2})"
)


def bare_word(word):
    """The word of the office without what leads to it in a sentence: 依据中办发 is 中办发."""
    return LEADING.sub("", word)


def is_grounded(*texts):
    """Whether any of these texts cites a number of the centre or of a province."""
    return any(level in LEVELS for _number, level in numbers_in(*texts))


def cites_the_state(*texts):
    """Whether any of these texts names a law, an act of the State, or a number of the centre."""
    if any(level == "central" for _number, level in numbers_in(*texts)):
        return True
    for text in texts:
        for title in ACT.findall(unicodedata.normalize("NFKC", text or "")):
            if not OF_A_PLACE.match(title):
                return True
    return False
