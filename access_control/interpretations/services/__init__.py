"""The verbs of interpretations."""
