"""What an import would do, told to people and programs."""
