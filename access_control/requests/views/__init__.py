"""The pages of requests on the desk."""
