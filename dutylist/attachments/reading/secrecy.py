"""The marks of secrecy (密级标志) that no attached file may carry: 秘密★, 机密★, 绝密★."""

import re
import unicodedata

# Two signs are set apart by a blank where a mark is printed (GB/T 9704). An asterisk stands for
# the star only where a time follows it: 商业秘密* is a footnote.
BLANK = r"[^\S\n]*"
MARK = re.compile(rf"[绝机秘]{BLANK}密{BLANK}(?:[★☆✱✳✭]|\*{BLANK}(?:\d|[一二三四五六七八九十长]))")
LONGEST_MARK = 40  # signs, blanks included: what is read in pieces overlaps by so many


def is_marked(text):
    """Whether a text carries a mark of secrecy, in any width."""
    if "密" not in text:
        return False
    return bool(MARK.search(unicodedata.normalize("NFKC", text)))
