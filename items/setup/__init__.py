"""A new county from the browser alone: its places, words, categories and first accounts, and what
is still missing before its first edition.
"""
