"""The way back to a list as it was asked: its filters, search, order and page are kept for the
session while a row is opened or many are edited, and are in no other address.
"""

KEPT = "lists"
MOST_LISTS, LONGEST = 20, 600


def remember_list(request, address, names):
    """Keeps what was asked of the list at this address, of the parameters that it takes."""
    asked = request.GET.copy()
    for name in list(asked):
        if name not in names:
            del asked[name]
    query, lists = asked.urlencode(), dict(request.session.get(KEPT, {}))
    if len(query) > LONGEST:
        query = ""
    if lists.get(address, "") == query:
        return
    lists.pop(address, None)
    if query:
        lists[address] = query
    while len(lists) > MOST_LISTS:
        del lists[next(iter(lists))]
    request.session[KEPT] = lists


def list_as_asked(request, address):
    """The address of a list, as this person asked it last in this session."""
    query = request.session.get(KEPT, {}).get(address, "")
    if query:
        return f"{address}?{query}"
    return address
