"""The pages of schemes on the desk."""
