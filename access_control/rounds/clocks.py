"""What the daily run does with rounds beside reminding: silence is handed to the clerk."""

from dutylist.notices.jobs import Stage, daily

from .services.ending import hand_silence_to_clerk


@daily("round_silence", Stage.MOVES)
def silences(now):
    count = hand_silence_to_clerk(now)
    return f"期满仍有单位未反馈、待编办结束的集中修订征求意见{count}轮。"
