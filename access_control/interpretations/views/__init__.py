"""The pages of interpretations on the desk."""
