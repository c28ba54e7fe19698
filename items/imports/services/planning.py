"""What an import would do, worked out by reading alone: the same plan is previewed, confirmed and
carried out.
"""

from dataclasses import dataclass, field
from itertools import chain

from dutylist.organizations.models import CountyPolicy
from dutylist.organizations.services.departments import create_department
from items.entry.lookup import Lookup
from items.imports.checking.naming import FileNames, times_named
from items.imports.checking.sense import OF_SENSE
from items.imports.checking.titles import check_titles
from items.imports.checking.whole_file import in_file_order
from items.imports.matching.absent import absent_from
from items.imports.matching.present_list import Register
from items.imports.matching.rows import Matcher
from items.imports.owners.townships import TownshipNames, settle_townships, township_code
from items.imports.owners.whose_list import told, whose_list
from items.imports.preview.report import ImportReport, PartReport, absent_entry, row_entry
from items.register.services.categories import create_categories
from items.register.services.edit_conditions import is_published
from items.register.services.editing import cancel_items, change_items, rehearse_items
from items.register.services.many_changes import amend_additions

from .undoing import Trail, proposal_of


@dataclass
class ImportedPart:
    """One file of an import, as it was read, or what of a file is one township's; of several, each
    is one's.

    The position of a file is its number; those of the parts of a file that was dealt out follow the
    last file's.
    """

    position: int
    file_name: str
    file: object
    township: object = None
    number: int = 0  # of its file
    pieces: list = field(
        default_factory=list
    )  # of a file that was dealt out: those that are this part
    unread: bool = False

    def __post_init__(self):
        self.number = self.number or self.position


class Plan:
    """Matches the files one after the other with the county's list as those before them leave it;
    writes nothing.
    """

    def __init__(self, parts, county, options, intake=None):
        self.parts, self.county, self.options, self.intake = parts, county, options, intake
        self.many = intake.many if intake else len(parts) > 1
        self.version = version_of(county)
        self.lookup = Lookup(county)
        issues = self.settle_townships()
        self.names = FileNames(self.lookup, create_departments=options.create_departments)
        self.reports = {part.position: self.part_report(part, issues) for part in parts}
        self.resolve_names()
        self.register = Register(county)
        self.known = [part for part in parts if part.position not in issues and not part.unread]
        self.matches = {part.position: self.match(part) for part in self.known}
        self.leaving = self.take_leave()
        self.report = self.reported()

    @property
    def mark(self):
        """By what the list is known that this plan was made from; compared again under the lock."""
        return self.version, self.register.waiting

    def settle_townships(self):
        """{position: issue} of the files of which it is not known whose list they are."""
        if not self.many:
            self.parts[0].township = self.options.township
            return {}
        if self.intake:
            names = self.intake.names
        else:
            names = TownshipNames.of(self.county)
        return settle_townships(self.parts, names, self.options.whose)

    def part_report(self, part, issues):
        errors, warnings = [], []
        if part.position in issues:
            errors.append(issues[part.position])
        else:
            warnings += check_titles(part.file.recognition, self.county, part.township)
        if not self.many and not warnings:
            warnings += self.township_named(part)
        report = PartReport.of(
            part,
            errors=[*errors, *part.file.errors],
            warnings=[*warnings, *part.file.warnings],
        )
        report.read = [(row, "error") for row in part.file.rows]  # until they are matched
        return report

    def township_named(self, part):
        """One warning when a file names another township as its own than the one it is imported
        for.
        """
        if self.intake:
            says = self.intake.says
        else:
            names = TownshipNames.of(self.county)
            says = whose_list([], part.file.recognition, part.file_name, names)
        return told(says, self.county, part.township)

    def resolve_names(self):
        """Resolves every name of the files; what will be created is known to the matching as if it
        were there.
        """
        counts = times_named(chain.from_iterable(part.file.rows for part in self.parts))
        for part in self.parts:
            report = self.reports[part.position]
            errors, warnings = len(self.names.errors), len(self.names.warnings)
            self.names.resolve(part.file.rows, counts, part.township)
            report.errors += self.names.errors[errors:]
            report.warnings += self.names.warnings[warnings:]
        self.lookup.foresee(self.names.new_departments, self.names.new_categories)

    def is_in_register(self, error):
        """Whether what makes no sense in the file stands so in the county's list already."""
        return error.code in OF_SENSE and self.register.says(error.value)

    def match(self, part):
        """The matches of one file; afterwards the register stands as this file leaves it."""
        report = self.reports[part.position]
        number = 0
        if self.many:
            number = part.number
        matcher = Matcher(
            self.register,
            self.lookup,
            township=part.township,
            decisions=dict(self.options.decisions),
            part=number,
        )
        report.errors = [error for error in report.errors if not self.is_in_register(error)]
        faulty = set()
        for error in report.errors:
            faulty.update(error.rows)
        matches = matcher.match(part.file.rows, faulty)
        report.errors = in_file_order([*report.errors, *matcher.errors], part.file.recognition)
        report.warnings += in_file_order(matcher.warnings, part.file.recognition)
        report.read = []
        for match in matches:
            report.rows.append(row_entry(match))
            report.read.append((match.row, match.outcome))
        for match in matches:
            self.register.follow(match)
        report.marks = [mark_of(match) for match in matches]
        return matches

    def take_leave(self):
        """Reports what each file lacks: -> {planned item: codes of the townships that leave it}, if
        that was asked for.
        """
        leaving = {}
        for part in self.known:
            report = self.reports[part.position]
            matches = self.matches[part.position]
            for planned in absent_from(matches, self.register, self.lookup, part.township):
                report.absent.append(absent_entry(planned))
                leaving.setdefault(planned, set()).add(township_code(part.township))
        if self.options.cancel_absent:
            return leaving
        return {}

    def reported(self):
        for part in self.parts:
            self.reports[part.position].name_places(part.file.recognition.places)
        reports = list(self.reports.values())
        handed = []
        if self.intake:
            handed = list(self.intake.entries(reports))
        return ImportReport(
            parts=reports,
            several=self.many,
            handed=handed,
            new_departments=list(self.names.new_departments.values()),
            new_categories=[name for _kind, name in self.names.new_categories],
            proposes=is_published(self.county),
            cancels_absent=self.options.cancel_absent,
            list_version=self.version,
        )

    # ---- carried out, inside a recording and under the register's lock

    def write(self, *, by, reason):
        """Hands everything that differs to the verbs that every edit goes through; the trail is the
        report's.
        """
        self.create_names(by, reason)
        lookup, trail = Lookup(self.county), Trail(self.register.planned_items)
        verb = {"by": by, "reason": reason}
        gone = self.leave()
        waiting, to_write = [], []
        for planned in self.register.planned_items:
            if planned.is_touched and planned.only_proposed:
                waiting.append(planned)
            elif planned.is_touched:
                to_write.append(planned)
        if to_write:
            self.write_items(to_write, lookup, trail, verb)
        if waiting:
            self.amend(waiting, lookup, trail, verb)
        if gone:
            trail.took_out(cancel_items(self.county, gone, source="import", **verb))
        self.report.trail = trail.as_json()

    def rehearse(self, *, by, reason):
        """Refuses what `write` would refuse. Once a list stands its changes are proposed,
        where each meets what waits already: that is done, and undone by whoever rehearses. A
        register that is written directly need not be: half of the time of a preview went into
        rows that were thrown away.
        """
        if is_published(self.county):
            self.write(by=by, reason=reason)
            return
        self.create_names(by, reason)
        self.leave()
        pairs = []
        for planned in self.register.planned_items:
            if planned.is_touched:
                pairs.append((planned.item, planned.content))
        rehearse_items(self.county, pairs, by=by, lookup=Lookup(self.county))

    def write_items(self, planned_items, lookup, trail, verb):
        """Adds the new items and changes those that are there."""
        before, pairs = {}, []
        for planned in planned_items:
            pairs.append((planned.item, planned.content))
            if planned.item:
                before[planned.item.pk] = planned.original
        outcome = change_items(self.county, pairs, lookup=lookup, source="import", **verb)
        trail.wrote(outcome, before)

    def amend(self, planned_items, lookup, trail, verb):
        """Amends what already waits in the open revision; it is never proposed a second time."""
        before, pairs = {}, []
        for planned in planned_items:
            pairs.append((planned.change, planned.content))
            before[planned.change.pk] = proposal_of(planned.change)
        for change in amend_additions(self.county, pairs, lookup=lookup, **verb):
            trail.proposed(change, before[change.pk])

    def create_names(self, by, reason):
        """Creates the departments and categories the files bring along; a second plate in brackets
        is an alias.
        """
        for name, full_name in self.names.new_departments.items():
            aliases = []
            if full_name != name:
                aliases = [full_name]
            create_department(
                self.county, name, by=by, reason=reason, aliases=aliases, source="import"
            )
        create_categories(self.county, self.names.categories, by=by, reason=reason)

    def leave(self):
        """Narrows the scope of what some townships no longer have: -> the items that reach nobody
        then.
        """
        gone = []
        for planned, codes in self.leaving.items():
            left = self.townships_left(planned, codes)
            if planned.item and left:
                scope = {"scope": "listed", "tags": [], "townships": left}
                planned.content = {**planned.content, **scope}
            elif planned.item:
                gone.append(planned.item)
        return gone

    def townships_left(self, planned, leaving):
        """The codes of those that an item still reaches; nobody, where the county's own list lacks
        it.
        """
        if "" in leaving:
            return []
        return sorted(set(self.lookup.in_scope(planned.content)) - leaving)


def version_of(county):
    return CountyPolicy.objects.values_list("list_version", flat=True).get(region=county)


def mark_of(match):
    """(the entry a row speaks of, how it stands to it) for the page of items by townships."""
    if match.outcome == "changed" and match.decision == "own_wording":
        return match.planned, "own"
    if match.outcome == "changed" and set(match.fields) <= {"scope", "tags", "townships"}:
        return match.planned, "joins"
    planned = match.planned
    if not planned and match.outcome == "alike":
        planned = match.candidates[0]
    return planned, match.outcome
