"""The application on one page: its questions, what is filled in for them, and its look-up."""
