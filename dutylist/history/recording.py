"""The one way to change a tracked table: inside `recording(by=, reason=, source=)`."""

import contextlib
import contextvars
import functools
import uuid
from dataclasses import dataclass, field

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from .audiences import written
from .clock import end_of_day
from .guard import UnrecordedChange, guard_off, opened
from .limits import require_text

__all__ = ["Protection", "Recording", "UnrecordedChange", "current", "migrating", "recording"]

_current = contextvars.ContextVar("recording", default=None)
SOURCES = {
    "form": "页面",
    "decision": "审批决定",
    "import": "批量导入",
    "api": "接口",
    "command": "命令",
    "job": "定时任务",
    "seed": "初始数据",
}
PROTECTED_ACTOR = "受保护的操作人"


@dataclass(frozen=True)
class Protection:
    """Seals who acts (受保护的操作人): the name, and whatever else would tell it.

    `openers` are the keys of those who may open it, two of them together. `facts` are kept beside
    the name under their labels ({"单位": "河口乡"}). What is written under it should be objects of
    its own: a row between two others of the same object would tell between which times it came.
    """

    openers: tuple
    facts: dict = field(default_factory=dict)

    def __post_init__(self):
        if not written(self.openers):
            raise ValueError("nobody could open this protected actor")


@dataclass
class Recording:
    """One user action while it happens; `models` are the history models and `witnessed` the
    write-once rows it wrote.
    """

    by: object
    reason: str
    source: str
    decision: object = None
    county: str = ""
    audience: str = ""
    protection: Protection | None = None
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    models: set = field(default_factory=set)
    witnessed: list = field(default_factory=list)

    @property
    def actor_id(self):
        """Of whoever the record names; None for a protected actor."""
        return None if self.protection else getattr(self.by, "pk", None)

    @property
    def actor_name(self):
        """Whom the record names."""
        return PROTECTED_ACTOR if self.protection else self.own_name

    @property
    def row_time(self):
        """What a history row written now says: of a protected actor the day and no more."""
        return self._end_of_day if self.protection else timezone.now()

    @functools.cached_property
    def _end_of_day(self):
        return end_of_day(timezone.now())

    @property
    def own_name(self):
        """The name as it is today: an account may be renamed, the record may not."""
        if self.by is None:
            return "系统"
        if getattr(self.by, "is_anonymous", False):
            return "未登录访问者"
        if not hasattr(self.by, "get_full_name"):
            return str(self.by)
        return self.by.get_full_name() or self.by.get_username()

    @property
    def decision_id(self):
        return getattr(self.decision, "pk", self.decision)

    def is_joined(self, audience, protected):
        """Whether an inner verb writes into this batch; one for another audience has its own."""
        if protected and protected != self.protection:
            raise ValueError("an actor is protected by the outermost verb")
        if not audience or audience == self.audience:
            return True
        if self.protection:
            raise ValueError("what a protected actor does is one batch: another would name him")
        return False

    def complete(self, reason, decision, county):
        """What an inner verb knows and the outer one did not say."""
        self.reason = self.reason or reason
        self.decision = self.decision or decision
        self.county = self.county or county

    def add_reason(self, what):
        """Puts what a verb inside does before the reason that was given for the whole."""
        if self.reason:
            what = f"{what}：{self.reason}"
        self.reason = what


def current():
    """The recording under way, or None."""
    return _current.get()


@contextlib.contextmanager
def recording(
    *, by, reason="", source="form", decision=None, county="", audience=(), protected=None
):
    """One transaction and one batch; a verb inside another joins its batch, and undoes only itself
    when it fails.

    `audience` are the keys of those who may read the batch (none: whoever reads its county, or,
    inside another verb, whoever reads that one's); what is written inside for another audience is a
    batch of its own in the same transaction. `protected`, a `Protection`, seals who acts.
    """
    if source not in SOURCES:
        raise ValueError(f"unknown source: {source}")
    audience = written(audience)
    outer = _current.get()
    if outer and outer.is_joined(audience, protected):
        outer.complete(reason, decision, county)
        with transaction.atomic():
            yield outer
        return
    require_text(reason, "reason")
    rec = Recording(by, reason, source, decision, county, audience, protected)
    token = _current.set(rec)
    try:
        with transaction.atomic():
            yield rec
            _close(rec)
    finally:
        _current.reset(token)


def _close(rec):
    """Writes the batch, unless the transaction is to be undone (a preview) or nothing was
    changed.
    """
    if transaction.get_rollback() or not rec.models:
        return
    actor = None
    if rec.protection:
        actor = apps.get_model("history", "ProtectedActor").of(rec)
    batch = apps.get_model("history", "Batch").of(rec, actor)
    if not batch.body:
        return
    with opened("history_batch", "history_protectedactor"):
        batch.save(force_insert=True)
        if actor:
            actor.save(force_insert=True)


@contextlib.contextmanager
def migrating(reason):
    """Loads reference data without history rows; `reason` says which. Refused inside a
    recording.
    """
    if _current.get():
        raise UnrecordedChange(f"migrating inside a recording: {reason}")
    with guard_off():
        yield
