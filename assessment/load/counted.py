"""What the lines of the comparison are counted from: loaded at start."""

from . import of_registers, of_the_list

__all__ = ["of_registers", "of_the_list"]
