"""The roles in which a request's moves are made: its unit's, a reviewer's, a superior's."""

from dutylist.organizations.models import CountyPolicy, Department, DepartmentKind
from dutylist.organizations.roles import Role
from items.models import ProposedChange

from .request_reporting import superior_asked


def roles_of_move(request, move):
    """The roles in which a move is made on this very request: those of the unit that applies, of
    the legal reviewer and of the superior whom it concerns.
    """
    if Role.PARTY_OFFICE in move.roles:
        return (legal_reviewer(request),)
    if Role.CITY_REVIEWER in move.roles:
        return superior_asked(request) or move.roles
    if not {Role.DEPARTMENT_LEAD, Role.CLERK} <= set(move.roles):
        return move.roles
    if request.department_id:
        return (Role.DEPARTMENT_LEAD, *clock_among(move))
    if request.township_id:
        return (Role.TOWNSHIP_LEAD, *clock_among(move))
    return (Role.CLERK, *clock_among(move))


def clock_among(move):
    """The clock, where it makes this move too."""
    return tuple(role for role in move.roles if role == "clock")


def legal_reviewer(request):
    """The role that reviews whether it is lawful: of what concerns a party body the party
    committee's office, where the county's rule says so.
    """
    kind = "party" if concerns_party(request) else request.applicant_kind
    policy = CountyPolicy.objects.filter(region=request.county_id).first() or CountyPolicy()
    return Role(policy.value("legal_reviewer").get(kind, Role.LEGAL))


def concerns_party(request):
    """Whether a party body applies, or is proposed as lead or receiver."""
    units = request.interested_departments()
    return Department.objects.filter(pk__in=units, kind=DepartmentKind.PARTY).exists()


def paper_roles_of_move(request, move):
    """A unit's staff submits with the sealed scan, and so does the clerk for the unit; the
    recorder takes down the superior's letter.
    """
    if Role.CITY_REVIEWER in move.roles:
        return (Role.RECORDER,)
    if request.unit and not request.county.policy.value("paper_may_submit"):
        return (Role.CLERK,)
    if request.department_id:
        return (Role.DEPARTMENT_STAFF, Role.CLERK)
    if request.township_id:
        return (Role.TOWNSHIP_STAFF, Role.CLERK)
    return ()


def departments_interested_in(requests):
    """Ids of the departments that apply, and of those proposed as lead or receiver; all requests
    are of one county.
    """
    sets = [request.change_set_id for request in requests]
    names = set()
    for change in ProposedChange.objects.pending().filter(change_set__in=sets):
        for content in change.contents:
            names.update(leads_of(content))
    counties = {request.county_id for request in requests}
    found = Department.objects.filter(county__in=counties, name__in=names)
    own = {request.department_id for request in requests if request.department_id}
    return {*found.values_list("pk", flat=True), *own}


def leads_of(content):
    """The names of the departments that a content makes answer for the work."""
    for row in content.get("responsibilities", ()):
        if row["role"] in ("lead", "receiver") and not row["collective"]:
            yield row["department"]
