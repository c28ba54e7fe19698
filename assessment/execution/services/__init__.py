"""What is done with the yearly report of a township."""
