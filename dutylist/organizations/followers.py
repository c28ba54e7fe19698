"""Who follows when a region or a department goes over into others or somebody acts for another: the
floors above add theirs.
"""

region_followers = []
department_followers = []
department_name_followers = []
delegation_followers = []
reorganization_followers = []


def follow_regions(follower, *, first=False):
    """Registers `follower(predecessor, successors, *, on, by, reason)`; it is called inside the
    change's own batch.

    Called once for each region that is no more or has given off a part; `successors` then holds the
    region itself too. Of a county that goes over as a whole the townships come first, each with the
    row that takes its place. Registering the same function twice has no effect. Usable as a
    decorator. `first`: it comes before those that ask anew for what is owed.
    """
    return registered(region_followers, follower, first)


def follow_departments(follower, *, first=False):
    """The same for departments that were merged: `follower(predecessor, successors, *, on, by,
    reason)`.
    """
    return registered(department_followers, follower, first)


def registered(followers, follower, first):
    if follower in followers:
        return follower
    if first:
        followers.insert(0, follower)
    else:
        followers.append(follower)
    return follower


def follow_department_names(follower):
    """Called with `follower(county, former, name, *, by, reason)` inside the change's own batch
    when a department is called otherwise from now on: renamed, or merged into another.
    """
    if follower not in department_name_followers:
        department_name_followers.append(follower)
    return follower


def follow_delegations(follower):
    """Called with `follower(delegation, ended, *, by, reason)` when one is given and when one is
    ended early.
    """
    if follower not in delegation_followers:
        delegation_followers.append(follower)
    return follower


def follow_reorganizations(follower):
    """Called with `follower(reorganization, *, by)` when one is asked for and when settled."""
    if follower not in reorganization_followers:
        reorganization_followers.append(follower)
    return follower
