"""The daily seal over the history, made with the other daily jobs."""

from .jobs import daily


@daily("history_seal")
def seal_history(now):
    from dutylist.history.seals import seal

    made = seal()
    return f"封存变更记录：第{made.number}号。" if made else "没有新的变更记录。"
