"""The verbs of inspections."""
