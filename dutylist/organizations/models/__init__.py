"""Who there is and what they answer for: regions, departments, people, and the words of a place."""

from .departments import Department, DepartmentAlias, DepartmentKind, DepartmentSuccession, Ownership
from .policy import CountyPolicy, PlaceWord
from .regions import Kind, Level, Region, RegionSuccession, RegionTag, RegionTagging, SuccessionKind
from .users import Membership, User

__all__ = [
    "CountyPolicy",
    "Department",
    "DepartmentAlias",
    "DepartmentKind",
    "DepartmentSuccession",
    "Kind",
    "Level",
    "Membership",
    "Ownership",
    "PlaceWord",
    "Region",
    "RegionSuccession",
    "RegionTag",
    "RegionTagging",
    "SuccessionKind",
    "User",
]
