"""One entry as data: its content read, checked, written, worded and looked up."""
