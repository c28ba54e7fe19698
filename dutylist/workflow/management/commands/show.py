"""Shows the State of a subject: whose turn it is, and what a person can do with it."""

import json

from dutylist.organizations.management.command import ServiceCommand, person
from dutylist.workflow.states import state_of, state_words, subject_seen_by


class Command(ServiceCommand):
    help = (
        "Shows the State of a subject of any flow; with --as what that person sees and can do now."
    )

    def add_arguments(self, parser):
        parser.add_argument("flow", metavar="FLOW", help="edition, revision, correction …")
        parser.add_argument("subject", metavar="ID", type=int)
        parser.add_argument("--as", dest="reader", metavar="USER", help="user name of the reader")
        parser.add_argument("--json", action="store_true", help="the State as the API answers it")

    def serve(self, *, flow, subject, reader, **options):
        user = None
        if reader:
            user = person(reader)
        state = state_of(subject_seen_by(user, flow, subject), user)
        if options["json"]:
            return json.dumps(state, ensure_ascii=False)
        return state_words(state)
