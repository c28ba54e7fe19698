"""What is said about an entry or a list before it goes on."""
