"""Whose list a file, a sheet or a piece of one is."""
