"""Sittings: bodies that decide on several requests at once."""
