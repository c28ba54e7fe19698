"""An import from the hand-over of the file to its end: previewed, decided, confirmed or discarded, undone."""

import hashlib
import tempfile
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from dutylist.history.recording import recording
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.refusals import NotPossible
from items.models import ImportJob, ImportState
from items.services.register import require_editor, require_reason

from ..grid import FileRefused
from ..matching import DECISIONS
from ..safety import MAX_FILE_BYTES
from .importing import Options, import_rows, read_upload
from .undoing import undo_trail

NAME_LENGTH = 200


def preview_upload(upload, *, county, by, options=None):
    """Takes an uploaded file in: -> the job with its preview. A file that is refused is not kept (FileRefused)."""
    require_editor(by, county)
    with tempfile.NamedTemporaryFile(suffix=".upload") as copy:
        digest = copied(upload, copy)
        file = read_upload(copy.name, county=county, heads=(options or Options()).heads)
        report = import_rows(file, county=county, by=by, reason="", dry_run=True, options=options)
        job = new_job(county, by, upload.name, digest, options or Options(), report)
        keep(job, copy.name)
    job.save()
    return job


def import_file(path, *, county, by, reason, options=None, dry_run=False):
    """Reads and imports a file in one go, for the command: -> its report; nothing is kept of a dry run or an error."""
    path, options = Path(path), options or Options()
    file = read_upload(path, county=county, heads=options.heads)
    with recording(by=by, reason=reason, source="import", county=county.code) as rec:
        report = import_rows(file, county=county, by=by, reason=reason, dry_run=dry_run, options=options)
        if not (dry_run or report.errors):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            job = new_job(county, by, path.name, digest, options, report)
            finish(job, report, reason, rec.id)
            keep(job, path)
            job.save()
    return report


def decide(job, *, by, decisions=None, options=None):
    """Previews the kept file again with what was decided about its alike rows, or with other options."""
    require_editor(by, job.county)
    chosen = {**job.options.get("decisions", {}), **(decisions or {})}
    chosen = {key: value for key, value in chosen.items() if value in DECISIONS}
    switches = {**switches_of(job), **(options or {})}
    options = Options(job.township, decisions=tuple(chosen.items()), **switches)
    file = read_kept(job, options)
    report = import_rows(file, county=job.county, by=by, reason="", dry_run=True, options=options)
    with transaction.atomic():
        job = require_open(locked(job))
        describe(job, options, report)
        job.save()
    return job


def confirm(job, *, by, reason):
    """Carries out exactly what was previewed: -> the job. Raises Stale when the county's list moved since."""
    require_editor(by, job.county)
    require_reason(reason, published=True)
    file = read_kept(job, options_of(job))
    with recording(by=by, reason=reason, source="import", county=job.county.code) as rec:
        CountyPolicy.objects.locked(job.county)
        job = require_open(locked(job))
        expect = (job.list_version, job.digest)
        report = import_rows(
            file, county=job.county, by=by, reason=reason, dry_run=False, options=options_of(job), expect=expect
        )
        if report.errors:
            raise NotPossible("文件中还有错误，改正后重新上传才能导入。")
        finish(job, report, reason, rec.id)
        job.save()
    return job


def discard(job, *, by):
    """Gives a preview up; nothing of it was ever written."""
    require_editor(by, job.county)
    with transaction.atomic():
        job = require_open(locked(job))
        job.state, job.finished_at = ImportState.DISCARDED, timezone.now()
        job.save()
    return job


def undo_import(job, *, by, reason):
    """Puts back what an import changed, as a batch of its own: -> the job. Raises NotPossible when anything moved."""
    require_editor(by, job.county)
    require_reason(reason, published=True)
    with recording(by=by, reason=reason, source="import", county=job.county.code) as rec:
        CountyPolicy.objects.locked(job.county)
        job = locked(job)
        if job.state != ImportState.IMPORTED:
            raise NotPossible(f"这次导入{job.get_state_display()}，不能撤销。")
        undo_trail(job.county, job.undo, by=by, reason=reason)
        job.state, job.undo_reason, job.undo_batch = ImportState.UNDONE, reason, rec.id
        job.save()
    return job


def copied(upload, copy):
    """Copies an upload to disk and gives its sha256; one that is too big is refused on the way."""
    digest, size = hashlib.sha256(), 0
    for chunk in upload.chunks():
        size += len(chunk)
        if size > MAX_FILE_BYTES:
            raise FileRefused(f"文件超过 {MAX_FILE_BYTES // 2**20} MB，请拆分后分别上传。", code="too_big")
        digest.update(chunk)
        copy.write(chunk)
    copy.flush()
    return digest.hexdigest()


def new_job(county, by, name, digest, options, report):
    job = ImportJob(
        county=county, township=options.township, uploaded_by=by, file_name=name[-NAME_LENGTH:], sha256=digest
    )
    describe(job, options, report)
    return job


def describe(job, options, report):
    """Writes a preview down: what was chosen, what it would do, and by what it is known again."""
    job.options = {
        "create_departments": options.create_departments,
        "cancel_absent": options.cancel_absent,
        "heads": options.heads,
        "decisions": dict(options.decisions),
    }
    job.report, job.digest, job.list_version = report.as_json(), report.digest, report.list_version


def finish(job, report, reason, batch):
    job.state, job.reason, job.batch = ImportState.IMPORTED, reason, batch
    job.report, job.undo, job.finished_at = report.as_json(), report.trail, timezone.now()


def keep(job, path):
    """Keeps the file by its digest, once however often it is handed in."""
    storage = ImportJob.file.field.storage
    name = ImportJob.file.field.generate_filename(job, job.file_name)
    if not storage.exists(name):
        with Path(path).open("rb") as file:
            name = storage.save(name, File(file))
    job.file.name = name


def read_kept(job, options):
    """The kept file, read again; refused when it is not the one that was previewed."""
    path = Path(job.file.path)
    if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != job.sha256:
        raise NotPossible("保存的文件已不完整，请重新上传。")
    return read_upload(path, county=job.county, heads=options.heads)


def options_of(job):
    return Options(job.township, decisions=tuple(job.options["decisions"].items()), **switches_of(job))


def switches_of(job):
    return {name: job.options[name] for name in ("create_departments", "cancel_absent", "heads") if name in job.options}


def locked(job):
    return ImportJob.objects.select_for_update(of=("self",)).select_related("county", "township").get(pk=job.pk)


def require_open(job):
    if not job.is_open:
        raise NotPossible(f"这次导入{job.get_state_display()}，不能再改。")
    return job
