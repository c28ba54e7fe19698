"""Inspections (督查检查考核) and the plan of a year."""
