"""Gives Chinese characters that were written under another code their usual one: radicals, old
private signs of GBK.

A PDF copied as text holds radicals (⻓, ⽔) in place of characters (长, 水), as its fonts
name them. The radicals of Kangxi and the compatibility ideographs are told by NFKC; those of
the supplement and the strokes stand in Unicode's EquivalentUnifiedIdeograph.txt, which no
library of Python carries.
"""

import re
import unicodedata

RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧"
    "⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍"
    "⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
    "㇆㇏㇐㇑㇒㇓㇔㇕㇖㇗㇘㇙㇚㇛㇜㇝㇞㇟㇠㇡"
)
CHARACTERS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛"
    "犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶"
    "辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
    "𠃌乀一丨丿丿丶𠃍乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎"
)
TO_CHARACTERS = str.maketrans(RADICALS, CHARACTERS)
RADICAL = "\u2e80-\u2fdf\u31c0-\u31e3\uf900-\ufaff\U0002f800-\U0002fa1f"
PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
ANY_RADICAL = re.compile(f"[{RADICAL}]")
ANY_PRIVATE = re.compile(f"[{PRIVATE}]")


def gbk_places():
    """{private sign: character} of GBK's last rows, which had no place in Unicode when the programs
    were written.

    Most are told by Python's own codec; of the rest GB 18030-2005 and -2022 say where they are now.
    """
    codes = {}
    for at, trail in enumerate([*range(0x50, 0x7F), *range(0x80, 0xA1)]):
        codes[chr(0xE815 + at)] = bytes([0xFE, trail]).decode("gb18030")
    later = dict(zip(range(0xE78D, 0xE797), "︐︒︑︓︔︕︖︗︘︙", strict=True))
    later |= {0xE76C: "€", 0xE7C7: "ḿ", 0xE7C8: "ǹ", 0xE816: "𠂇", 0xE817: "𠂉", 0xE818: "𠃌"}
    later |= {0xE81E: "龴", 0xE826: "龵", 0xE82B: "龶", 0xE82C: "龷", 0xE832: "龸", 0xE843: "龹"}
    later |= {0xE831: "𡗗", 0xE83B: "𢦏", 0xE854: "龺", 0xE855: "𤇾", 0xE864: "龻"}
    later |= dict(zip(range(0xE7E7, 0xE7F4), "〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻", strict=True))
    return codes | {chr(code): character for code, character in later.items()}


GBK_PRIVATE = gbk_places()


def without_radicals(text):
    """The text with each radical and compatibility form as the character it stands for."""
    return ANY_RADICAL.sub(
        lambda sign: unicodedata.normalize("NFKC", sign[0].translate(TO_CHARACTERS)), text
    )


def without_gbk_private(text):
    """The text with GBK's private signs where Unicode has them now; what some office made itself
    stays.
    """
    return ANY_PRIVATE.sub(lambda sign: GBK_PRIVATE.get(sign[0], sign[0]), text)
