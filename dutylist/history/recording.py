"""The one way to change a tracked table: inside `recording(by=, reason=, source=)`."""

import contextlib
import contextvars
import uuid
from dataclasses import dataclass, field

from django.apps import apps
from django.db import transaction

from .guard import UnrecordedChange, guard_off, opened
from .limits import require_text

__all__ = ["Recording", "UnrecordedChange", "current", "migrating", "recording"]

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


@dataclass
class Recording:
    """One user action while it happens; `models` are the history models and `papers` the write-once
    rows it wrote.
    """

    by: object
    reason: str
    source: str
    decision: object = None
    county: str = ""
    id: uuid.UUID = field(default_factory=uuid.uuid4)
    models: set = field(default_factory=set)
    papers: list = field(default_factory=list)

    @property
    def actor_id(self):
        return getattr(self.by, "pk", None)

    @property
    def actor_name(self):
        """The name as it is today: an account may be renamed, the record may not."""
        if self.by is None:
            return "系统"
        if getattr(self.by, "is_anonymous", False):
            return "未登录访问者"
        return (
            (self.by.get_full_name() or self.by.get_username())
            if hasattr(self.by, "get_full_name")
            else str(self.by)
        )

    @property
    def decision_id(self):
        return getattr(self.decision, "pk", self.decision)

    def complete(self, reason, decision, county):
        """What an inner verb knows and the outer one did not say."""
        self.reason = self.reason or reason
        self.decision = self.decision or decision
        self.county = self.county or county

    def add_reason(self, what):
        """Puts what a verb inside does before the reason that was given for the whole."""
        self.reason = f"{what}：{self.reason}" if self.reason else what


def current():
    """The recording under way, or None."""
    return _current.get()


@contextlib.contextmanager
def recording(*, by, reason="", source="form", decision=None, county=""):
    """One transaction and one batch; a verb inside another joins its batch, and undoes only itself
    when it fails.
    """
    if source not in SOURCES:
        raise ValueError(f"unknown source: {source}")
    if outer := _current.get():
        outer.complete(reason, decision, county)
        with transaction.atomic():
            yield outer
        return
    require_text(reason, "reason")
    rec = Recording(by, reason, source, decision, county)
    token = _current.set(rec)
    try:
        with transaction.atomic():
            yield rec
            _close(rec)
    finally:
        _current.reset(token)


def _close(rec):
    """Writes the batch, unless the transaction is to be undone (a preview) or nothing was changed."""
    if transaction.get_rollback() or not rec.models:
        return
    batch = apps.get_model("history", "Batch").of(rec)
    if batch.body:
        with opened("history_batch"):
            batch.save(force_insert=True)


@contextlib.contextmanager
def migrating(reason):
    """Loads reference data without history rows; `reason` says which. Refused inside a recording."""
    if _current.get():
        raise UnrecordedChange(f"migrating inside a recording: {reason}")
    with guard_off():
        yield
