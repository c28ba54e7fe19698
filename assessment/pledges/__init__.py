"""Pledges (责任状) and veto items (“一票否决”事项)."""
