"""The verbs of whistles."""
