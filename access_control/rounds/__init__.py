"""Rounds of opinions on the open revision (三上三下): asked, given, answered, ended."""
