"""The verbs on sittings."""
