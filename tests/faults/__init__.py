"""What breaks in the middle leaves everything or nothing."""
