"""Assessment under load, room by room."""

from benchmarks import load_years, whistles

BENCHES = [*whistles.BENCHES, *load_years.BENCHES]
