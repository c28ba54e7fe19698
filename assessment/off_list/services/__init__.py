"""The verbs of off-list reports."""
