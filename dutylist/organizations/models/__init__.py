"""Who there is and what they answer for: regions, departments, people, and the words of a place."""

from .accounts import AccessToken, AccountEvent, AccountSession, PasswordRecord, RecoveryCode
from .cards import CARD_FIELDS, TownshipCard
from .departments import (
    Department,
    DepartmentAlias,
    DepartmentKind,
    DepartmentSuccession,
    Ownership,
)
from .policy import CountyPolicy, PlaceWord
from .regions import Kind, Level, Region, RegionSuccession, RegionTag, RegionTagging, SuccessionKind
from .reorganizations import Reorganization, ReorganizationKind, ReorganizationState
from .users import Membership, User

__all__ = [
    "CARD_FIELDS",
    "AccessToken",
    "AccountEvent",
    "AccountSession",
    "CountyPolicy",
    "Department",
    "DepartmentAlias",
    "DepartmentKind",
    "DepartmentSuccession",
    "Kind",
    "Level",
    "Membership",
    "Ownership",
    "PasswordRecord",
    "PlaceWord",
    "RecoveryCode",
    "Region",
    "RegionSuccession",
    "RegionTag",
    "RegionTagging",
    "Reorganization",
    "ReorganizationKind",
    "ReorganizationState",
    "SuccessionKind",
    "TownshipCard",
    "User",
]
