"""The words around a township's name that tell an owner or an issuer from one that is named in
passing.
"""

import re

FILLED_BY = re.compile(
    r"(?:(?:填报|填表|报送|上报|编制|所属|制表)|(?<![\u4e00-\u9fff]))单位(?:名称)?"
    r"\s*(?:[（(](?:盖章|公章|签章)[）)])?\s*[:：]"
)
FILLED_BY_CELL = re.compile(
    r"(?:填报|填表|报送|上报|编制|所属|制表)?单位(?:名称)?(?:[（(](?:盖章|公章|签章)[）)])?"
)
ADDRESS = re.compile(r"(?:地址|住址|驻地|位于|坐落|(?<=[（(，,])驻)[^，,；;。）)]*")
STREET = (
    r"(?:(?!政府|党委|办)[^，,；;：:。、（）()]){0,10}?"
    r"(?:路|街(?!道)|巷|村(?![镇建])|社区(?!办)|\d+号)"
)
# 含城关镇, 根据城关镇
BEFORE = r"(?:不?包?含|包括|除了?|根据|依据|按照?|参照|经)"
# 报送城关镇征求意见稿
SENT_TO = (r"(?:报送?|送|发|致)", r"(?:征求|审阅|参阅|会签)")
# 城关镇意见, 城关镇会议审定
AFTER = r"(?:人民政府|党委)?的?(?:反馈)?(?:意见|会议|以外|除外)"
RECEIVERS = re.compile(r"[:：]$")
# 城关镇人民政府：, 主送：城关镇人民政府
SALUTATION = re.compile(
    r"^主送(?:单位|机关)?[:：](?P<sent>.+)$|^(?P<called>.*(?:政府|党委|党工委|办事处|委员会).*)[:：]$"
)
CONTACT = re.compile(r"(?:联系人|联系电话|电话|填报人|填表人|负责人|经办人).*$")
LEADING = re.compile(r"^(?:中共|来源[:：]?|发文机关[:：]?|[（(])+")
ISSUER = (
    r"(?:人民政府|政府|(?:街道)?办事处|(?:工作)?委员会|党工委|党委|党政(?:综合)?办(?:公室)?|办公室"
    r"|编制|制表|上报|报送|印发|文件)"
)
ISSUED = re.compile(
    rf"{ISSUER}|中共|盖章|公章|签章|[〔\[（(【]\d{{4}}[〕\]）)】]第?\d+号|\d+年|\d+月|\d+日|[\W_]+"
)
SHORT_NAME = re.compile(r"[（(](?P<name>[\u4e00-\u9fff]{2,8})[）)]$")


COUNTY_BEFORE = r"(?:[\u4e00-\u9fff]{2,7}?[县市区旗])?"
LIST_WORDS = r"基本|配合|上级|履职|履行|职责|权责|收回|事项|清单"
# a township of no county of ours at the head of a title: 新河镇配合履职事项清单
STRANGER = re.compile(
    rf"^(?:关于印发)?[《“]?{COUNTY_BEFORE}(?P<name>[\u4e00-\u9fff]{{2,5}}?(?:街道|[镇乡]))"
    rf"(?=(?:人民政府|党委|办事处)?(?:\d{{4}}年)?(?:{LIST_WORDS}|$))"
)
# the same as the issuer of a file or the unit that filled it in: 中共新河镇委员会文件
STRANGE_UNIT = re.compile(
    rf"^{COUNTY_BEFORE}(?P<name>[\u4e00-\u9fff]{{1,6}}?(?:街道|[镇乡]))(?P<rest>{ISSUER}.*|[（(].*)?$"
)
STRANGE_FILE = re.compile(
    rf"^{COUNTY_BEFORE}(?P<name>[\u4e00-\u9fff]{{2,5}}?(?:街道|[镇乡]))(?={LIST_WORDS}|{ISSUER}"
    rf"|[\W_\d]|$)"
)
BEFORE_A_FILE = re.compile(r"^(?:附件|附表|表|\d{2,4}年|[\W_\d])+")
# 城镇, 小城镇, 经济发达镇, 扩权强镇: words for townships and no name of one
NO_NAME = re.compile(
    r"(?:[城集村小各本全该]|建制|中心|重点|特色|试点|示范|发达|扩权强|文化名|下|涉及|有关|相关|其他|所有)[镇乡]$"
    r"|^(?:古|名|强|水|侨|老|新)[镇乡]$|^(?:我|你|其|含|不含|除|据|根据|按|经|报|送)"
)


def one_of(names):
    """A pattern of these names, the longest first; of nothing where there are none."""
    longest_first = sorted(names, key=len, reverse=True)
    if longest_first:
        return "(?:" + "|".join(map(re.escape, longest_first)) + ")"
    return r"(?!)"


def without_mentions(text, names):
    """A title or a name of a file without the townships it names in passing."""
    name = one_of(names)
    several = rf"{name}(?:[、，,和及与]{name})*"
    for passing in (
        rf"{BEFORE}{several}",
        rf"{SENT_TO[0]}{several}(?={SENT_TO[1]})",
        rf"{several}{AFTER}",
    ):
        text = re.sub(passing, "", text)
    return text


def without_addresses(text, names):
    """What a line says of a unit without where it has its seat."""
    return re.sub(rf"{one_of(names)}{STREET}", "", ADDRESS.sub("", text))
