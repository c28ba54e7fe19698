"""Which functions the flows name beside their moves, and which of them have run to their end."""

import functools

from dutylist.workflow.flow import HOOKS, Effect, flows


def key_of(flow, hook, action, function):
    return flow.name, hook, str(action), function.__qualname__


def named(*names):
    """{(flow, hook, action, function)} for every function that these flows name."""
    return {
        key_of(flow, hook, action, getattr(effect, hook))
        for flow in flows().values()
        if flow.name in names
        for action, effects in flow.effects.items()
        for effect in effects
        for hook in HOOKS
        if getattr(effect, hook)
    }


def watch(monkeypatch):
    """{(flow, hook, action, function)} of every function that the engine calls from now on and that
    returns: one that refuses has not done what it is there for.
    """
    seen = set()
    for flow in flows().values():
        for action, effects in list(flow.effects.items()):
            watched = [watched_effect(flow, action, effect, seen) for effect in effects]
            monkeypatch.setitem(flow.effects, action, watched)
    return seen


def watched_effect(flow, action, effect, seen):
    functions = {}
    for hook in HOOKS:
        function = getattr(effect, hook)
        if function:
            function = counted(function, key_of(flow, hook, action, function), seen)
        functions[hook] = function
    return Effect(**functions)


def counted(function, key, seen):
    @functools.wraps(function)
    def counting(*arguments):
        answer = function(*arguments)
        seen.add(key)
        return answer

    return counting
