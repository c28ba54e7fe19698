"""An item as the judge of same work sees it."""

from dataclasses import dataclass
from functools import cached_property

from items.meaning.of_items import whole_of
from items.meaning.texts import cleaned

from .work_words import NONE, matters_in, steps_in


@dataclass(frozen=True)
class Compared:
    """An item with its kind, its name and its whole text; `key` is whatever the caller knows it by.
    `unknown` are words that are taken for unknown, where weights are found.
    """

    key: object
    kind: str
    name: str
    text: str
    unknown: frozenset = NONE

    @classmethod
    def of_content(cls, key, content, unknown=NONE):
        return cls(key, content.get("kind", ""), content["name"], whole_of(content), unknown)

    @cached_property
    def whole(self):
        """The part of its text that is weighed."""
        return cleaned(self.text)

    @property
    def matters_of_name(self):
        return matters_in(self.name, self.unknown)

    @property
    def matters(self):
        return matters_in(self.whole, self.unknown)

    @property
    def steps_of_name(self):
        return steps_in(self.name, self.kind)

    @property
    def steps(self):
        return steps_in(self.whole, self.kind)
