"""The verbs of schemes."""
