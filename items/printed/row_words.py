"""What a row that is no item says of itself: a category, a kind, a title, a note, a signature, a
total, a page.
"""

import re
from functools import lru_cache

from dutylist.history.texts import WRITTEN, has_odd_signs, usual

CHINESE = "一二三四五六七八九十百"
NUMERAL = (
    rf"(?:第?[{CHINESE}]+\s*[、､.．:：]|[（(][{CHINESE}]+[）)]\s*[、､.．:：]?"
    rf"|第[{CHINESE}]+[类部分章节]+\s*[、､:：]?|[{CHINESE}]+[ \u3000\xa0]+|[甲乙丙丁]\s*[、､.．])\s*"
)
COUNT = (
    r"\s*(?:[（(【\[]\s*[共计合]{0,2}\s*(?P<count>\d+)\s*[项条个件]?\s*[）)】\]]"
    r"|(?:[:：\s]|(?<=[）)的]))\s*[共计合]{0,2}\s*(?P<bare>\d+)\s*[项条个件])"
)
DIGIT_NUMERAL = r"(?:\d{1,2}\s*[、.．]|[（(]\d{1,2}[）)])\s*"
COUNTED_SECTION = re.compile(
    rf"^(?:{NUMERAL}|{DIGIT_NUMERAL})?(?P<name>[^。；;：:]{{1,40}}?){COUNT}$",
)
# 生态环保（27—35）
RANGED_SECTION = re.compile(
    rf"^(?:{NUMERAL}|{DIGIT_NUMERAL})?(?P<name>[^。；;：:]{{1,40}}?)"
    r"\s*[（(]\s*第?(?P<first>\d{1,3})\s*[-—–－~～至到]+\s*第?(?P<last>\d{1,3})\s*[项条号]?\s*[）)]$"
)
NUMBERED_SECTION = re.compile(rf"^(?P<numeral>{NUMERAL})(?P<name>[^。；;：:，,]{{1,30}})$")
BOXED = re.compile(
    r"^(?:[◆■●▲★◇□○※]\s*)?[【\[〔](?P<name>[^】\]〕。；：:]{2,30})[】\]〕](?P<rest>\s*[（(].{1,8}[）)])?$"
)
# 类别：党的建设（6项）
LABELLED_SECTION = re.compile(
    r"^(?:事项|所属)?(?:类别|领域|分类|板块|条线)[：:]\s*(?P<name>[^：:。；;，,]{2,24})$"
)
LEADERS = re.compile(
    r"\s*(?:[.．·•…⋯_—–-]\s*){2,}(?=[（(]?[共计合]{0,2}\s*\d+\s*[项条个件])"
)  # 党的建设……18项
COUNT_CELL = re.compile(r"^[（(]?\s*共?\s*(\d+)\s*[项条个件]\s*[）)]?$")
NOTE = re.compile(
    r"^[*※★▲]?\s*[（(【\[]?(?:注|备\s*[注查]|说\s*明|图\s*例|填[表报]说明|注释|附注|(?:特别|有关|几点|补充|相关|对照|栏目)说明)"
    r"\s*\d*\s*[）)】\]]?\s*[：:．.、]"
    r"|^[*※]?\s*[（(【\[]?(?:注|备注|说明|附注)\d*[）)】\]]?$|^[*＊※]{1,3}\s*(?=\S{6})"
    r"|^(?:#+|--+|//|[>＞](?=\s))\s*(?=[A-Za-z\u4e00-\u9fff]\S)"
    r"|^[△▲★☆#①-⑳]{1,3}\s*[:：]?\s*(?=(?:[仅只]限?|限)(?:适用|[于在]))"
)
BLANK = r"[ \u3000\xa0]"
A_DAY = (
    r"(?:\d{4}年\d{1,2}月(?:\d{1,2}日)?"
    rf"|[〇○零{CHINESE}]{{4}}年[{CHINESE}]+月(?:[{CHINESE}]+日)?)"
)
AN_OFFICE = r"[\u4e00-\u9fff]{1,20}(?:委员会|政府|办|办公室|局|党工?委|街道|[镇乡]|中心|大厅)"
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
SIGNATURE = re.compile(
    r"^[（(]?(?:(?:本|填报)?(?:部门|单位|科室))?(?:填表人?|填报人?|制[表图卡单册]人?|经手人?|[整梳]理人?|汇编人?"
    r"|摘录人?|抄[写录]人?|审核人?|审批人?|复核人?"
    r"|校对人?|核稿人?|拟稿人?|签发人?|打字员?|编制人?|承办人|负责人|分管领导|主要领导|主要负责人|联系人|联系电话|电话|经办人|[发收]件人|"
    r"部门联系人|单位|填报单位|填表单位|编制单位|制表单位|报送单位|印发单位|单位负责人|填报日期|填表日期|填报时间|制表时间|编制时间|日期|时间|"
    r"签字|签名|签章|盖章)"
    r"(?:签字|签名|[（(](?:盖章|签字|签章|公章|签名)[）)])?\s*[：:]"
    r"|^[\u4e00-\u9fff]{3}(?:编?制|整理|录入|填)$"
    r"|^.{0,10}[（(](?:签字|签名|签章)[）)]\s*[：:]?\s*$|^[\u4e00-\u9fff]{1,8}(?:签字|签名|签章)\s*[：:]"
    r"\s*(?:\d{0,4}\s*年[\s\d]*月[\s\d]*日)?$"
    rf"|^(?:中共)?{AN_OFFICE}\s*(?:[（(](?:盖?章|公章|签章)[）)]\s*(?:{A_DAY})?|{A_DAY})$"
    rf"|^(?:——?{BLANK}*)?(?:{AN_OFFICE}|[\u4e00-\u9fff]{{1,30}}(?:[股科室站所]|中心|大队)){BLANK}+"
    rf"(?:[\u4e00-\u9fff]{{2,4}}{BLANK}+)?(?:校对?|印制?|编?制表?|编印?|整理"
    rf"|(?:\d{{4}}[-年./])?\d{{1,2}}[-月./]\d{{1,2}}日?)(?:{BLANK}*{A_DAY})?"
    rf"(?:{BLANK}+[\u4e00-\u9fff]{{2,6}}[：:]\s*\S{{2,8}})?$"
    rf"|^(?:汇总|汇集|核对|录入|导出|打[印表字]|编辑|(?:网页|平台|系统)维护)[人员]?"
    rf"(?:\s*[：:]|{BLANK}+(?={AN_OFFICE}{BLANK}))[^，,。；;、]{{2,14}}(?:$|{BLANK})"
    rf"|^(?:填[表报]|制[表作]|经办|整理|摘录|抄录|校对)人?{BLANK}+(?:{AN_OFFICE}{BLANK}+)?[\u4e00-\u9fff]{{2,4}}$"
    # 经办：老邵   页码以序号为准
    rf"|^(?:经办|填[表报]|制表|校对|审核)人?\s*[：:]\s*[\u4e00-\u9fff]{{2,4}}{BLANK}+\S"
    # 县水利局农水股　经办：李明, 县政务服务大厅　综合窗口　李明
    rf"|^{AN_OFFICE}(?:[\u4e00-\u9fff]{{1,10}}[股科室])?{BLANK}+(?:承办|联系)人?[：:]"
    rf"|^[\u4e00-\u9fff]{{2,24}}{BLANK}+(?:经办|填[表报]|制表|整理|校对|打[字印])人?[：:]"
    # 县民政局社会救助股　电话0999-5226678
    rf"|^[\u4e00-\u9fff]{{2,24}}{BLANK}+(?:[\u4e00-\u9fff]{{2,4}}{BLANK}+)?"
    r"(?:联系|咨询)?电话\s*[：:]?\s*\d[\d—-]{3,}$"
    rf"|^{AN_OFFICE}{BLANK}+[\u4e00-\u9fff]{{1,8}}(?:[股科室]|窗口){BLANK}+[\u4e00-\u9fff]{{2,3}}$"
    rf"|^{A_DAY}$|^[（(]?(?:单位)?(?:盖章|公章|签章)[）)]?$|^年\s*月\s*日$"
)
ISSUER = re.compile(  # who signs below: 中共城关镇委员会  城关镇人民政府, or 党政办 田小禾
    r"^(?:(?:中共)?[\u4e00-\u9fff]{2,16}(?:委员会|人民政府|办事处|党政办公室|综合办公室|工作委员会)\s*){1,2}$"
    rf"|^{AN_OFFICE}{BLANK}+[{SURNAMES}][\u4e00-\u9fff]{{1,2}}$"
)
LAST_WORDS = re.compile(
    r"^(?:[打抄录]完|本(?:清单|明细|表|目录|通知|方案|文件)|(?:以[上下]|上述)"
    r"(?:事项|清单|内容|就是|是|基本|配合|收回|[均都]?适用于?[全各])"
    r"|(?:主办|承办)(?:单位)?[：:][^：:]{2,30}(?:技术支持|网站标识码)|网站标识码"
    r"|就这些|另外?[：:，,]|特此|此[件复]|(?:常用|值班|联系|咨询|监督|举报)电话|如?有(?:问题|疑问|不妥)"
    r"|祝[\u4e00-\u9fff]{2,12}[！!。]?$|顺[祝颂]|此致$|敬礼|谢谢"
    r"|请(?:各位?|大家|贵|你们?|您)[^。；]{0,30}(?:意见|反馈|回复|发[我给至到回]|报[我至送]))"
)
# of a line that may say where the items apply, but for 适用于全县各乡镇
SOME_PLACES = re.compile(
    r"[仅只除不]|其[他余]|(?:适用|涉及|承担)(?!于?(?:[全各]|[县区市旗][各内]))"
)
COLOPHON = re.compile(r"^(?:抄\s*[送报]|主\s*送|分\s*送)\s*[：:]|^印发$|[日期]印发$|^共印\d+份")
# a note of a sitting behind what a department does: ……；11.5同意列入
DECIDED_BEHIND = re.compile(
    r"(?:(?<=。)|(?<=[^；;。，,\s（(])[；;，,\s（(]+)"
    r"(?:(?:\d{4}[-./年])?\d{1,2}[.．/月]\d{1,2}[日号]?[\u4e00-\u9fff]{0,6}?(?:会|研究|领导)?"
    r"|经[\u4e00-\u9fff]{0,6}?(?:会议?|研究))[上议经]*"
    r"(?:已|均)?(?:同意|决定|议定|审定|确定|通过)(?:列入|纳入|保留|收回|上收|配合|不变)*[）)。]?$"
)
DECISION = re.compile("同意|决定|议定|审定|确定|通过")
LONGEST_DECISION = 12  # signs at a text's end in which it is told
TOTAL = re.compile(
    r"^(?:[本此该][页表栏类])?(?:合\s*计|总\s*计|小\s*计|共\s*计|总数|[本左右上下]表共|以上共)"
    r"(?:\s*[：:]?\s*\d*\s*[项条个件]?|[（(][项条个件][）)])?[。]?$"
    r"|^(?:(?:[本左右上下]表|以上)共?|合计|总计|共计|共)[：:]?\s*\d+\s*[项条个件](?:\s*[：:，,；;。（(]|\s+).{1,60}$"
    r"|^[合总共]计\s*[：:]?(?:\s*[\u4e00-\u9fff]{1,6}\s*\d+\s*[项条个件][，,、；;。]?)+$"
    # 共29行, （以上8项）, 共 29 条记录
    r"|^[（(【]?(?:(?:以上|[本此左右上下][表页栏类])[共计合]{0,2}|共计?|[合总]计)[：:]?\s*\d+\s*"
    rf"(?:[项条个件行笔]|条?记录|条数据)[）)】]?[。.]?(?:{BLANK}+[\u4e00-\u9fff]{{2,6}}[：:].{{0,30}})?$"
)
PAGE = re.compile(
    r"^(?:[〔\[]原件?第\s*\d+\s*页[〕\]]"
    r"|[—–－-]?\s*第\s*\d+\s*页(?:\s*[，,/／]?\s*(?:[（(]?共\s*\d+\s*页[）)—–－-]?)?|\s+[本共].{1,30}"
    rf"|[（(]?[完终][）)]?(?:{BLANK}+[\u4e00-\u9fff]{{2,6}}[：:].{{0,20}})?)"
    r"|[-—–－]\s*\d+\s*[-—–－]|\d+\s*/\s*\d+|共\s*\d+\s*页"
    r"|[（(]?[过转接续见]\s*[次下后]页[）)]?|[承接续]\s*[前上]页)$"
)
PATH_OF_PAGE = re.compile(r"^(?:当前位置|您的位置|首页)\s*[：:]?.*[>＞›»]")
# （以下空白）, （此页无正文）, ——全文完——, ——以下为补报——
BLANK_BELOW = re.compile(
    r"^[（(—–-]*\s*(?:(?:[此本]页)?以下(?:为?空白|无正文|空白行?|为空)|[此本]页(?:无正文|空白)"
    r"|(?:全文|正文|全表|清单)?(?:完|结束|终)"
    r"|(?:以下|下[面列])[^。；;：:]{0,12}(?:补[报充录]|新增|增补|追加)[^。；;：:]{0,6}"
    r"|[此本该](?:部门|单位|局|类|表)(?:没有|无)(?:[此该这]类)?(?:事项)?)\s*[）)—–-]*$"
)
OF_A_LETTER = (NOTE, SIGNATURE, ISSUER, BLANK_BELOW, LAST_WORDS)
CONTINUED = re.compile(
    r"续表|续上表|续前表|续上页|接上表|接上页|[（(](?:续|接上页)[一二三四五六七八九十\d]*[）)]|^续\d*$"
)
CARRIED_OVER = re.compile(r"[（(](?:续|[续接承][上前][页表栏])[一二三四五六七八九十\d]*[）)]\s*$")
LONGEST_DITTO = 12  # signs of these, and of （续上页）, with blanks between
DITTO = frozenset(
    {
        "同上",
        "〃",
        "″",
        '"',
        "“",
        "”",
        "''",
        "..",
        "...",
        "…",
        "……",
        "同前",
        "见上页",
        "见前页",
        "同上页",
        "见上表",
        "见上",
        '--"--',
        "ditto",
    }
)
TITLE_WORDS = re.compile(
    r"清单|事项表|目录|一览表|明细表|汇总表|梳理表|认领表|分工表|登记表|对照表|[（(]续"
    r"|^(?:附\s*)?表\s*[\d一二三四五六七八九十]{1,3}[\s、.．:：]+\S.*(?:承担|适用|涉及)"  # 表2 仅河口乡承担的
)
TITLE_SENTENCE = re.compile(
    r"^(?:本清单|本表|本目录|以上|上述|该清单|请)|施行|特此|印发给|[。；;]|[,，].*[,，]"
)
LONGEST_TITLE = 60
TABLE_MARK = re.compile(r"^(?:附表|附件|表)[\d一二三四五六七八九十]")
KIND_NAME = re.compile(
    r"^(?:(?:附表|附件|表)[\d一二三四五六七八九十]{0,3}[：:、.]?)?"
    r"(?:[^，。；：]{0,20}?(?:乡镇?|街道|镇街?|[县区市旗](?:级|直)?))?(?:[（(]街道[）)])?"
    r"(?P<kind>基本|配合"
    r"|(?:(?:由?[县区市旗][级里]?|由?[我本](?:[局委办]|单位)?|上级)?(?:职能|主管|有关)?(?:部门)?)?"
    r"(?:收回|上收)|(?:不再承担|不再履行))的?"
    r"(?:履行|履职)?(?:职责)?(?:的?事项)?(?:清单|目录|名录|部分|类|表)?$"
)
COLUMN_MARKS = (
    re.compile(r"^[（(]?\d{1,2}[）)]?$"),
    re.compile(r"^[（(]?[甲乙丙丁戊己庚辛壬癸][）)]?$"),
    re.compile(r"^[（(]?[A-Z][）)]?$"),
    re.compile(r"^[A-Za-z][A-Za-z .,'/()-]*$"),  # the heads again in another language
)
NOTHING = frozenset({"NULL", "Null", "null", "(null)", "(NULL)", "<null>", "<NULL>", "\\N"})
SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000\xa0]+(?=[\u4e00-\u9fff])")


def clean(text):
    """A cell's text as it came, without signs nobody sees and blanks at the ends of its lines; ""
    for the NULL that a database writes into an empty cell.
    """
    if text in NOTHING:
        return ""
    if text.isalnum() and text.isascii():
        return text
    if "\0" in text or WRITTEN in text or has_odd_signs(text):
        text = usual(text.replace("\0", ""))
    text = text.strip()
    if "\n" not in text:
        return text
    return "\n".join(line.strip(" \t\u3000\xa0") for line in text.split("\n")).strip()


def decided_behind(text):
    """The match of a sitting's note behind a text; None for none."""
    if DECISION.search(text[-LONGEST_DECISION:]):
        return DECIDED_BEHIND.search(text)
    return None


@lru_cache(maxsize=4096)
def section_of(text):
    """(name, count or None) when a text is a category's row (一、党的建设（18项）), else None."""
    text = LEADERS.sub(" ", one_line(text))
    if labelled := LABELLED_SECTION.match(text):
        return section_of(labelled["name"]) or (labelled["name"], None)
    if match := BOXED.match(text):
        text = match["name"] + (match["rest"] or "")
        return section_of(text) or (text, None)
    if match := COUNTED_SECTION.match(text):
        return match["name"].strip(), int(match["count"] or match["bare"])
    if match := RANGED_SECTION.match(text):
        return match["name"].strip(), int(match["last"]) - int(match["first"]) + 1
    if match := NUMBERED_SECTION.match(text.rstrip("：:")):
        return match["name"].strip(), None
    return None


def is_signed(texts):
    """Whether a row is a label or an office, in place of a number, before who signs: 录入 | 党政办
    田小禾.
    """
    label, *others = dict.fromkeys(texts)
    said = " ".join(others)
    by_label = SIGNATURE.match(f"{label.rstrip('：:')}：{said}")
    return bool(by_label or ISSUER.match(f"{label} {said}"))


def is_last_word(text):
    """Whether a text is of a list as a whole, and does not limit it: 本表由县委编办解释。"""
    return bool(LAST_WORDS.match(text)) and not SOME_PLACES.search(text)


def is_title(text):
    """Whether a text is a title of a list and no sentence about one."""
    if len(text) > LONGEST_TITLE or TITLE_SENTENCE.search(text):
        return False
    return bool(TITLE_WORDS.search(text))


def one_line(text):
    """A text broken over lines or set with blanks between its signs (党　建) as one word."""
    text = text.replace("\n", "").strip()
    if is_spaced(text):
        return SPACED.sub("", text)
    return text


def is_spaced(text):
    """Whether blanks stand between all signs of a short text, as in a narrow column or a wide
    title.
    """
    parts = text.split()
    return (
        len(parts) > 1
        and sum(len(part) <= 1 for part in parts) * 2 >= len(parts)
        and len(text) <= 40
    )


def is_column_marks(texts):
    """Whether a row only numbers the columns: 1 2 3 4, 甲 乙 丙, A B C."""
    values = list(texts)
    return (
        len(values) >= 3
        and len(set(values)) == len(values)
        and any(all(mark.match(value) for value in values) for mark in COLUMN_MARKS)
    )
