"""The daily seal over the history, made with the other daily jobs."""

from dutylist.history.seals import seal

from .jobs import Stage, daily


@daily("history_seal", Stage.CLOSING)
def seal_history(now):
    newest = seal()
    if newest:
        return f"变更记录已封存至第{newest.number}号。"
    return "还没有变更记录。"
