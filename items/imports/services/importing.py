"""The import itself, and its preview, which is the import undone before it counts."""

from dataclasses import dataclass, field

from django.db import transaction

from dutylist.history.recording import recording
from dutylist.organizations.models import CountyPolicy
from dutylist.organizations.services.departments import create_department
from dutylist.workflow.refusals import Stale
from items.lookup import Lookup
from items.services.categories import create_categories
from items.services.head_words import words_for
from items.services.proposals import amend_change
from items.services.register import cancel_items, change_items, is_published, require_editor, require_reason

from ..checking import check_file, check_titles, in_file_order
from ..grid import FileRefused
from ..matching import Matcher, Register, absent_from
from ..naming import Names
from ..reader import read_file
from ..report import Report, absent_entry, recognised_tables, row_entry, unrecognised_sheets
from ..rows import rows_of
from ..tables import read_tables
from .undoing import Trail, proposal_of

CHANGED_SINCE = "预览之后清单又有变动，请重新预览后再确认。"
NO_TABLE = "没有找到清单表格。表头至少应有“序号”和“事项名称”两列。"


@dataclass(frozen=True)
class Options:
    """What the person chose: whose workbook it is, what may be created or cancelled, what alike rows are."""

    township: object = None
    create_departments: bool = False
    cancel_absent: bool = False
    decisions: tuple = ()
    heads: dict = field(default_factory=dict)  # {"sheet!row": {"B": "name"}}: columns assigned by hand


@dataclass
class FileRead:
    """A file read and checked in itself, before and outside any transaction."""

    reading: object
    rows: list
    errors: list
    warnings: list


def read_upload(path, *, county=None, heads=None):
    """Reads and checks a file with the head words of a county; nothing is written. Raises FileRefused.

    A file in which no item is recognised is refused only when it has no row that could be pointed at as the head.
    """
    reading = read_tables(read_file(path), words=words_for(county) if county else None, heads=heads)
    rows = rows_of(reading)
    if not rows and not reading.unrecognised:
        raise FileRefused(NO_TABLE, code="no_table")
    errors, warnings = check_file(reading, rows)
    return FileRead(reading, rows, errors, warnings)


def import_rows(file, *, county, by, reason, dry_run, options=None, expect=None):
    """Matches a file that was read with the county's register and writes what differs: -> `Report`.

    One batch; undone at the end when it is a dry run or anything is wrong. `expect` is (list version, digest) of the
    preview that is confirmed: raises Stale when the register is another one since.
    """
    require_editor(by, county)
    if not dry_run:
        require_reason(reason, published=True)
    options = options or Options()
    with recording(by=by, reason=reason, source="import", county=county.code) as rec:
        policy = CountyPolicy.objects.locked(county)
        run = Run(file, county, by, reason, options)
        run.report.list_version = policy.list_version
        run.carry_out()
        report = run.report
        if expect and expect != (report.list_version, report.digest):
            raise Stale(CHANGED_SINCE)
        report.batch = rec.id
        transaction.set_rollback(dry_run or bool(report.errors))
    return report


class Run:
    """One import under way, inside its recording."""

    def __init__(self, file, county, by, reason, options):
        self.file, self.county, self.by, self.options = file, county, by, options
        self.reason = reason or "批量导入"
        self.report = Report(
            errors=list(file.errors),
            unknown_columns=file.reading.unknown_columns,
            recognised=recognised_tables(file.reading),
            unrecognised=unrecognised_sheets(file.reading),
            proposes=is_published(county),
            cancels_absent=options.cancel_absent,
        )

    def carry_out(self):
        township = self.options.township
        self.report.warnings = [*check_titles(self.file.reading, self.county, township), *self.file.warnings]
        lookup = self.resolve_names()
        matcher = Matcher(Register(self.county), lookup, township=township, decisions=dict(self.options.decisions))
        matches = matcher.match(self.file.rows, {(error.sheet, error.row) for error in self.report.errors})
        self.report.errors = in_file_order([*self.report.errors, *matcher.errors], self.file.reading)
        self.report.rows = [row_entry(match) for match in matches]
        absent = absent_from(matches, matcher.register, lookup, township)
        self.report.absent = [absent_entry(standing) for standing in absent]
        self.trail = Trail(matcher.register.standings)
        if not self.report.errors:
            self.write(matches, lookup)
            if self.options.cancel_absent:
                self.cancel(absent, lookup)
        self.report.trail = self.trail.as_json()

    def resolve_names(self):
        """Creates what may be created and resolves every name of the file: -> the lookup to match with."""
        names = Names(Lookup(self.county), create_departments=self.options.create_departments)
        names.resolve(self.file.rows)
        self.report.errors += names.errors
        self.report.new_departments = list(names.new_departments.values())
        self.report.new_categories = [name for _kind, name in names.new_categories]
        if names.new_departments:
            self.create_departments(names.new_departments)
        create_categories(self.county, names.categories, by=self.by, reason=self.reason)
        return Lookup(self.county) if names.new_departments or names.new_categories else names.lookup

    def create_departments(self, names):
        """Creates departments the file names ({name: full name}); a second plate in brackets becomes an alias."""
        for name, full_name in names.items():
            aliases = [full_name] if full_name != name else []
            create_department(self.county, name, by=self.by, reason=self.reason, aliases=aliases, source="import")

    def write(self, matches, lookup):
        """Hands everything that differs to the verb that every edit goes through."""
        waiting = [m for m in matches if m.outcome == "changed" and m.standing.item is None]
        asked = [m for m in matches if m.outcome in ("new", "changed") and m not in waiting]
        before = {m.standing.item.pk: m.standing.content for m in asked if m.standing}
        self.change([(m.standing.item if m.standing else None, m.payload) for m in asked], lookup, before)
        for match in waiting:
            # what already waits in the open revision is amended, never proposed a second time
            was = proposal_of(match.standing.change)
            self.trail.proposed(amend_change(match.standing.change, match.payload, by=self.by, reason=self.reason), was)

    def change(self, pairs, lookup, before):
        if pairs:
            verb = {"by": self.by, "reason": self.reason, "source": "import"}
            self.trail.wrote(change_items(self.county, pairs, lookup=lookup, **verb), before)

    def cancel(self, absent, lookup):
        """Cancels what the file no longer has; for a township's workbook the township leaves the scope."""
        there = [standing for standing in absent if standing.item]
        left = {s: without(self.options.township, s.content, lookup) for s in there}
        leaving = [(s, codes) for s, codes in left.items() if codes]
        pairs = [(s.item, {"scope": "listed", "tags": [], "townships": codes}) for s, codes in leaving]
        self.change(pairs, lookup, {s.item.pk: s.content for s, _codes in leaving})
        if gone := [s.item for s, codes in left.items() if not codes]:
            self.trail.took_out(cancel_items(self.county, gone, by=self.by, reason=self.reason, source="import"))


def without(township, content, lookup):
    """The townships an item still reaches when this one leaves it; none without a township: it goes whole."""
    return [code for code in lookup.in_scope(content) if code != township.code] if township else []
