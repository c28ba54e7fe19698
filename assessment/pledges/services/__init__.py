"""The verbs of pledges and veto items."""
