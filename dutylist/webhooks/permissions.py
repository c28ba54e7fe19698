"""Who keeps the subscribers of a county: whoever keeps its accounts, at that place or above it."""

from dutylist.history.refusals import NotAllowed
from dutylist.organizations.standing import standing_of

from .models import KEEPERS, READERS


def reads_subscribers(user):
    return standing_of(user).has(*READERS)


def may_keep(user, county):
    return standing_of(user).reaches(county, *KEEPERS)


def require_keeper_of_any(user):
    """Refuses who keeps no subscribers anywhere, with a sentence that names who may."""
    if not standing_of(user).has(*KEEPERS):
        raise NotAllowed("只有系统管理员可以登记和管理外部系统。", "role")


def require_keeper(user, county):
    """The same for one place; the sentence names the one that is out of reach."""
    require_keeper_of_any(user)
    if not may_keep(user, county):
        raise NotAllowed(f"您的任职不包括{county.name}，不能管理那里的外部系统。", "other_place")
