"""What the daily run does for requests beside the moves of the clock."""

from dutylist.notices.jobs import Stage, daily

from .services.consulting import hand_silence_to_clerk


@daily("request_silence", Stage.MOVES)
def silences(now):
    return f"催办期满仍未反馈、待编办结束征求意见的申请{hand_silence_to_clerk(now)}件。"
