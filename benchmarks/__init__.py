"""The speed harness: `make bench` runs every module's BENCHES on SQLite and PostgreSQL, each in a
database of its own.

A module of this package lists functions in `BENCHES`; each is called once, in order, on a migrated
database, and returns one `Figure` (benchmarks/figures.py) or several.
"""
