"""Which hooks the flows name, and which of them the engine has come by."""

from dutylist.workflow.flow import HOOKS, Flow, flows


def named(*names):
    """{(flow, hook, action)} for every function that these flows name."""
    return {
        (flow.name, hook, str(action))
        for flow in flows().values()
        if flow.name in names
        for action, effects in flow.effects.items()
        for effect in effects
        for hook in HOOKS
        if getattr(effect, hook)
    }


def watch(monkeypatch):
    """{(flow, hook, action)} of every hook that the engine comes by from now on."""
    seen = set()
    run, target_of = Flow.run, Flow.target_of
    reason_asked, keys_beside = Flow.reason_asked, Flow.keys_beside

    def watched(self, hook, action, *arguments):
        seen.add((self.name, hook, str(action)))
        run(self, hook, action, *arguments)

    def watched_target(self, action, *arguments):
        seen.add((self.name, "target", str(action)))
        return target_of(self, action, *arguments)

    def watched_reason(self, action, *arguments):
        seen.add((self.name, "reason", str(action)))
        return reason_asked(self, action, *arguments)

    def watched_beside(self, action, *arguments):
        seen.add((self.name, "beside", str(action)))
        return keys_beside(self, action, *arguments)

    monkeypatch.setattr(Flow, "keys_beside", watched_beside)
    monkeypatch.setattr(Flow, "run", watched)
    monkeypatch.setattr(Flow, "reason_asked", watched_reason)
    monkeypatch.setattr(Flow, "target_of", watched_target)
    return seen
