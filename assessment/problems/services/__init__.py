"""The verbs of problems and evaluations."""
