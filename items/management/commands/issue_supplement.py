"""Issues a supplement (增补页) of the county's newest edition, by two people."""

from dutylist.organizations.management.command import ServiceCommand, county_of, iso_day, person
from dutylist.workflow.engine import perform
from items.editions.services.editions import issue_supplement, newest_published
from items.models import EditionAction


class Command(ServiceCommand):
    help = (
        "Issues a supplement of the county's newest edition: what has entered the register since "
        "is frozen with it. The clerk asks for it, before or with --requested-by in the same "
        "transaction; another person issues it."
    )

    def add_arguments(self, parser):
        parser.add_argument("--county", required=True, metavar="CODE")
        parser.add_argument(
            "--requested-by", metavar="USER", help="the clerk, where it was not asked for before"
        )
        parser.add_argument(
            "--by", required=True, metavar="USER", help="the office lead, who issues it"
        )
        parser.add_argument("--document-number", required=True, metavar="N")
        parser.add_argument("--effective-on", required=True, type=iso_day, metavar="DATE")
        parser.add_argument("--note", default="", metavar="TEXT", help="the public note")
        parser.add_argument("--reason", required=True, metavar="TEXT")

    def serve(self, *, county, requested_by, by, reason, **options):
        edition = newest_published(county_of(county))
        facts = {name: options[name] for name in ("document_number", "effective_on", "note")}
        if requested_by:
            document = issue_supplement(
                edition, requested_by=person(requested_by), by=person(by), reason=reason, **facts
            )
        else:
            perform(edition, EditionAction.SUPPLEMENT, by=person(by), reason=reason, **facts)
            document = edition.documents.order_by("-sequence").first()
        since = f"{document.effective_on:%Y-%m-%d}起施行"
        changes = f"调整{len(document.changes)}项"
        return f"{document.label}已公布：{changes}，{since}，校验值 {document.public_digest}"
