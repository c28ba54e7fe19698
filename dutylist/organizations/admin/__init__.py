"""The lists of organizations in the admin: regions, departments, words and rules of a place,
accounts and roles.
"""

# Each registers what is its own.
from . import accounts, departments, members, policy, record, regions, reorganizations  # noqa: F401
