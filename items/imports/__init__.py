"""Reading an office's own workbook into the register: refused or understood, previewed, imported,
undone.
"""
