"""What is said about an application: what it is like in the county's list."""
