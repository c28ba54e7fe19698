"""Assessment under load, room by room."""

from benchmarks import whistles

BENCHES = [*whistles.BENCHES]
