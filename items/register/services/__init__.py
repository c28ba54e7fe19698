"""The verbs of the working register."""
