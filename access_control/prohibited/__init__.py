"""Prohibited entries (禁入事项): what may never be passed to a township."""
