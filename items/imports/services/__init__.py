"""The verbs of importing: preview, import, undo."""
