"""Writes a county's or a township's list to a file: the shell round the exports."""

from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError

from dutylist.organizations.management.command import ServiceCommand, county_of, iso_day
from items.exports.packs import NOT_MADE, packed_pieces, township_files
from items.exports.wanted import Wanted, require_form
from items.printed.files import LAYOUTS, TYPES, write_file


class Command(ServiceCommand):
    help = (
        "Writes the list in force (or of an edition, on a day, or the draft) of a county or of one "
        "of its townships as xlsx, docx, pdf, csv or json. With --townships, one zip archive with "
        "the list of every township."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--county", required=True, metavar="CODE", help="12-digit code of the county"
        )
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--township", default="", metavar="CODE", help="one township's list")
        where.add_argument(
            "--townships", action="store_true", help="every township's list, in one zip archive"
        )
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--edition", metavar="N", help="an edition by its number: 7, or 7.2 with supplement 2"
        )
        which.add_argument(
            "--on", type=iso_day, metavar="DATE", help="the list in force on a day: 2026-01-31"
        )
        which.add_argument(
            "--draft",
            action="store_true",
            help="the working list with what is proposed, for the office",
        )
        parser.add_argument(
            "--full", action="store_true", help="with what is not for the public, for the office"
        )
        parser.add_argument("--format", required=True, choices=TYPES, help="the format of the file")
        parser.add_argument(
            "--layout", default="official", choices=LAYOUTS, help="as printed, or one row an item"
        )
        parser.add_argument(
            "--merged-receivers", action="store_true", help="承接部门及工作方式 as one column"
        )
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="where to write")

    def serve(self, *, county, township, townships, output, **options):
        stated = ("on", "draft", "full", "layout", "merged_receivers")
        wanted = Wanted(
            county=county_of(county),
            township=township,
            form=options["format"],
            edition=options["edition"] or "",
            **{name: options[name] for name in stated},
        )
        require_form(wanted.form, wanted.layout)
        if townships:
            return f"{output}：{self.write_all(wanted, output)}"
        listing = wanted.listing()
        with opened(output) as file:
            write_file(file, listing, wanted.form, **wanted.drawn)
        return f"{output}：{listing.title}，{listing.label}，{len(listing.entries)}项"

    def write_all(self, wanted, output):
        """Writes the archive of every township's list: -> what is in it."""
        published, names = wanted.published(), []
        with opened(output) as file:
            files = township_files(published, wanted.form, **wanted.drawn, **wanted.kept)
            file.writelines(packed_pieces(self.noted(files, names, len(published.townships))))
        self.progress("", 0)
        lists = len([name for name in names if name != NOT_MADE])
        if lists == len(names):
            return f"{lists}份清单"
        return f"{lists}份清单，其余的未能生成，见其中的“{NOT_MADE}”"

    def noted(self, files, names, total):
        """The files as they are made; says on a terminal how far it is."""
        for name, content in files:
            names.append(name)
            self.progress(len(names), total)
            yield name, content

    def progress(self, done, total):
        if self.stderr.isatty():
            self.stderr.write(f"\r\033[K  {done}/{total}" if total else "\r\033[K", ending="")


@contextmanager
def opened(path):
    """The file to write to; one that cannot be written, or an export that is refused half way,
    leaves none behind.
    """
    path = Path(path)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise CommandError(f"写不了文件 {path}：{error.strerror}。") from None
    finally:
        part.unlink(missing_ok=True)
