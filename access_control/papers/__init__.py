"""Papers (文书) of a request as Word documents: which there are, when each is ready, how each is
written.
"""
