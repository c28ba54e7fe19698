"""The pages of the working register on the desk."""
