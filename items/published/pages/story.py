"""An item's history in plain words, read off the documents alone: when it was listed, what changed,
when it left.
"""

from dataclasses import dataclass

from items.entry.entries import answering, as_in_township, in_scope
from items.entry.fields import FIELDS


@dataclass(frozen=True)
class Chapter:
    """One document in the item's life: what that document did to it, in sentences."""

    document: object
    title: str
    document_number: str
    sentences: tuple


NOT_TOLD = ("kind", "position", "directory_entry", "starts_on", "ends_on")
TOLD = tuple(field for field in FIELDS if not field.staff and field.name not in NOT_TOLD)
# Which the story tells in a sentence of its own.
IN_OWN_WORDS = ("name", "category", "responsibilities", "scope", "tags", "townships", "variants")
TEXTS = tuple(field for field in TOLD if field.name not in IN_OWN_WORDS)
OPS = {"add": "新增", "revise": "调整", "transfer": "转列", "cancel": "取消"}


def told_change(change, words):
    """A change line of a document with its word and its sentence: 调整, 配合职责有调整."""
    word = OPS[change["op"]]
    if change["kind"] == "reclaimed" and change["op"] in ("add", "transfer"):
        word = "收回"
    return {**change, "word": word, "sentence": _change_sentence(change, words)}


def _change_sentence(change, words):
    if change["op"] == "cancel":
        return "不再列入清单"
    if change["op"] in ("add", "transfer"):
        return f"列入{words['kind_' + change['kind']]}"
    changed = [field for field in TOLD if field.name in change["fields"]]
    heads = dict.fromkeys(field.word(words) for field in changed)
    if not heads:
        return "内容有调整"
    return f"{'、'.join(heads)}有调整"


def story_of(documents, code, township=None, today=None):
    """The chapters of an item, oldest first; documents that left it as it was say nothing."""
    chapters, before = [], None
    for document in documents:
        if today and document.revoked(today):
            continue
        published = document.read()
        now = _entry(published, code, township)
        if sentences := _sentences(before, now, published.words_for(township)):
            meta = published.meta
            title = document.label
            chapters.append(
                Chapter(document, title, meta.get("document_number", ""), tuple(sentences))
            )
        before = now
    return chapters


def _entry(published, code, township):
    entry = published.find(code)
    if entry is None or township is None:
        return entry
    if not in_scope(entry, township.code):
        return None
    return as_in_township(entry, township.code)


def _sentences(before, now, words):
    if before is None and now is None:
        return []
    if before is None:
        return [f"列入{words['kind_' + now['kind']]}第{now['number']}项。"]
    if now is None:
        return ["不再列入清单。"]
    return _changes(before, now, words)


def _changes(before, now, words):
    changes = []
    if before["kind"] != now["kind"]:
        changes.append(f"由{words['kind_' + before['kind']]}改列{words['kind_' + now['kind']]}。")
    if before["name"] != now["name"]:
        changes.append(f"事项名称由“{before['name']}”改为“{now['name']}”。")
    if answering(before) != answering(now):
        changes.append(f"负责部门由{_names(before)}改为{_names(now)}。")
    elif before.get("responsibilities") != now.get("responsibilities"):
        changes.append("部门职责有调整。")
    for field in TEXTS:
        if field.said_in(before) != field.said_in(now):
            changes.append(f"{field.word(words)}有调整。")
    if _reach(before) != _reach(now):
        changes.append("适用范围有调整。")
    return changes


def _names(entry):
    return "、".join(answering(entry)) or "（未列明）"


def _reach(entry):
    return (entry["scope"], sorted(entry.get("townships", [])))
