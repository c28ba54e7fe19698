"""What stands between a person and a move: state, role, second person, organisation, reason, facts,
in this order.
"""

from operator import attrgetter

from django.utils import timezone

from dutylist.history.limits import LONGEST_TEXT, text_fault
from dutylist.history.texts import clean_text
from dutylist.organizations.models.users import SYSTEM_USERNAME
from dutylist.organizations.roles import (
    CITY_ROLES,
    COUNTY_ROLES,
    DEPARTMENT_ROLES,
    PROVINCE_ROLES,
    TOWNSHIP_ROLES,
    Role,
)
from dutylist.organizations.standing import standing_of
from dutylist.organizations.words import words_for

from .attached import attachment_keeper
from .facts import FactType, fault_of_shape, is_told, read_facts
from .flow import CLOCK
from .refusals import Invalid, NotAllowed, NotPossible, Stale

REVIEWING_ROLES = COUNTY_ROLES | CITY_ROLES | PROVINCE_ROLES


def action_label(subject, action):
    return subject.flow.actions(action).label


def role_names(roles):
    """编办经办人或者编办负责人"""
    names = []
    for role in roles:
        names.append("系统（期限届满）" if role == CLOCK else Role(role).label)
    return "或者".join(names)


def role_words(roles, county, user=None):
    """The same as this county calls them: 区委编办经办人或者区委编办负责人"""
    return _roles_in(_words_of(county, user), roles)


def _roles_in(words, roles):
    names = []
    for role in roles:
        names.append("系统（期限届满）" if role == CLOCK else words[f"role_{Role(role)}"])
    return "或者".join(names)


def _words_of(county, user):
    """The county's words, read once for a person: every move that is not offered to him asks."""
    if user is None:
        return words_for(county)
    read = user.__dict__.setdefault("_words_of_counties", {})
    if county.pk not in read:
        read[county.pk] = words_for(county)
    return read[county.pk]


def last_words(subject):
    """Who moved the subject last, and when: 王某于2026年11月21日 14:05办理“审定”; or ""."""
    last = subject.decisions.last()
    if last is None:
        return ""
    return (
        f"{last.by_name}于{timezone.localtime(last.at):%Y年%m月%d日 %H:%M}办理“{last.action_label}”"
    )


def require_fresh(subject, expect):
    """Refuses a page that shows another version than the locked row has."""
    if expect is None or int(expect) == subject.version:
        return
    last = last_words(subject)
    done = f"已由{last}" if last else "已被他人修改"
    raise Stale(
        f"{subject.quoted}{done}，现为“{subject.status_label}”，这次没有办理，请核对最新内容后再办理。"
    )


def require_possible(subject, action):
    """The move from the subject's present state, or NotPossible with what can be done instead."""
    flow = subject.flow
    if action not in flow.actions.values:
        raise NotPossible(f"没有“{action}”这一办理动作。", code="unknown_action")
    move = flow.moves.get((subject.status, action))
    if move is None:
        raise NotPossible(_impossible(subject, action))
    return move


def require_ready(subject, action):
    """Asks what the flow itself needs for the action in the present state; NotPossible says what is
    missing.
    """
    subject.flow.run("possible", action, subject)


def _impossible(subject, action):
    last = last_words(subject)
    moves, options = subject.flow.moves_from(subject.status), []
    words = words_for(subject.county) if moves else {}
    for name, move in moves.items():
        roles = _roles_in(words, subject.roles_for(move))
        options.append(f"“{action_label(subject, name)}”（{roles}）")
    return (
        f"{subject.quoted}现为“{subject.status_label}”，不能办理“{action_label(subject, action)}”。"
        + (f"{last}。" if last else "")
        + (f"现在可以办理：{'；'.join(options)}。" if options else "该流程已经办结。")
    )


def require_person(subject, action, move, user, decisions=None):
    """The role in which this person may make the move, or NotAllowed."""
    role = _held_role(subject, action, move, user)
    if role == CLOCK:
        return role
    if move.fresh_eyes:
        _require_second_person(subject, action, move, user, decisions)
    if role in REVIEWING_ROLES and is_interested(subject, user):
        raise NotAllowed(
            f"您属于申请单位或者拟牵头单位，办理“{action_label(subject, action)}”须回避。",
            code="interested",
        )
    return role


def _held_role(subject, action, move, user):
    roles = subject.roles_for(move)
    recorders = subject.paper_roles_for(move) if move.on_paper else ()
    for role in (*roles, *recorders):
        if _holds(user, role, subject, action):
            return role
    who = f"{subject.county}的{role_words(roles, subject.county, user)}"
    raise NotAllowed(
        f"“{action_label(subject, action)}”由{who}办理，您没有相应的角色。", code="role"
    )


def _holds(user, role, subject, action):
    """Whether this person has the role where it is asked for by the subject."""
    standing = standing_of(user)
    if role == CLOCK:
        return user.get_username() == SYSTEM_USERNAME
    named = subject.named_people()
    if named is not None and user.pk not in named:
        return False
    if role in DEPARTMENT_ROLES:
        return bool(standing.department_ids(role) & set(subject.acting_departments(action)))
    if role in TOWNSHIP_ROLES:
        return bool(standing.township_ids(role) & set(subject.acting_townships(action)))
    return standing.has(role, county=subject.county_id)


def people_before(subject, move, decisions=None):
    """{user id: decision} of those who may not make a `fresh_eyes` move; persons count, in whatever
    role they acted.
    """
    before = dict.fromkeys(subject.author_ids())
    for decision in subject.decisions if decisions is None else decisions:
        if move.fresh_eyes is True or decision.action in (move.fresh_eyes or ()):
            for person in (decision.by_id, decision.for_id):
                if person:
                    before[person] = decision
    return before


def _require_second_person(subject, action, move, user, decisions):
    before = people_before(subject, move, decisions)
    person = next((pk for pk in {user.pk, *delegators_of(user)} if pk in before), None)
    if person is None:
        return
    decision = before[person]
    done = f"办理“{decision.action_label}”" if decision else "起草或者登记该事项"
    who = "您" if person == user.pk else "您所代行的人"
    raise NotAllowed(
        f"“{action_label(subject, action)}”须由另一人办理：{who}此前已{done}，不能再由您办理。",
        code="second_person",
    )


def delegators_of(user):
    """Ids of the people in whose place this person acts today."""
    return standing_of(user).delegator_ids()


def memberships_used(subject, action, role, user):
    """The memberships that carry a role for this subject: a delegated one is exercised in another's
    place.
    """
    held = [membership for membership in standing_of(user).memberships if membership.role == role]
    if role in DEPARTMENT_ROLES:
        place, acting = attrgetter("department_id"), subject.acting_departments
    elif role in TOWNSHIP_ROLES:
        place, acting = attrgetter("region_id"), subject.acting_townships
    elif role in COUNTY_ROLES:
        return [membership for membership in held if membership.county_id == subject.county_id]
    else:
        return held
    return [membership for membership in held if place(membership) in acting(action)]


def is_interested(subject, user):
    """Whether the person belongs to the applicant's or the proposed lead's organisation."""
    standing = standing_of(user)
    return bool(
        standing.department_ids() & set(subject.interested_departments())
        or standing.township_ids() & set(subject.interested_townships())
    )


def require_told(subject, action, move, role, reason, facts, user):
    """The facts as values of their types; refuses a missing reason and everything wrong with them
    at once.
    """
    if fault := fault_of_shape(facts):
        raise Invalid({"facts": fault, **_reason_fault(subject, action, move, reason)})
    stranger = f"办理“{action_label(subject, action)}”不填写这一项。"
    declared = move.facts_from(role, subject.roles_for(move))
    values, faults = read_facts(declared, facts, stranger)
    faults |= faults_of_attachments(subject, declared, values, user)
    faults |= _reason_fault(subject, action, move, reason)
    if faults:
        raise Invalid(faults)
    return values


def faults_of_attachments(subject, declared, values, user):
    """{name: sentence} of the told attachments that are not this subject's, or were withdrawn."""
    faults = {}
    for fact in declared:
        if fact.type != FactType.ATTACHMENT:
            continue
        for name in fact.names:
            told = values.get(name)
            if is_told(told) and (fault := attachment_keeper().fault_of(subject, told, user)):
                faults[name] = fault
    return faults


def _reason_fault(subject, action, move, reason):
    if not clean_text(reason):
        if move.reason:
            return {"reason": f"请填写“{action_label(subject, action)}”的理由。"}
        if asked := subject.flow.reason_asked(action, subject):
            return {"reason": asked}
    if fault := text_fault(reason, LONGEST_TEXT):
        return {"reason": fault}
    return {}
