"""What a backup says of itself: which files it holds with their checksums, of which program and
database; a damaged one is refused by name.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from dutylist.history.refusals import Refusal

NAME = "manifest.json"
FORMAT = 1
CHUNK = 2**20
NO_RIGHT = "运行账号不能读写{path}。请换一个它能读写的目录，或者由 root 把目录交给它（chown）。"


class BackupRefused(Refusal):
    """A backup that cannot be made here, or cannot be trusted."""

    code = "backup_refused"


def sentence_of(error):
    """What a refusal, or the disk, says to whoever runs the command."""
    if isinstance(error, PermissionError):
        return NO_RIGHT.format(path=error.filename)
    return getattr(error, "sentence", str(error))


@dataclass
class Manifest:
    """`files` is {path within the backup: [bytes, sha256]}; `migrations` are the database's."""

    made_at: str
    engine: str
    database: str
    files: dict
    migrations: list
    rows: dict

    def write(self, folder):
        """Writes the manifest last: a backup without one was never finished."""
        contents = {"format": FORMAT, **vars(self)}
        whole = {**contents, "digest": digest_of(contents)}
        text = json.dumps(whole, ensure_ascii=False, indent=1)
        (folder / NAME).write_text(text, encoding="utf-8")


def digest_of(contents):
    return hashlib.sha256(
        json.dumps(contents, ensure_ascii=False, sort_keys=True).encode()
    ).hexdigest()


def checksum(path):
    """[bytes, sha256] of a file."""
    size, digest = 0, hashlib.sha256()
    with Path(path).open("rb") as file:
        while block := file.read(CHUNK):
            size += len(block)
            digest.update(block)
    return [size, digest.hexdigest()]


def read_manifest(folder):
    """The manifest of a whole backup, every file compared with its checksum. Raises BackupRefused
    with the name of what is missing, altered or does not belong there.
    """
    manifest = _read(folder)
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {NAME}
    for name in sorted(set(manifest.files) | there):
        if name not in there:
            raise BackupRefused(f"备份不完整：缺少文件{name}。没有恢复任何内容。")
        if name not in manifest.files:
            raise BackupRefused(f"备份中多出文件{name}，不在清单之内。没有恢复任何内容。")
        if checksum(folder / name) != manifest.files[name]:
            raise BackupRefused(f"备份已损坏：文件{name}与校验值不符。没有恢复任何内容。")
    return manifest


def _read(folder):
    path = folder / NAME
    if not path.is_file():
        raise BackupRefused(f"{folder}不是完整的备份：没有{NAME}。")
    try:
        contents = json.loads(path.read_text(encoding="utf-8"))
        digest = contents.pop("digest")
        number = contents.pop("format")
        manifest = Manifest(**contents)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BackupRefused(f"备份已损坏：{NAME}不能读取。没有恢复任何内容。") from None
    if digest != digest_of({"format": number, **contents}):
        raise BackupRefused(f"备份已损坏：{NAME}与校验值不符。没有恢复任何内容。")
    if number != FORMAT:
        raise BackupRefused(f"备份的格式为{number}，本程序只认得{FORMAT}，请用相同版本的程序恢复。")
    return manifest
