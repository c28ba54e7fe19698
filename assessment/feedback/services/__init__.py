"""The verbs of feedback."""
