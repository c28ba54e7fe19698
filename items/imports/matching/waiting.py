"""Entries whose merge, split or cancelling waits for a decision: a file changes nothing of such a
proposal.
"""

from items.imports.reading.issues import issue_at
from items.models import ProposedChange

HELD = "该事项正待{op}（{revision}），导入不改动该提案，这一行搁置。"
HELD_HINT = "请待该提案审定或者撤回后，再导入这一行。"
REVIVED = "该事项正待取消（{revision}），文件仍列有该事项，确认后将撤回这一提案。"
REVIVED_HINT = "仍要取消的，请从文件中删去这一行，或者在导入后重新提出取消。"


def proposal_over(planned, township):
    """The pending change that a row of a township's file ("" for the county's own) may not touch,
    or None.

    The county's own file may say that an entry stays after all; a township's never speaks for the
    county.
    """
    if planned.held:
        return planned.held
    if township and planned.cancelling:
        return planned.change
    return None


def held_issue(row, change):
    message = HELD.format(op=change.get_op_display(), revision=change.change_set.title)
    return issue_at(row, "name", f"waiting_{change.op}", message, HELD_HINT)


def revived_issue(row, change):
    message = REVIVED.format(revision=change.change_set.title)
    return issue_at(row, "name", f"revived_{ProposedChange.Op.CANCEL}", message, REVIVED_HINT)
