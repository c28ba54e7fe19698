"""An entry as printed cells, and the files these are written to."""
