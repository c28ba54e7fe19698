"""The rules that hold what is proposed against the county's list; `near_items` looks for both
of many contents at once.
"""

from items.findings.registry import Rule, Severity, register_rule

NEAR_DUPLICATE = register_rule(
    Rule(
        "near_duplicate",
        "“{name}”与清单中的“{item}”（{code}）可能是同一事项：{likeness}。",
        check=None,
        fields=("name",),
        remedy="与该事项核对；确为同一事项的，请改为修订该事项。",
        severity=Severity.WARNING,
    )
)
RECLAIMED_RETURN = register_rule(
    Rule(
        "reclaimed_return",
        "“{name}”与已由部门收回的“{item}”（{code}）可能是同一事项：{likeness}。",
        check=None,
        fields=("name",),
        remedy="由承接部门办理；确需重新交由乡镇承担的，请说明理由。",
        severity=Severity.BLOCKING,
    )
)
