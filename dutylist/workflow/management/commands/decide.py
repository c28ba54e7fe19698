"""Makes one move of any flow in the name of a person."""

from dutylist.organizations.management.command import ServiceCommand, person
from dutylist.workflow.engine import decide
from dutylist.workflow.states import state_of, state_words, subject_seen_by
from dutylist.workflow.told_facts import facts_told


class Command(ServiceCommand):
    help = "Makes one move as that person could on the desk: the same checks, the same record."

    def add_arguments(self, parser):
        parser.add_argument("flow", metavar="FLOW", help="edition, revision, correction …")
        parser.add_argument("subject", metavar="ID", type=int)
        parser.add_argument("action", metavar="ACTION")
        parser.add_argument(
            "--by", required=True, metavar="USER", help="user name of the person who decides"
        )
        parser.add_argument("--reason", default="", metavar="TEXT")
        parser.add_argument(
            "--fact", action="append", default=[], metavar="NAME=VALUE", help="may be given again"
        )
        parser.add_argument("--facts", metavar="FILE.json", help="the facts as one JSON object")

    def serve(self, *, flow, subject, action, by, reason, fact, facts, **_options):
        user = person(by)
        row = subject_seen_by(user, flow, subject)
        decision = decide(row, action, facts_told(row, fact, facts), by=user, reason=reason)
        return f"已办理“{decision.action_label}”。\n{state_words(state_of(row, user))}"
