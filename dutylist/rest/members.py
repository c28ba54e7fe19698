"""The members of a JSON object: those that nobody knows are refused, each by its name."""

from dutylist.history.refusals import Invalid

NO_FIELD = "没有这个字段。"


def require_members(told, known):
    """Refuses what is no object, or has members beside the known ones."""
    if not isinstance(told, dict):
        raise Invalid({"": "内容应为一个 JSON 对象。"})
    if strangers := [name for name in told if name not in known]:
        raise Invalid(dict.fromkeys(strangers, NO_FIELD))
