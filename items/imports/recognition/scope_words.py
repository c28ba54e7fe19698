"""Words and signs for townships that a file explains itself: “沿河片”指河口乡、湾头镇, 1城关镇,
or a sheet of them with the townships beside each; a head that says where items do not apply.
"""

import re

from .columns import Column
from .scope_columns import NOT_THERE
from .scope_texts import LONGEST, SEPARATOR, only_names

LONGEST_WORD = 8
EXPLAINED = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{2,8})(?:[”\"’」》）)]?\s*(?:是指|系指|指的?是?|包括|包含|即|[＝=：:])"
    r"|[”\"’」》]的?\s*[，,]?(?=不含|不包括|不包含|除))"
    r"\s*(?P<names>[^。；;\n“”]{2,})"
)
# 1城关镇 2河口乡, A.城关镇
NUMBERED = re.compile(
    r"(?<![A-Za-z\d])(?P<word>\d{1,2}|[A-Za-z])\s*[、.．:：=＝—－-]?\s*(?P<names>[\u4e00-\u9fff]{2,8})"
)
FEWEST_NUMBERED = 2
ALL_BUT = re.compile(r"[-－—]号?的?\s*[为是即指表示]*\s*除")  # 前带-的为除该代号外都有


def settle_scope_words(recognition, sheets, places):
    """Writes the townships for a word that a file explains; 不适用的乡镇 as an exception."""
    if not places:
        return
    waiting = []
    for table in recognition.tables:
        is_exception = NOT_THERE.search(table.heads.get(table.columns.get(Column.SCOPE), ""))
        for raw in table.rows:
            text = raw.texts.get(Column.SCOPE, "")
            if is_exception and only_names(text):
                raw.texts[Column.SCOPE] = text = f"除{text}外"
            if text and not places.is_known(text):
                waiting.append(raw)
    explained = explained_words(sheets, places) if waiting else {}
    for raw in waiting:
        raw.texts[Column.SCOPE] = in_townships(raw.texts[Column.SCOPE], explained)


def in_townships(text, explained):
    """A scope with the townships for the words in it that are explained, or for all its signs."""
    signs = [sign for sign in SEPARATOR.split(text) if sign]
    is_mixed = len(signs) > 1 and any(sign.startswith("-") for sign in signs)  # -7,8
    if all(sign in explained for sign in signs) and not is_mixed:
        return "、".join(explained[sign] for sign in signs)
    for word, names in explained.items():
        is_word = len(word) > 1 and not word.isdigit()
        if text.strip() == word or (is_word and word in text and only_names(names)):
            text = text.replace(word, names)
    return text


def explained_words(sheets, places):
    """{word: its townships}, the longest first; none that is explained in two ways."""
    meanings = {}
    for word, names in explanations(sheets):
        if not places.is_known(word) and places.names_some(names):
            meanings.setdefault(word, []).append(names)
    explained = {}
    for word in sorted(meanings, key=len, reverse=True):
        scopes = [places.scope_in(names)[0] for names in meanings[word]]
        if all(scope == scopes[0] for scope in scopes):
            explained[word] = meanings[word][0]
    return explained


def explanations(sheets):
    """(word, what may be its townships) of sentences, and of cells beside each other."""
    for sheet in sheets:
        texts = {(cell.row, cell.column): cell.value.strip() for cell in sheet.cells}
        for (row, column), text in texts.items():
            if len(text) <= LONGEST_WORD:
                yield text, texts.get((row, column + 1), "")
            elif len(text) <= LONGEST:
                yield from explained_in(text)


def explained_in(text):
    """(word, what may be its townships) of one sentence."""
    explained, numbered = EXPLAINED.findall(text), NUMBERED.findall(text)
    if len(numbered) >= FEWEST_NUMBERED:
        explained += numbered
    for word, names in explained:
        yield word, names.strip()
        if ALL_BUT.search(text):
            yield f"-{word}", f"除{names.strip()}外"
