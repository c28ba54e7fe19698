"""Reforms of departments and regions (机构变更) over HTTP: those that were asked for, what they
will move, and the decision of the second person or of whoever asked.
"""

from dutylist.history.refusals import Refusal
from dutylist.rest.bodies import Body, text_member
from dutylist.rest.described import PAGED, described
from dutylist.rest.idempotency import idempotent
from dutylist.rest.rows import Rows, iso
from dutylist.rest.shapes import TEXT
from dutylist.rest.values import Wrong, as_text

from .filters import ReorganizationFilters
from .models import Reorganization
from .permissions import may
from .services import reorganizing as verbs

DECISIONS = {
    "carry_out": ("核准办理", verbs.carry_out),
    "decline": ("不予办理", verbs.decline),
    "take_back": ("撤回", verbs.take_back),
}


def action_told(value):
    action = as_text(value)
    if action not in DECISIONS:
        named = "、".join(f"{name}（{label}）" for name, (label, _verb) in DECISIONS.items())
        raise Wrong(f"可填：{named}。")
    return action


ACTION = text_member("action", "办理方式", required=True)._replace(
    read=action_told, shape={**TEXT, "enum": list(DECISIONS)}
)
DECIDED = (ACTION,)


class ReorganizationRows(Rows):
    filterset_class = ReorganizationFilters
    right = "organizations.view_reorganization"

    def rows(self, request):
        rows = Reorganization.objects.visible_to(request.user)
        return rows.select_related("county", "asked_by", "decided_by").order_by("pk")

    def as_json(self, row):
        return {
            "id": row.pk,
            "county": row.county.code,
            "kind": row.kind,
            "kind_label": row.get_kind_display(),
            "title": row.title,
            "state": row.state,
            "state_label": row.get_state_display(),
            "reason": row.reason,
            "asked_by": row.asked_by.get_full_name(),
            "asked_at": row.asked_at.isoformat(),
            "decided_by": row.decided_by and row.decided_by.get_full_name(),
            "decided_at": iso(row.decided_at),
            "decided_reason": row.decided_reason,
        }


class Reorganizations(ReorganizationRows):
    """GET: the reforms of the counties of this person, those that wait and those settled."""

    @described(
        "reorganizations_list",
        "机构变更",
        gives="List",
        query=("county", "kind", "state", *PAGED),
    )
    def get(self, request):
        return self.listed(request, self.rows(request))


class OneReorganization(ReorganizationRows):
    """GET: one reform, with what this person may do with it and what it would move."""

    @described("reorganizations_read", "一件机构变更", gives="Reorganization")
    def get(self, request, pk):
        row = self.found(request, pk)
        answer = self.shown(row)
        answer.data = answer.data | {
            "actions": actions_for(request.user, row),
            "moves": moves_of(row),
        }
        return answer


class DecideReorganization(ReorganizationRows):
    """POST: another person carries it out or declines it; whoever asked takes it back."""

    @described(
        "reorganizations_decide",
        "核准、不予办理或者撤回机构变更：核准和不予办理须由提请人以外的另一人",
        takes="ReorganizationDecision",
        gives="Reorganization",
        status=201,
        if_match=True,
        keyed=True,
    )
    @idempotent
    def post(self, request, pk):
        with self.as_seen(request, pk) as row:
            body = Body(request, *DECIDED)
            action = body.values()["action"]
            _label, verb = DECISIONS[action]
            verb(row, by=request.user, reason=body.reason, source="api")
            return self.shown(self.found(request, pk), 201)


def actions_for(user, row):
    """The decisions that this person may take on a reform that waits."""
    if not row.is_waiting or not may(user, verbs.right_of(row.kind), row.county):
        return []
    names = ["carry_out", "decline"]
    if row.asked_by_id == user.pk:
        names = ["take_back"]
    return [{"action": name, "label": DECISIONS[name][0]} for name in names]


def moves_of(row):
    """[{"label", "count", "names"}] of what a waiting reform would move; nothing where it is
    settled or can not be carried out any more.
    """
    if not row.is_waiting:
        return []
    try:
        moved = verbs.what_it_moves(row, by=row.asked_by)
    except Refusal:
        return []
    return [{"label": one.label, "count": one.count, "names": one.names} for one in moved]
