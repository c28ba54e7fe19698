"""Writes a county's or a township's list to a file: the shell round the exports."""

from pathlib import Path

from django.core.management.base import CommandError

from items.exports import lists
from items.exports.files import LAYOUTS, TYPES, file_of
from items.exports.packs import packed, township_files
from items.management.command import ServiceCommand, county_of, iso_day


class Command(ServiceCommand):
    help = (
        "Writes the list in force (or of an edition, on a day, or the draft) of a county or of one of its townships as "
        "xlsx, docx, pdf, csv or json. With --townships, one zip archive with the list of every township."
    )

    def add_arguments(self, parser):
        parser.add_argument("--county", required=True, metavar="CODE", help="12-digit code of the county")
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--township", default="", metavar="CODE", help="one township's list")
        where.add_argument("--townships", action="store_true", help="every township's list, in one zip archive")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--edition", metavar="N", help="an edition by its number: 7, or 7.2 with supplement 2")
        which.add_argument("--on", type=iso_day, metavar="DATE", help="the list in force on a day: 2026-01-31")
        which.add_argument(
            "--draft", action="store_true", help="the working list with what is proposed, for the office"
        )
        parser.add_argument("--full", action="store_true", help="with what is not for the public, for the office")
        parser.add_argument("--format", required=True, choices=TYPES, help="the format of the file")
        parser.add_argument("--layout", default="official", choices=LAYOUTS, help="as printed, or one row an item")
        parser.add_argument("--merged-receivers", action="store_true", help="承接部门及工作方式 as one column")
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="where to write")

    def serve(self, *, county, township, townships, output, **options):
        published = chosen(county_of(county), options)
        kept = {"full": options["full"] or options["draft"], "draft": options["draft"]}
        drawn = {"layout": options["layout"], "merged_receivers": options["merged_receivers"]}
        if townships:
            files = list(township_files(published, options["format"], **drawn, **kept))
            write(output, packed(files))
            return f"{output}：{len(files)}份清单"
        listing = lists.listing_of(published, township, **kept)
        write(output, file_of(listing, options["format"], **drawn))
        return f"{output}：{listing.title}，{listing.label}，{len(listing.entries)}项"


def chosen(county, options):
    """The list that the options name."""
    if options["draft"]:
        return lists.draft(county)
    found = lists.edition(county, options["edition"]) if options["edition"] else lists.in_force(county, options["on"])
    return lists.whole(found) if options["full"] else found


def write(path, content):
    try:
        Path(path).write_bytes(content)
    except OSError as error:
        raise CommandError(f"写不了文件 {path}：{error.strerror}。") from None
