"""The pages of sittings on the desk."""
