"""The alike rows, each once: of several files, what looks alike in the same way is one pair and one
decision.
"""

from items.imports.preview.report_pages import ReportPage, alike_groups, report_page

SIZE = 50
EVERY = 10**6


def pairs_of(job, asked):
    """The alike rows under the filters, decided ones too; `input` is what a decision about each is
    filed under.
    """
    rows = report_page(job, outcome="alike", size=EVERY, **asked.within()).rows
    if not job.is_many:
        return [{**row, "input": row["key"], "files": []} for row in rows]
    names = {part["part"]: part["label"] for part in job.report["parts"]}
    wanted = {row["group"] for row in rows}
    pairs = []
    for group in alike_groups(job):
        if group["group"] in wanted:
            pairs.append(
                {
                    **group,
                    "input": group["group"],
                    "files": [names[part] for part in group["parts"]],
                    "everywhere": len(group["parts"]) == len(names),
                }
            )
    return pairs


def pairs_page(job, asked):
    counts = report_page(job, outcome="alike", size=1, **asked.within()).counts
    return ReportPage.of(pairs_of(job, asked), counts, asked.page, SIZE)


def is_open(pair):
    return pair["outcome"] == "alike" and not pair["decision"]
