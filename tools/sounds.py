"""Makes `fixtures/sounds.json`: the syllable of every common character, from pypinyin's table.

    python -m tools.sounds        (needs `pip install pypinyin`; nothing asks for it at run time)

A character keeps its first reading; those below are read in other ways too in words of this field.
"""

import json
import os
from pathlib import Path

os.environ["PYPINYIN_NO_PHRASES"] = "true"

from pypinyin import lazy_pinyin

COMMON = range(0x4E00, 0x9FA6)
READ_ALSO = {
    "调": ("diao", "tiao"),
    "行": ("xing", "hang"),
    "重": ("zhong", "chong"),
    "长": ("chang", "zhang"),
    "还": ("huan", "hai"),
    "会": ("hui", "kuai"),
    "乐": ("le", "yue"),
    "都": ("du", "dou"),
    "地": ("di", "de"),
    "参": ("can", "shen"),
    "降": ("jiang", "xiang"),
    "传": ("chuan", "zhuan"),
    "率": ("lv", "shuai"),
    "校": ("xiao", "jiao"),
    "朝": ("chao", "zhao"),
    "差": ("cha", "chai"),
    "弹": ("dan", "tan"),
    "角": ("jiao", "jue"),
    "模": ("mo", "mu"),
    "薄": ("bao", "bo"),
    "车": ("che",),
    "石": ("shi",),
    "识": ("shi",),
    "宿": ("su",),
    "血": ("xue",),
    "系": ("xi", "ji"),
    "曾": ("zeng", "ceng"),
    "单": ("dan", "shan"),
    "尿": ("niao",),
    "露": ("lu", "lou"),
    "切": ("qie",),
    "着": ("zhe", "zhao"),
    "量": ("liang",),
    "种": ("zhong",),
    "女": ("nv",),
    "绿": ("lv",),
    "旅": ("lv",),
    "律": ("lv",),
    "吕": ("lv",),
}
FILE = Path(__file__).parent.parent / "fixtures" / "sounds.json"


def main():
    characters = {}
    for point in COMMON:
        character = chr(point)
        usual = lazy_pinyin(character)[0].replace("ü", "v")
        for syllable in READ_ALSO.get(character, (usual,)):
            if syllable.isascii() and syllable.isalpha():
                characters.setdefault(syllable, []).append(character)
    lines = []
    for syllable in sorted(characters):
        lines.append(
            f'"{syllable}": {json.dumps("".join(characters[syllable]), ensure_ascii=False)}'
        )
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
