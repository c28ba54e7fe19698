"""What the registers of supervision share: how a row is told, written, read, shown and moved."""
