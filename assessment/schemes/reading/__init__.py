"""Reads an office's own workbook of a scheme: its head words, sections, totals and title."""
