"""Draws a request up and submits it in the name of a person."""

import json

from access_control.models import RequestAction
from access_control.requests.services.drafting import create_request
from dutylist.history.recording import recording
from dutylist.organizations.management.command import ServiceCommand, person
from dutylist.workflow.engine import perform
from dutylist.workflow.states import state_of, state_words
from dutylist.workflow.told_facts import object_of_file


class Command(ServiceCommand):
    help = (
        "Creates a request from a JSON file with the members of the API and submits it, or "
        "neither: prints its State."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE.json")
        parser.add_argument(
            "--by", required=True, metavar="USER", help="user name of the lead of the unit"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def serve(self, *, file, by, **options):
        user = person(by)
        told = object_of_file(file, "file")
        with recording(by=user, source="command"):
            request = create_request(told, by=user, source="command")
            perform(request, RequestAction.SUBMIT, by=user)
        state = state_of(request, user)
        if options["json"]:
            return json.dumps(state, ensure_ascii=False)
        return state_words(state)
