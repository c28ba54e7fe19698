"""What is said about an entry or a list before it goes on: the registry, and the register's own
rules, which stand in it with this package.
"""

from . import rules  # noqa: F401 (registers them)
