"""The whole of an installation in one directory, and back: database, uploads, key;
each file with its checksum.
"""
