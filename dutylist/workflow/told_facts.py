"""The facts of a move as a command line tells them: `name=value`, or a file with one JSON
object.
"""

import json
from pathlib import Path

from .facts import FactType
from .refusals import Invalid

WRITTEN_AS_THEY_ARE = (FactType.TEXT, FactType.DAY)


def facts_told(subject, pairs, path=None):
    """The facts of the file, and over them those of the pairs."""
    types = types_of_facts(subject.flow)
    told = {}
    if path:
        told = facts_of_file(path)
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise Invalid({"fact": f"“{pair}”应写成 名称=内容。"})
        told[name] = value if types.get(name) in WRITTEN_AS_THEY_ARE else value_of(value)
    return told


def types_of_facts(flow):
    """{name of a fact: its type} of every move of a flow."""
    types = {}
    for move in flow.moves.values():
        for fact in move.facts_from(""):
            types |= dict.fromkeys(fact.names, fact.type)
    return types


def facts_of_file(path):
    return object_of_file(path, "facts")


def object_of_file(path, called):
    """The JSON object of a file; refused under the name of what it is read for."""
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise Invalid({called: f"不能读取{path}：{error}"}) from None
    if not isinstance(told, dict):
        raise Invalid({called: "应为一个 JSON 对象。"})
    return told


def value_of(text):
    """A number, a yes or no, rows: as JSON writes them. What is none stays a text, which the fact
    then refuses.
    """
    try:
        return json.loads(text)
    except ValueError:
        return text
