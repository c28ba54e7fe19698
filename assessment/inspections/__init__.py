"""Inspections (督查检查考核): the year's plan, what repeats in it, and what a township has before it."""
