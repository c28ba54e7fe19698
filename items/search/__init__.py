"""Texts as a search compares them: folded, with other words for a word."""
