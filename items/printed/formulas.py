"""What a spreadsheet may take for a formula: written behind a stroke, which reading takes off
again.
"""

GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
