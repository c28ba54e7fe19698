"""What the daily run does with interpretations: those lapse whose wording a list has changed that
took effect later than it was published.
"""

from django.utils import timezone

from dutylist.notices.jobs import Stage, daily, one_by_one

from .services.lapsing import changed_interpretations, lapse


@daily("interpretation_lapse", Stage.MOVES)
def lapse_with_the_wording(now):
    changed = changed_interpretations(timezone.localdate(now))
    tally = one_by_one(changed, lambda interpretation: lapsed(interpretation, now))
    return f"清单释义随表述调整失效{tally.done}件。{tally.told()}"


def lapsed(interpretation, now):
    lapse(interpretation, at=now)
    return 1
