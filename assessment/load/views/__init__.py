"""The pages of the comparison."""
