"""The report as it is filled in beforehand: every item of the township with what is known."""

from assessment.execution.known import Known, known_of
from assessment.execution.township_list import township_list
from dutylist.workflow.refusals import NotPossible


def list_of(township, on=None):
    """The list that a township tells of; refused where there is none in force."""
    found = township_list(township.parent, township, on)
    if found is None:
        raise NotPossible(f"{township.name}还没有现行有效的清单，没有可以报送的事项。")
    return found


def draft_of(township, year, *, on=None):
    """([{"code", "name", "kind", "number", "state", "text", "known"}] of every item in the printed
    order, [`Told`] of what is known of no item).
    """
    known, rows = known_of(township.parent, township, year), []
    for entry in list_of(township, on).entries:
        of_item = known.pop(entry["code"], None) or Known()
        rows.append(
            {
                "code": entry["code"],
                "name": entry["name"],
                "kind": entry["kind"],
                "number": entry["number"],
                "state": of_item.state,
                "text": of_item.text,
                "known": of_item.told,
            }
        )
    return rows, of_no_item(known)


def of_no_item(known):
    """What is known of no item, and of items that the list no longer holds."""
    beside = []
    for of_item in known.values():
        beside += of_item.told
    return beside
