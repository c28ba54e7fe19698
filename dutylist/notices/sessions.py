"""Daily: sessions that are over leave the database; what happened in them stays in the account
events.
"""

from django.core.management import call_command

from .jobs import Stage, daily


@daily("over_sessions", Stage.CLOSING)
def clear_sessions(now):
    call_command("clearsessions")
    return "已清理过期会话"
