"""An import from the hand-over of the files to its end: previewed, decided, confirmed or discarded,
undone.
"""

import os
from dataclasses import replace
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from dutylist.history.recording import recording
from dutylist.history.refusals import Invalid
from dutylist.organizations.models import CountyPolicy
from dutylist.workflow.refusals import NotPossible, Stale
from items.imports.matching.rows import DECISIONS
from items.imports.owners.whose_list import WhoseAsked
from items.imports.preview.report import ImportReport, PartReport
from items.imports.reading.places import in_turn
from items.models import ImportJob, ImportPart, ImportState
from items.register.services.edit_conditions import require_editor, require_reason

from .collector import Quiet
from .handing_in import digest_of, handed_in
from .importing import Options, carry_out
from .intake import FileIn, Intake
from .owed import ask_no_more, ask_to_go_on
from .planning import Plan
from .undoing import undo_trail

NAME_LENGTH = 200
SWITCHES = ("create_departments", "cancel_absent", "heads", "county_wide")
ONE_TOWNSHIP = "一次导入多个文件时，每个文件各属一个单位，不能再另外指定。"
NOT_ANSWERED = "还没有选定这是哪个单位的清单，请先选定。"
SEVERAL_ANSWERS = "指明了单位，就不能再指明按总清单导入。"
CHANGED_MEANWHILE = "这次导入刚被他人改动过，请刷新后再办理。"


@in_turn()
@Quiet()
def preview_uploads(uploads, *, county, by, options=None, asking=False):
    """Takes files in, one, several or a zip of several: -> the job with its preview.

    A single list that names a township is refused until it is said whose it is (WhoseAsked); with
    `asking` it is kept without a preview and waits for the answer (`answer_whose`).

    Files that are refused are not kept (FileRefused; FilesRefused says it of each). Of several, one
    that only cannot be read is an error of the preview, until somebody leaves it out; it is not
    kept either.
    """
    require_editor(by, county)
    with handed_in(uploads) as handed:
        intake = taken_in(handed, county, options or Options(), by)
        try:
            intake.require_answer()
        except WhoseAsked as asked:
            if not asking:
                raise
            return waiting_job(intake, handed, asked.whose, county, by)
        plan = Plan(intake.parts, county, intake.options, intake)
        report = carry_out(plan, by=by, reason="", dry_run=True)
        job = new_job(county, by, handed, plan, report)
        with transaction.atomic():
            job.save()
            keep(job, handed, intake, whole_files(plan))
            ask_to_go_on(job, by=by)
    return job


def waiting_job(intake, handed, whose, county, by):
    """The import of a list that names a township, kept without a preview until it is said whose
    list it is.
    """
    job = ImportJob(county=county, uploaded_by=by, file_name=handed.title[-NAME_LENGTH:], version=1)
    report = ImportReport([PartReport(file_name=handed.files[0].name)], several=False)
    job.state = ImportState.ASKED
    job.options = options_kept(intake, intake.options, whose.as_json(county))
    job.report = {**report.summary(), "skipped_files": handed.skipped}
    job.detail = report.detail()
    with transaction.atomic():
        job.save()
        keep(job, handed, intake, {})
        ask_to_go_on(job, by=by)
    return job


def preview_upload(upload, *, county, by, options=None):
    """`preview_uploads` of a single one."""
    return preview_uploads([upload], county=county, by=by, options=options)


@in_turn()
@Quiet()
def import_files(paths, *, county, by, reason, options=None, dry_run=False, **told):
    """Reads and imports files in one go, for the command: -> the report; nothing is kept of a dry
    run or an error.
    """
    require_editor(by, county)
    with handed_in([Path(path) for path in paths]) as handed:
        intake = taken_in(handed, county, options or Options(), by, **told)
        intake.require_answer()
        plan = Plan(intake.parts, county, intake.options, intake)
        with recording(by=by, reason=reason, source="import", county=county.code) as rec:
            report = carry_out(plan, by=by, reason=reason, dry_run=dry_run)
            if not (dry_run or report.errors):
                job = new_job(county, by, handed, plan, report)
                finish(job, report, reason, rec.id)
                job.save()
                keep(job, handed, intake, whole_files(plan))
                report.job = job.pk
    return report


def import_file(path, **chosen):
    """`import_files` of a single one."""
    return import_files([path], **chosen)


def taken_in(handed, county, options, by, **told):
    """The files as they were read: -> Intake. Raises Invalid for what cannot be said of several of
    them.
    """
    options = replace(options, by=options.by or actor_name(by))
    if options.township and options.county_wide:
        raise Invalid({"county_wide": SEVERAL_ANSWERS})
    files = [FileIn(number, file.name, file.path) for number, file in enumerate(handed.files, 1)]
    intake = Intake(files, county=county, options=options, checked=True, **told)
    if intake.many and (options.township or options.county_wide):
        field = "county_wide"
        if options.township:
            field = "township"
        raise Invalid({field: ONE_TOWNSHIP})
    return intake


@in_turn()
@Quiet()
def decide(job, *, by, decisions=None, options=None, townships=None, leave_out=None, expect=None):
    """Previews the kept files again with what was decided about alike rows, with other options or
    other townships.

    `decisions` are by a row's key or by its group. `townships` are by the number of a file or the
    key of a piece of it: a region, its code, or nothing for what is recognised. `leave_out` is by
    the same, true or false.
    """
    require_editor(by, job.county)
    require_version(require_open(job), expect)
    options = options_of(
        job, decisions or {}, options or {}, townships or {}, leaving(leave_out or {}, by)
    )
    return previewed_again(job, options, by)


@in_turn()
@Quiet()
def answer_whose(job, *, by, township, expect=None):
    """Takes the answer whose list a single file is, a township's or (None) the county's, and
    previews it.
    """
    require_editor(by, job.county)
    require_version(require_open(job), expect)
    if "whose" not in job.options:
        raise NotPossible("这次导入没有要选定的单位。")
    options = replace(options_of(job), township=township, county_wide=township is None)
    return previewed_again(job, options, by)


def previewed_again(job, options, by):
    """The job with a preview of its kept files under these options."""
    intake = read_kept(job, options)
    intake.require_answer()
    plan = Plan(intake.parts, job.county, options, intake)
    report = carry_out(plan, by=by, reason="", dry_run=True)
    with transaction.atomic():
        job = require_same(job)
        describe(job, plan, report)
        job.save()
        whole = whole_files(plan)
        for kept in job.files:
            if kept.township != whole.get(kept.position):
                kept.township = whole.get(kept.position)
                kept.save()
        ask_to_go_on(job, by=by)
    return job


def leaving(leave_out, by):
    """{number or key: who leaves it out, or nobody}"""
    left_out = {}
    for key, leaves in leave_out.items():
        left_out[str(key)] = ""
        if leaves:
            left_out[str(key)] = actor_name(by)
    return left_out


def whole_files(plan):
    """{number of a file: the township it is of}; a file that several share is nobody's."""
    return {part.number: part.township for part in plan.parts if not part.pieces}


@in_turn()
@Quiet()
def confirm(job, *, by, reason, expect=None):
    """Carries out exactly what was previewed: -> the job. Raises Stale when the county's list moved
    since.
    """
    require_editor(by, job.county)
    require_reason(reason, published=True)
    require_version(require_open(job), expect)
    if job.is_asked:
        raise NotPossible(NOT_ANSWERED)
    options = options_of(job)
    intake = read_kept(job, options)
    plan = Plan(intake.parts, job.county, options, intake)
    with recording(by=by, reason=reason, source="import", county=job.county.code) as rec:
        CountyPolicy.objects.locked(job.county)
        job = require_same(job)
        report = carry_out(
            plan, by=by, reason=reason, dry_run=False, expect=(job.list_version, job.digest)
        )
        if report.errors:
            raise NotPossible("文件中还有错误，改正后重新上传才能导入。")
        finish(job, report, reason, rec.id)
        job.save()
        ask_no_more(job, by=by)
    return job


def discard(job, *, by, reason="", expect=None):
    """Gives a preview up; nothing of it was ever written."""
    require_editor(by, job.county)
    with transaction.atomic():
        job = require_open(locked(job))
        require_version(job, expect)
        job.state, job.finished_at = ImportState.DISCARDED, timezone.now()
        job.reason = reason
        job.version += 1
        job.save()
        ask_no_more(job)
    return job


def undo_import(job, *, by, reason, expect=None):
    """Puts back what an import changed, as a batch of its own: -> the job. Raises NotPossible when
    anything moved.
    """
    require_editor(by, job.county)
    require_reason(reason, published=True)
    with recording(by=by, reason=reason, source="import", county=job.county.code) as rec:
        CountyPolicy.objects.locked(job.county)
        job = locked(job)
        if job.state != ImportState.IMPORTED:
            raise NotPossible(f"这次导入{job.get_state_display()}，不能撤销。")
        require_version(job, expect)
        undo_trail(job.county, job.undo, by=by, reason=reason)
        job.state, job.undo_reason, job.undo_batch = ImportState.UNDONE, reason, rec.id
        job.version += 1
        job.save()
    return job


def new_job(county, by, handed, plan, report):
    township, name = plan.options.township, handed.title[-NAME_LENGTH:]
    job = ImportJob(county=county, township=township, uploaded_by=by, file_name=name, version=0)
    describe(job, plan, report)
    job.report["skipped_files"] = handed.skipped
    return job


def describe(job, plan, report):
    """Writes a preview down: what was chosen, what it would do, and by what it is known again."""
    says = plan.intake.says
    if says.is_asked:
        whose = says.as_json(job.county)
    else:
        whose = job.options.get("whose")
    job.options = options_kept(plan.intake, plan.options, whose)
    job.township, job.state = plan.options.township, ImportState.PREVIEWED
    job.digest, job.list_version = report.digest, report.list_version
    tell(job, report)


def options_kept(intake, options, whose=None):
    """What was chosen, as it is kept; `whose` is what a single list says of whose it is."""
    kept = {name: getattr(options, name) for name in SWITCHES}
    kept["decisions"] = dict(options.decisions)
    kept["townships"] = options.whose
    kept["left_out"] = intake.left_out
    if whose:
        kept["whose"] = whose
    return kept


def tell(job, report):
    skipped = job.report.get("skipped_files", [])
    job.report, job.detail = {**report.summary(), "skipped_files": skipped}, report.detail()
    job.version += 1


def finish(job, report, reason, batch):
    job.state, job.reason, job.batch = ImportState.IMPORTED, reason, batch
    job.undo, job.finished_at = report.trail, timezone.now()
    tell(job, report)


def keep(job, handed, intake, whole):
    """Keeps each file by its digest, once however often it is handed in; of one that nobody could
    read its name.

    `whole` is {number of a file: the township it is of}.
    """
    for file, read in zip(handed.files, intake.files, strict=True):
        kept = ImportPart(
            job=job,
            position=read.number,
            township=whole.get(read.number),
            file_name=file.name[-NAME_LENGTH:],
            sha256=file.sha256,
            refusal=list(read.refusal),
        )
        if read.refusal:
            kept.file.name = ""
        else:
            kept.file.name = stored(kept, file.path, read.format)
        kept.save()


def stored(part, path, ending):
    """The name a file is kept under, with the ending of what it is; it is copied there unless it is
    already.
    """
    storage = part.file.storage
    name = part.file.field.generate_filename(part, f"{part.file_name}.{ending}")
    if storage.exists(name) and storage.size(name) == path.stat().st_size:
        os.utime(storage.path(name))  # the sweep would take it for an old one
        return name
    with path.open("rb") as file:
        return storage.save(name, File(file))


def read_kept(job, options):
    """The kept files, read again: -> Intake; refused when one is not what was previewed."""
    files = []
    for part in job.files:
        path = ""
        if not part.refusal:
            path = Path(part.file.path)
            if not path.exists() or digest_of(path) != part.sha256:
                raise NotPossible(f"保存的文件“{part.file_name}”已不完整，请重新上传。")
        files.append(FileIn(part.position, part.file_name, path, tuple(part.refusal)))
    return Intake(files, county=job.county, options=options)


def options_of(job, decisions=(), options=(), townships=(), left_out=()):
    """What was chosen for a job so far, with what is chosen now."""
    kept = job.options
    decided = {**kept.get("decisions", {}), **dict(decisions)}
    whose = dict(kept.get("townships", {}))
    for key, region in dict(townships).items():
        whose[str(key)] = code_of(region)
    left = {**kept.get("left_out", {}), **dict(left_out)}
    switches = {name: kept[name] for name in SWITCHES if name in kept}
    return Options(
        job.township,
        decisions=tuple((key, value) for key, value in decided.items() if value in DECISIONS),
        townships=set_entries(whose),
        left_out=set_entries(left),
        **{**switches, **dict(options)},
    )


def set_entries(chosen):
    """The entries that say something, as `Options` holds them."""
    return tuple((key, value) for key, value in chosen.items() if value)


def actor_name(by):
    return by.get_full_name() or by.get_username()


def code_of(region):
    return getattr(region, "code", region) or ""


def locked(job):
    return (
        ImportJob.objects.select_for_update(of=("self",))
        .select_related("county", "township")
        .get(pk=job.pk)
    )


def require_open(job):
    if not job.is_open:
        raise NotPossible(f"这次导入{job.get_state_display()}，不能再改。")
    return job


def require_version(job, expect):
    """`expect` is the version somebody saw of the import itself; None asks for none."""
    if expect is not None and expect != job.version:
        raise Stale(CHANGED_MEANWHILE)


def require_same(job):
    """The job under its lock, still open and still the one that was read."""
    now = require_open(locked(job))
    if now.version != job.version:
        raise Stale(CHANGED_MEANWHILE)
    return now
