"""The pages of feedback: those that anybody opens, and those of the desk."""
