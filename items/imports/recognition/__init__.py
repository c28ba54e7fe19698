"""From the grid of a file to the rows of its tables, and a name for everything else."""
