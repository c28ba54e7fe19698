"""Publishes an edition by three named people who must differ."""

from dutylist.organizations.management.command import ServiceCommand, county_of, iso_day, person
from items.editions.services.editions import publish_edition
from items.published.warming import make_vectors

STATED = (
    "meeting",
    "decided_on",
    "document_number",
    "effective_on",
    "note",
    "reason",
    "with_revision",
)


class Command(ServiceCommand):
    help = (
        "Submits, approves and publishes the county's list by three people who must differ, in one "
        "transaction. With --with-revision the open revision is decided whole, applied and frozen "
        "too; with --without-revision an interim edition of the register as it is. Where a "
        "revision is open, one of them must be said."
    )

    def add_arguments(self, parser):
        parser.add_argument("--county", required=True, metavar="CODE")
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument(
            "--with-revision",
            action="store_true",
            default=None,
            help="decide the open revision along with it",
        )
        choice.add_argument(
            "--without-revision",
            action="store_false",
            dest="with_revision",
            help="publish the register as it is, without the open revision",
        )
        parser.add_argument("--submitted-by", required=True, metavar="USER", help="the clerk")
        parser.add_argument(
            "--approved-by",
            required=True,
            metavar="USER",
            help="the recorder of the county's decisions",
        )
        parser.add_argument(
            "--by", required=True, metavar="USER", help="the office lead, who publishes"
        )
        parser.add_argument(
            "--meeting", required=True, metavar="TEXT", help="the body's meeting that decided"
        )
        parser.add_argument("--decided-on", required=True, type=iso_day, metavar="DATE")
        parser.add_argument("--document-number", required=True, metavar="N")
        parser.add_argument("--effective-on", required=True, type=iso_day, metavar="DATE")
        parser.add_argument("--note", default="", metavar="TEXT", help="the public note")
        parser.add_argument("--reason", required=True, metavar="TEXT")

    def serve(self, **options):
        edition = publish_edition(
            county_of(options["county"]),
            submitted_by=person(options["submitted_by"]),
            approved_by=person(options["approved_by"]),
            by=person(options["by"]),
            **{name: options[name] for name in STATED},
        )
        make_vectors(options["county"])
        document = edition.documents.get(sequence=0)
        total = sum(document.counts.values())
        since = f"{document.effective_on:%Y-%m-%d}起施行"
        return f"{edition}已公布：公开事项{total}项，{since}，校验值 {document.public_digest}"
