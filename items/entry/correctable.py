"""Which texts of an entry a correction (更正) may put right, read off the table of its fields.

An error of copying is in what people write out: the texts of the item itself, and those of one of
its departments. It is not in

- what is chosen, counted or dated (事项类型, 公开属性, 适用范围, 角色, the days, the position), nor
  in the code, which nobody types: a wrong one is another decision, and goes by a proposed change;
- the name of a row of the registers (类别, 部门): another name is another row;
- the office's own secrecy review, which no sitting passes and which is recorded anew;
- rows that no department names (设定依据, 支持保障, 操作程序, 个性化表述), and 行政权力: a
  correction knows its text by a field and a department, and could not say which row is meant.
"""

from dataclasses import dataclass

from items.models import Correction

from .fields import FIELD, FIELDS

OF_DEPARTMENTS = FIELD["responsibilities"]


@dataclass(frozen=True)
class CorrectableText:
    name: str
    label: str
    kinds: tuple  # the kinds of items that have such a text
    is_of_department: bool


def correctable_among(fields, kinds=None):
    """[`CorrectableText`] of these fields of the item or, with the `kinds` of the part, of these
    members of its departments.
    """
    texts = []
    for field in fields:
        if field.type.is_copied:
            of_kinds = kinds or field.kinds
            texts.append(CorrectableText(field.name, field.label, of_kinds, kinds is not None))
    return texts


def by_name(texts):
    """{name: text}; a correction tells texts of the item and of departments apart by the name."""
    named = {}
    for text in texts:
        if text.name in named:
            raise ValueError(f"Two texts that can be put right are called {text.name!r}.")
        named[text.name] = text
    return named


CORRECTABLE = by_name(
    [
        *correctable_among(FIELDS),
        *correctable_among(OF_DEPARTMENTS.type.members, OF_DEPARTMENTS.kinds),
    ]
)
# The model lies below the table: it is told here how its texts are called.
Correction.text_labels = {name: text.label for name, text in CORRECTABLE.items()}


def is_of_department(correction):
    """Whether the corrected text is one of a department of the item, not of the item itself."""
    return CORRECTABLE[correction.field].is_of_department
