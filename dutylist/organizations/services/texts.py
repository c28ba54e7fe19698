"""Texts that a verb can not do without."""

from dutylist.history.refusals import Invalid

SENTENCES = {"reason": "请填写理由。", "name": "请填写名称。"}


def needed(text, path="reason"):
    """The text without blanks around it; none at all is refused with a sentence."""
    if not (text := (text or "").strip()):
        raise Invalid({path: SENTENCES[path]})
    return text
