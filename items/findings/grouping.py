"""Findings as a page shows them: what blocks, what warns, all others by their rule."""


def group_findings(findings):
    """{"blocking": [...], "warning": [...], "by_rule": [[all others of one rule], ...]} in list
    order.
    """
    found = {
        severity: [finding for finding in findings if finding.severity == severity]
        for severity in ("blocking", "warning", "note")
    }
    by_rule = {}
    for finding in (*found["warning"], *found["note"]):
        by_rule.setdefault(finding.rule, []).append(finding)
    return {**found, "by_rule": list(by_rule.values())}
