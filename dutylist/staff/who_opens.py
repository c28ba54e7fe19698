"""For whom a page is: told by whoever knows the pages of the desk, asked where one is refused."""

_tellers = []


def tells_who_opens(function):
    """Registers `function(path)` -> (the name of the page, the names of the roles that open it), or
    None. A decorator.
    """
    _tellers.append(function)
    return function


def who_opens(path):
    """The page that an address belongs to, and who opens it; None where nobody knows."""
    for teller in _tellers:
        if told := teller(path):
            return told
    return None
