"""What every signed-in page shares: the admin's lists and verbs, forms of moves, pages, filters; no
model.
"""
