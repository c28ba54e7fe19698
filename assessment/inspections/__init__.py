"""Inspections (督查检查考核): the year's plan, its repeats, and what a township has before it."""
