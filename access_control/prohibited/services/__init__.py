"""Verbs on prohibited entries: each in one transaction, locked, checked and recorded."""
