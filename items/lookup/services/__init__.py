"""The verbs of phrases, of the matters of an item, and of what was asked."""
