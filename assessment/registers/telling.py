"""Who is told what was decided on a row: its department, and the townships it bears on."""

from access_control.requests.services.telling import people_of_unit
from dutylist.notices.services import tell


def tell_owner(row, decision):
    title = f"{row._meta.verbose_name}《{row}》：{row.status_label}"
    tell_unit(row, row.department, decision, title)


def tell_townships(row, decision):
    tell_some(row, row.townships, decision)


def tell_some(row, townships, decision):
    """Tells these townships how far a row has come that bears on them."""
    title = f"{row._meta.verbose_name}《{row}》涉及您单位：{row.status_label}"
    for township in townships:
        tell_unit(row, township, decision, title, url=address_for_townships(row))


def address_for_townships(row):
    """Where townships read a row; "" in a state in which they read none."""
    return row.get_absolute_url() if row.status in row.told_to_townships else ""


def tell_unit(row, unit, decision, title, url=None):
    """Each person of a unit once for a decision, but not whoever made it."""
    key = f"{row.flow_name}-{row.pk}-{decision.pk}"
    if url is None:
        url = row.get_absolute_url()
    for user in people_of_unit(unit).exclude(pk=decision.by_id):
        tell(user, key, title, url=url)
