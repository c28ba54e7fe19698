"""The home of every signed-in person, and the way to everything else."""
