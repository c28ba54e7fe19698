"""The verbs of reports and ledgers asked of townships."""
