"""What an attached file is by its content, told by a process of its own under limits."""
