"""Every flow's table is sound, and docs/flows.md says what the tables say."""

from django.conf import settings

from dutylist.organizations.policies import policy_lines
from dutylist.workflow.documentation import flows_document
from dutylist.workflow.flow import KEEP, ClockOf, flows


def moves():
    return [
        (flow, source, action, move)
        for flow in flows().values()
        for (source, action), move in flow.moves.items()
    ]


def test_the_document_is_written_from_the_tables():
    committed = (settings.BASE_DIR / "docs" / "flows.md").read_text(encoding="utf-8")
    assert committed == flows_document(), "run `manage.py write_flows`"


def test_flows_are_found_by_name():
    assert {"edition", "revision"} <= set(flows())


def test_tables_use_their_own_states_and_actions():
    for flow, source, action, move in moves():
        assert source in flow.statuses.values
        assert action in flow.actions.values
        assert set(move.targets) <= set(flow.statuses.values)


def test_every_state_is_reached_and_every_open_one_is_left():
    for flow in flows().values():
        reached = {flow.start} | {target for move in flow.moves.values() for target in move.targets}
        assert reached == set(flow.statuses.values), flow.name
        stuck = [status for status in flow.statuses.values if not flow.moves_from(status)]
        assert set(stuck) <= set(flow.settled), flow.name


def test_every_clock_is_a_number_or_a_rule_of_the_policy():
    for _, _, action, move in moves():
        for target in move.targets:
            days = move.days_to(target)
            is_number = days is None or isinstance(days, int)
            if isinstance(days, ClockOf):
                assert set(days.rules) <= set(policy_lines()), action
            else:
                assert is_number or days == KEEP or days in policy_lines(), action


def test_a_second_person_is_asked_about_moves_that_exist():
    for flow, _, _, move in moves():
        if isinstance(move.fresh_eyes, tuple):
            assert set(move.fresh_eyes) <= {action for _, action in flow.moves}
