"""The pages of an import (文件, 识别, 预览, 理由, 完成): a page for each step."""

from .answering import answer
from .ending import confirm, discard, done, undo
from .files import upload
from .job_pages import current_step
from .matrix import matrix
from .preview import decide, preview
from .recognised import assign, recognised

__all__ = [
    "answer",
    "assign",
    "confirm",
    "current_step",
    "decide",
    "discard",
    "done",
    "matrix",
    "preview",
    "recognised",
    "undo",
    "upload",
]
