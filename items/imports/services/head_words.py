"""The editable table of head words (表头用语): set, removed, remembered from what
a clerk assigned by hand.
"""

from dutylist.history.recording import recording
from dutylist.organizations.services.texts import needed
from dutylist.workflow.refusals import Invalid, NotAllowed
from items.imports.recognition.headwords import FIELD_WORDS, NOT_READ, head_key
from items.models import HeadWord
from items.register.services.acts import may_keep

LENGTH = HeadWord._meta.get_field("written").max_length


def words_for(county):
    """{word as compared: field}: the shared words, and over them the county's own; "" is a column
    not read in.
    """
    rows = HeadWord.objects.for_county(county).values_list("county_id", "word", "field")
    ordered = sorted(rows, key=lambda row: row[0] is not None)
    return {word: field for _county, word, field in ordered}


def set_head_word(county, written, field, *, by, reason):
    """What a county (None: every county) means by a head; an earlier meaning is replaced. ->
    HeadWord
    """
    with _keeping(county, by, reason):
        return _set(county, written, field)


def remember_assignment(county, assignment, *, by, reason):
    """Remembers for the county what a clerk assigned by hand, {head as written: field}: -> the
    rows.
    """
    rows = []
    with _keeping(county, by, reason):
        for written, field in assignment.items():
            if head_key(written):
                rows.append(_set(county, written, field))
    return rows


def remove_head_word(head_word, *, by, reason):
    """Takes a word out of the table; what the program comes with applies again."""
    with _keeping(head_word.county, by, reason):
        HeadWord.objects.select_for_update(of=("self",)).get(pk=head_word.pk).delete()


def _set(county, written, field):
    written, word = " ".join(written.split()), head_key(written)
    if not word:
        raise Invalid({"written": "请填写表头上的文字。"})
    if len(written) > LENGTH:
        raise Invalid({"written": f"请填写表头上的文字，最多{LENGTH}字。"})
    if field in NOT_READ:
        field = ""
    elif field not in FIELD_WORDS:
        raise Invalid({"field": f"没有“{field}”这一项，可选：{'、'.join(FIELD_WORDS.values())}。"})
    row = HeadWord.objects.select_for_update(of=("self",)).filter(county=county, word=word).first()
    row = row or HeadWord(county=county, word=word)
    row.written = written
    row.field = field
    row.save()
    return row


def _keeping(county, by, reason):
    where, code = "通用的", ""
    if county:
        where, code = f"{county.name}的", county.code
    if not may_keep(by, county):
        raise NotAllowed(f"您不能修改{where}表头用语。")
    return recording(by=by, reason=needed(reason), county=code)
