"""Findings as a page shows them: what blocks, what warns, all others by their rule."""


def group_findings(findings):
    """{"blocking": [...], "warning": [...], "by_rule": [[all others of one rule], ...]} in list
    order.
    """
    groups = {"blocking": [], "warning": [], "note": []}
    for finding in findings:
        groups[finding.severity].append(finding)
    by_rule = {}
    for finding in (*groups["warning"], *groups["note"]):
        by_rule.setdefault(finding.rule, []).append(finding)
    return {**groups, "by_rule": list(by_rule.values())}
