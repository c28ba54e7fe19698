"""The lists of organizations in the admin: regions, departments, words and rules of a place,
accounts and roles.
"""

from . import accounts, departments, members, policy, record, regions, reorganizations  # noqa: F401 (each registers what is its own)
