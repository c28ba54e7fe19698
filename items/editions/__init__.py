"""Editions (版次): documents, publishing, supplements, revoking."""
