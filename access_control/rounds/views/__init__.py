"""The pages of rounds on the desk."""
