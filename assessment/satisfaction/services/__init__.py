"""The verbs of satisfaction rounds."""
