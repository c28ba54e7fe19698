"""A county's own list of prohibited entries, brought in whole: all of it or nothing."""

from dataclasses import dataclass, field

from access_control.models import ProhibitedEntry
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.refusals import Invalid

from .entries import keeping, write


@dataclass
class Imported:
    """What became of each row: `rows` are (id in the file, outcome, entry)."""

    unknown_columns: list = field(default_factory=list)
    rows: list = field(default_factory=list)

    def count(self, outcome):
        return sum(found == outcome for _given, found, _entry in self.rows)

    def as_json(self):
        entries = []
        for given, outcome, entry in self.rows:
            entries.append({"id": given, "outcome": outcome, "entry": entry.pk, "name": entry.name})
        counts = {outcome: self.count(outcome) for outcome in ("new", "changed", "same")}
        return {**counts, "unknown_columns": self.unknown_columns, "entries": entries}


def import_entries(listing, county, *, by, reason, source="import"):
    """Adds the rows of a listing (`reading.Listing`) and amends those of the same name; what the
    county has beside them stays. Every fault is named with its row, and then nothing is written.
    -> Imported
    """
    imported = Imported(unknown_columns=listing.unknown_columns)
    faults = dict(listing.faults)
    with keeping(county, by, reason, source):
        CountyPolicy.objects.locked(county)
        known = {
            entry.name: entry
            for entry in ProhibitedEntry.objects.select_for_update(of=("self",)).filter(
                county=county
            )
        }
        for row in listing.rows:
            entry = known.get(row.fields["name"]) or ProhibitedEntry(county=county)
            outcome = "changed" if entry.pk else "new"
            try:
                is_changed = write(entry, row.fields)
            except Invalid as invalid:
                faults |= {f"{row.place}.{path}": text for path, text in invalid.errors.items()}
                continue
            known[entry.name] = entry
            imported.rows.append((row.given, outcome if is_changed else "same", entry))
        if faults:
            raise Invalid(faults)
    return imported
