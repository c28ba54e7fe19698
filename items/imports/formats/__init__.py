"""The formats that offices hand in, each read into plain grids; runs only inside the reader's own
process.
"""
