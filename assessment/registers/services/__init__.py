"""The verbs that all registers share."""
