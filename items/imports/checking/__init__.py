"""Everything that can be said against a file before the register is looked at."""
