"""The text of a scheme as it is frozen, and as the API tells its indicators and findings."""

from assessment.models.schemes import number_told

FORMAT = 1


def indicator_json(row):
    return {
        "number": row.number,
        "name": row.name,
        "text": row.text,
        "weight": number_told(row.weight),
        "lead": row.lead,
        "bearer": row.bearer or None,
        "method": row.method,
        "frequency": row.frequency,
        "basis": row.basis,
        "document_number": row.document_number,
        "items": row.items,
    }


def finding_json(row):
    override = None
    if row.override_reason:
        override = {"reason": row.override_reason, "by": row.overridden_by_name}
    return {
        "id": row.pk,
        "rule": row.rule,
        "severity": row.severity,
        "sentence": row.sentence,
        "place": row.place,
        "remedy": row.remedy,
        "ground": row.ground,
        "entry": row.entry or None,
        "indicator": row.indicator,
        "words": row.words,
        "override": override,
    }


def document_of(scheme):
    """What is frozen at the approval: the whole text, with the reasons for which findings were set
    aside.
    """
    kept = []
    for row in scheme.open_findings.exclude(override_reason="").order_by("pk"):
        kept.append(
            {
                "rule": row.rule,
                "indicator": row.indicator,
                "sentence": row.sentence,
                "reason": row.override_reason,
            }
        )
    return {
        "format": FORMAT,
        "scheme": scheme.pk,
        "county": scheme.county.code,
        "title": scheme.title,
        **scheme.own_state(),
        "approved_on": scheme.approved_on.isoformat(),
        "indicators": [indicator_json(row) for row in scheme.indicators_in_order],
        "overrides": kept,
    }
