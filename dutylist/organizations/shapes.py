"""Tokens, departments, tags, policies and delegations as the schema names them."""

from dutylist.rest.bodies import shape_of
from dutylist.rest.described import ref
from dutylist.rest.shapes import DAY, FREE, MOMENT, NUMBER, TEXT, YES_NO, add_shapes, many, shape

from . import cards_api, delegations_api, departments_api, reorganizations_api, tags_api
from .policies import policy_lines

CARD = {member.name: member.shape for member in departments_api.CARD}
OFFICE = {"office_telephone": TEXT, "office_address": TEXT, "office_email": TEXT}


def shape_of_line(line):
    """A county's own value of a rule; null takes the shipped one back."""
    return {**line.shape.schema(), "nullable": True, "description": line.label}


add_shapes(
    Token=shape(("id", "token"), id=NUMBER, token=TEXT, name=TEXT, scope=TEXT, expires_at=MOMENT),
    TokenWrite=shape(
        ("username", "password", "name"),
        username=TEXT,
        password=TEXT,
        otp=TEXT,
        name=TEXT,
        days=NUMBER,
        scope={"type": "string", "enum": ["read", "write"]},
    ),
    Department=shape(
        ("id", "county", "name"),
        id=NUMBER,
        county=TEXT,
        name=TEXT,
        **CARD,
        valid_from=DAY,
        valid_until=DAY,
        aliases=many(TEXT),
    ),
    DepartmentWrite=shape_of(*departments_api.NEW),
    DepartmentChange=shape_of(*departments_api.CHANGED),
    DepartmentRename=shape_of(*departments_api.RENAMED),
    DepartmentMerge=shape_of(*departments_api.MERGED),
    DepartmentEnd=shape_of(*departments_api.ENDED),
    Reorganization=shape(
        ("id", "county", "kind", "title", "state", "asked_by", "asked_at"),
        id=NUMBER,
        county=TEXT,
        kind=TEXT,
        kind_label=TEXT,
        title=TEXT,
        state=TEXT,
        state_label=TEXT,
        reason=TEXT,
        asked_by=TEXT,
        asked_at=MOMENT,
        decided_by={**TEXT, "nullable": True},
        decided_at={**MOMENT, "nullable": True},
        decided_reason=TEXT,
        actions=many(shape(("action", "label"), action=TEXT, label=TEXT)),
        moves=many(shape(("label", "count", "names"), label=TEXT, count=NUMBER, names=many(TEXT))),
    ),
    ReorganizationDecision=shape_of(*reorganizations_api.DECIDED),
    TownshipCard=shape(
        ("id", "county", "township", "name"),
        id=NUMBER,
        county=TEXT,
        township=TEXT,
        name=TEXT,
        **{member.name: member.shape for member in cards_api.CHANGED},
    ),
    TownshipCardChange=shape_of(*cards_api.CHANGED),
    RegionTag=shape(
        ("id", "county", "name", "townships"),
        id=NUMBER,
        county=TEXT,
        name=TEXT,
        townships=many(TEXT),
    ),
    RegionTagWrite=shape_of(*tags_api.NEW),
    RegionTagChange=shape_of(*tags_api.CHANGED),
    CountyPolicy=shape(
        ("id", "county", "values", "lines"),
        id=NUMBER,
        county=TEXT,
        values=FREE,
        lines=many(
            shape(
                ("key", "label", "value"),
                key=TEXT,
                label=TEXT,
                help=TEXT,
                ground=TEXT,
                usual={},
                value={},
            )
        ),
        **OFFICE,
    ),
    CountyPolicyWrite=shape(
        ("reason",),
        values=ref("PolicyRules"),
        **OFFICE,
        reason=TEXT,
    ),
    Policy=shape(
        ("id", "county", "values", "rules"),
        id=NUMBER,
        county=TEXT,
        values=FREE,
        rules=many(
            shape(
                ("key", "type", "value", "default", "label", "help", "ground"),
                key=TEXT,
                type=TEXT,
                value={},
                default={},
                label=TEXT,
                help=TEXT,
                ground=TEXT,
                group=TEXT,
                is_default=YES_NO,
                words=TEXT,
                shape=FREE,
            )
        ),
    ),
    PolicyRules=shape(**{key: shape_of_line(line) for key, line in policy_lines().items()}),
    PolicyWrite=shape(("values", "reason"), values=ref("PolicyRules"), reason=TEXT),
    Delegation=shape(
        ("id", "membership", "of", "user", "role", "place", "starts_on", "ends_on", "state"),
        id=NUMBER,
        membership=NUMBER,
        of=TEXT,
        of_name=TEXT,
        user=TEXT,
        user_name=TEXT,
        role=TEXT,
        role_label=TEXT,
        place=TEXT,
        starts_on=DAY,
        ends_on=DAY,
        reason=TEXT,
        state=TEXT,
        actions=many(TEXT),
    ),
    DelegationWrite=shape_of(*delegations_api.NEW),
    DelegationEnd=shape_of(*delegations_api.ENDED),
)
