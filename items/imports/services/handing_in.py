"""Takes in what is handed in, one file, several or a zip of several: copied to disk, counted, told
by its digest.
"""

import contextlib
import hashlib
import tempfile
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from dutylist.history.refusals import Invalid
from items.imports.reading.grid import FileRefused
from items.imports.reading.safety import MAX_FILE_BYTES, refuse_secret_name
from items.imports.reading.zip_files import is_parcel, unpack

MAX_FILES = 100
MAX_UPLOAD_BYTES = 200 * 2**20  # of all files of one import together
CHUNK = 2**20
NO_FILE = "请选择要导入的文件。"
TOO_MANY = f"一次最多导入{MAX_FILES}个文件。"


@dataclass
class Handed:
    """One file as it was handed in: its own name, where its copy lies, its digest."""

    name: str
    path: Path
    sha256: str


@dataclass
class HandedIn:
    """Everything of one import; `skipped` is what of a zip was left aside, [{"name", "reason"}]."""

    title: str
    files: list[Handed] = field(default_factory=list)
    skipped: list[dict] = field(default_factory=list)

    @property
    def readable(self):
        return [(file.name, file.path) for file in self.files]


@contextlib.contextmanager
def handed_in(uploads):
    """The uploads as files on disk that are gone afterwards: -> HandedIn. Raises FileRefused,
    Invalid.
    """
    uploads = list(uploads)
    if not uploads:
        raise Invalid({"file": NO_FILE})
    if len(uploads) > MAX_FILES:
        raise FileRefused(TOO_MANY, code="too_many_files")
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        handed, left = HandedIn(title_of([upload.name for upload in uploads])), MAX_UPLOAD_BYTES
        for number, upload in enumerate(uploads):
            path = Path(folder) / f"{number:03d}.upload"
            left -= copied(upload, path, min(left, MAX_UPLOAD_BYTES))
            take(handed, PurePath(upload.name).name, path)
        if len(handed.files) > MAX_FILES:
            raise FileRefused(TOO_MANY, code="too_many_files")
        yield handed


def take(handed, name, path):
    """One upload: itself, or the files of a zip."""
    if not is_parcel(path):
        if path.stat().st_size > MAX_FILE_BYTES:
            raise FileRefused(
                f"文件超过 {MAX_FILE_BYTES // 2**20} MB，请拆分后分别上传。", code="too_big"
            )
        refuse_secret_name(name)
        handed.files.append(Handed(name, path, digest_of(path)))
        return
    members, skipped = unpack(path, path.with_suffix(".unpacked"))
    for member, _copy in members:
        refuse_secret_name(member)
    handed.skipped += skipped
    handed.files += [Handed(member, copy, digest_of(copy)) for member, copy in members]


def copied(upload, path, most):
    """Copies an upload to disk: -> its size; one that is too big is refused on the way."""
    size = 0
    with path.open("wb") as copy:
        for chunk in chunks_of(upload):
            size += len(chunk)
            if size > most:
                raise FileRefused(
                    f"上传的文件合计超过 {MAX_UPLOAD_BYTES // 2**20} MB，请分次上传。",
                    code="too_big",
                )
            copy.write(chunk)
    return size


def chunks_of(upload):
    """An upload in pieces, whether it came over the web or lies on the disk (a path)."""
    if not isinstance(upload, Path):
        yield from upload.chunks()
        return
    with upload.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def digest_of(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def title_of(names):
    """What an import is called: its file, or the first of several and how many they are."""
    first = PurePath(names[0]).name
    if len(names) == 1:
        return first
    return f"{first} 等{len(names)}个文件"
