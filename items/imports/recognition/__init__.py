"""From the grid of a file to the rows of its tables: heads, sections, items, and a name for
everything else.
"""
