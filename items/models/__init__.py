"""The nouns of the register."""

from .acts import LegalAct
from .categories import Category
from .corrections import Correction, CorrectionAction, CorrectionStatus
from .duty_items import DutyItem, Kind, Lineage, Publicness, Scope
from .editions import (
    Edition,
    EditionAction,
    EditionDocument,
    EditionStatus,
    Entry,
    EntryDepartment,
    EntryTownship,
    Revocation,
)
from .head_words import HeadWord
from .imports import ImportJob, ImportPart, ImportState
from .kinds import BasicItem, CoordinationItem, ReclaimedItem
from .parts import (
    Basis,
    Power,
    ProcedureStep,
    Responsibility,
    ResponsibilityRole,
    ScopeTag,
    ScopeTownship,
    SupportPromise,
    Variant,
)
from .phrases import AskedCount, AskedOutcome, MatterLink, Phrase, PhraseStanding
from .proposals import ChangeSet, ProposedChange
from .revisions import Revision, RevisionAction, RevisionStatus
from .text_vectors import TextVector

__all__ = [
    "AskedCount",
    "AskedOutcome",
    "BasicItem",
    "Basis",
    "Category",
    "ChangeSet",
    "CoordinationItem",
    "Correction",
    "CorrectionAction",
    "CorrectionStatus",
    "DutyItem",
    "Edition",
    "EditionAction",
    "EditionDocument",
    "EditionStatus",
    "Entry",
    "EntryDepartment",
    "EntryTownship",
    "HeadWord",
    "ImportJob",
    "ImportPart",
    "ImportState",
    "Kind",
    "LegalAct",
    "Lineage",
    "MatterLink",
    "Phrase",
    "PhraseStanding",
    "Power",
    "ProcedureStep",
    "ProposedChange",
    "Publicness",
    "ReclaimedItem",
    "Responsibility",
    "ResponsibilityRole",
    "Revision",
    "RevisionAction",
    "RevisionStatus",
    "Revocation",
    "Scope",
    "ScopeTag",
    "ScopeTownship",
    "SupportPromise",
    "TextVector",
    "Variant",
]
