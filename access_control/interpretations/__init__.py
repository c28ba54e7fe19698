"""Interpretations of the list (清单释义): asked by a unit, answered by the office, confirmed by a
second person, shown beside the list as long as its wording holds.
"""
