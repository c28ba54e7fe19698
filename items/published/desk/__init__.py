"""The pages on which the clerk tends how items are asked for."""
