"""An item's editor when somebody else saved meanwhile: the content as it was opened, as it stands
now and as it was typed, field by field; what is saved next.
"""

from django.core import signing

from dutylist.staff.conflicts import SENTENCE, Difference
from items.entry.fields import EMPTY
from items.entry.wording import SCOPE, Wording
from items.register.editor import ItemEditor, bound, fields_of

SALT = "opened"
UNKNOWN = "（不详）"


def opened_mark(content):
    """A content for the hidden box of its editor: what the form was filled from."""
    return signing.dumps(content, salt=SALT, compress=True)


def opened_of(data):
    """The content a form was filled from; None where it does not say."""
    try:
        opened = signing.loads(data.get("opened", ""), salt=SALT)
    except signing.BadSignature:
        return None
    return {**EMPTY, **opened}


class EditorConflict:
    """`rows` are the fields that somebody else changed; `editor` holds what can be saved next: the
    newest text where nothing was typed here, what was typed where something was.
    """

    def __init__(self, opened, theirs, mine, lookup, words):
        wording = Wording(lookup.county, words)
        merged = dict(mine)
        self.rows = []
        for names in fields_together():
            if same(theirs, mine, names) or (opened and same(opened, theirs, names)):
                continue
            is_clash = opened is None or not same(opened, mine, names)
            if not is_clash:
                merged |= {name: theirs[name] for name in names}
            before = wording.text(opened, names[0]) if opened else UNKNOWN
            texts = [before, wording.text(theirs, names[0]), wording.text(mine, names[0])]
            shown = [text or "（空）" for text in texts]
            self.rows.append(Difference(wording.label(names[0]), *shown, is_clash))
        self.editor = ItemEditor(theirs, lookup, bound(fields_of(merged)))
        if self.rows:
            self.editor.top.append(("", "", SENTENCE))


def fields_together():
    """The fields of a content one by one; the scope with what belongs to it is one."""
    yield ("scope", *(name for name in SCOPE if name != "scope"))
    for name in EMPTY:
        if name not in SCOPE:
            yield (name,)


def same(one, other, names):
    return all(one[name] == other[name] for name in names)
