"""Exports: lists as the office prints them and as machines read them; whatever is written here
imports unchanged.
"""
