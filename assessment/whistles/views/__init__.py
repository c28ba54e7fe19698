"""The pages of whistles on the desk."""
