"""What a county may rule about feedback: how long each step takes."""

from dutylist.organizations.policies import register_days

register_days("feedback_accept_days", 2, "群众意见的交办时限", "从收到或者重新提出之日起。")
register_days("feedback_answer_days", 10, "群众意见的答复时限", "从交办之日起，由承办单位答复。")
register_days(
    "feedback_settle_days", 3, "群众意见的办结时限", "从答复之日起，由编办公开答复或者办结。"
)
